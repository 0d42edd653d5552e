package org.fluxtube.actors.report;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.database.CampaignReader;
import org.fluxtube.actors.database.CampaignReader.EventRow;
import org.fluxtube.actors.database.ChainRow;
import org.fluxtube.actors.database.ExtendedCampaign;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.config.Binder;
import org.fluxtube.config.CampaignFileException;
import org.fluxtube.engine.observable.ObservableSpec;
import org.fluxtube.engine.report.Analysis;
import org.fluxtube.engine.report.RunReport;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.ChainCheck;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.run.ReplicaExchange;

/** The report of a run folder; reads only, also while the campaign runs. */
public final class Report {
  private static final String OPENED = " on ";

  private Report() {}

  /**
   * Prints the report of MEASURE for a person.
   *
   * @throws IOException if the database cannot be read
   * @throws CampaignFileException if the run's campaign file cannot be read
   */
  public static void print(Path runFolder, PrintStream out)
      throws IOException, CampaignFileException {
    out.print(text(of(runFolder, Phase.MEASURE)));
    out.flush();
  }

  /** The report for a person: plain text without control characters. */
  public static String text(RunReport report) {
    return ReportText.of(report);
  }

  /**
   * What learning has cost and brought, as maps and lists of a JSON object: "comparison" of the
   * groups in MEASURE and "learning"; empty where nothing was learnt or compared.
   */
  public static Map<String, Object> costs(RunReport report) {
    Map<String, Object> json = new HashMap<>();
    LearningJson.add(json, report);
    return json;
  }

  /**
   * Analyses one phase.
   *
   * @throws IOException if the database cannot be read
   * @throws CampaignFileException if the run's campaign file cannot be read
   */
  public static RunReport of(Path runFolder, Phase phase)
      throws IOException, CampaignFileException {
    RunFolder folder = new RunFolder(runFolder);
    Campaign file = Binder.bindResolved(folder.conf());
    try (CampaignDatabase database = CampaignDatabase.openReadOnly(folder.database())) {
      CampaignReader reader = database.reader();
      Campaign campaign = ExtendedCampaign.of(file, reader);
      List<String> exactness = exactness(campaign, reader.chains());
      DatabaseSamples samples =
          new DatabaseSamples(reader, components(campaign), intervals(campaign));
      return phase == Phase.MEASURE
          ? Analysis.measured(campaign, backend(reader), exactness, samples)
          : Analysis.ofPhase(campaign, backend(reader), exactness, samples, phase);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Writes all series of a run as CSV.
   *
   * @param to a file that ends in .csv, for the measurements alone, or a folder for all
   * @return the files
   */
  public static List<Path> csv(Path runFolder, Path to) throws IOException, CampaignFileException {
    List<Path> files = new ArrayList<>();
    export(runFolder, (source, conf) -> files.addAll(CsvExport.write(source, to)));
    return files;
  }

  /** Writes all series of a run as one HDF5 file. */
  public static void hdf5(Path runFolder, Path to) throws IOException, CampaignFileException {
    export(runFolder, (source, conf) -> Hdf5Export.write(source, conf, to));
  }

  private interface Export {
    void write(SeriesSource source, String conf) throws IOException;
  }

  private static void export(Path runFolder, Export export)
      throws IOException, CampaignFileException {
    RunFolder folder = new RunFolder(runFolder);
    Campaign file = Binder.bindResolved(folder.conf());
    try (CampaignDatabase database = CampaignDatabase.openReadOnly(folder.database())) {
      CampaignReader reader = database.reader();
      Campaign campaign = ExtendedCampaign.of(file, reader);
      export.write(new SeriesSource(campaign, reader), Files.readString(folder.conf()));
    }
  }

  /** Whether two runs have one target: lattice, field and action. */
  public static boolean sameTheory(Path a, Path b) throws CampaignFileException {
    Campaign first = Binder.bindResolved(new RunFolder(a).conf());
    Campaign second = Binder.bindResolved(new RunFolder(b).conf());
    return first.lattice().equals(second.lattice())
        && first.field().equals(second.field())
        && first.action().equals(second.action());
  }

  private static Map<String, Integer> components(Campaign campaign) {
    Map<String, Integer> components = new HashMap<>();
    ChainCheck.LIMITS.keySet().forEach(name -> components.put(name, 1));
    components.put(ReplicaExchange.Swap.LABEL, 2);
    for (Campaign at : campaign.each()) {
      for (Campaign.Measurements group : at.measured()) {
        for (ObservableSpec<?> spec : group.observables()) {
          components.put(
              spec.label(), spec.components(campaign.field(), campaign.geometry()).size());
        }
      }
    }
    return components;
  }

  private static Map<String, Integer> intervals(Campaign campaign) {
    Map<String, Integer> intervals = new HashMap<>();
    for (Campaign at : campaign.each()) {
      for (Campaign.Measurements group : at.measured()) {
        group.observables().forEach(spec -> intervals.put(spec.label(), group.every()));
      }
    }
    return intervals;
  }

  /** What the chains of each group prove, in the order of the groups. */
  private static List<String> exactness(Campaign campaign, List<ChainRow> chains) {
    return campaign.groups().stream()
        .map(group ->
            chains.stream()
                .filter(chain -> chain.label().equals(group.label()))
                .map(ChainRow::exactness)
                .findFirst()
                .orElse("unknown: no chain has started"))
        .toList();
  }

  /** The backend of the last start: of the table of texts, else of the event of the start. */
  private static String backend(CampaignReader reader) throws IOException {
    String backend = reader.meta().get("backend");
    if (backend != null) {
      return backend;
    }
    String last = "unknown";
    for (EventRow event : reader.events()) {
      int at = event.detail().lastIndexOf(OPENED);
      if (event.kind().equals("CampaignOpened") && at >= 0) {
        last = event.detail().substring(at + OPENED.length());
      }
    }
    return last;
  }
}
