package org.fluxtube.actors.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.actors.report.HtmlReport;
import org.fluxtube.actors.report.ModelComparison;
import org.fluxtube.actors.report.OtherRuns;
import org.fluxtube.actors.report.Report;
import org.fluxtube.actors.report.ReportJson;
import org.fluxtube.actors.report.RunComparison;
import org.fluxtube.actors.report.Scan;
import org.fluxtube.actors.report.TrainingCurves;
import org.fluxtube.config.CampaignFileException;
import org.fluxtube.engine.report.RunReport;
import org.fluxtube.engine.run.Phase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fluxtube report}: the results of a run. */
@Command(
    name = "report",
    description = {
      "Prints the results of a run, also while it runs: acceptance, means with errors and"
          + " autocorrelation times in trajectories, and comparisons with exact values.",
      "Only MEASURE is averaged. --phase learn shows LEARN, whose averages are not those of the"
          + " target; nothing is compared then.",
      "Also writes report/index.html in the run's folder: one file with figures and everything"
          + " needed to run the campaign again, for any browser.",
      "With further runs each is compared with the first, observable by observable, and what they"
          + " have learnt: acceptance against kind and size of the model; of flows acceptance"
          + " against the cost of training, back through the models that they began with.",
      "With --against KEY, a path of the campaign file such as action.beta or lattice: tau_int,"
          + " acceptance and the cost of an independent measurement of all runs and their groups"
          + " of chains against that key, as a table, as figures on the first run's page and as"
          + " SVG files beside it. Runs are compared only where the key is the same.",
      "--json prints one object: campaign, backend, exactness, chains[], observables, checks[],"
          + " remarks; what cannot be estimated is null.",
      "Exit code: 0 no check failed, 1 a check failed or two runs of one theory differ, 2 there is"
          + " no such run, key or observable."
    })
public final class ReportCommand extends Subcommand {
  @Parameters(index = "0", paramLabel = "RUN", description = "Name of a run, or its folder.")
  private String run;

  @Parameters(
      index = "1",
      arity = "0..*",
      paramLabel = "OTHER",
      description = "Other runs to compare it with.")
  private List<String> others = List.of();

  @Option(
      names = "--runs",
      defaultValue = "runs",
      paramLabel = "FOLDER",
      description = "Where runs are looked up by name; default: ${DEFAULT-VALUE}.")
  private Path runs;

  @Option(
      names = "--phase",
      defaultValue = "measure",
      paramLabel = "PHASE",
      description = "measure, learn or thermalise; default: ${DEFAULT-VALUE}.")
  private String phase;

  @Option(
      names = "--against",
      paramLabel = "KEY",
      description = "Show all runs against this key of their campaign files.")
  private String against;

  @Option(
      names = "--observable",
      paramLabel = "NAME",
      description =
          "Whose tau_int to show against the key, for example topological-charge.charge; default:"
              + " the slowest that all have measured.")
  private String observable;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(
      names = "--csv",
      paramLabel = "FILE|FOLDER",
      description =
          "Write all measurements to a file that ends in .csv, or these, the trajectories and"
              + " the lessons into a folder. With --against: the table.")
  private Path csv;

  @Option(
      names = "--hdf5",
      paramLabel = "FILE",
      description = "Write all series to one HDF5 file, for h5py and h5dump.")
  private Path hdf5;

  @Override
  int execute() throws IOException, CampaignFileException {
    Phase wanted = phase();
    RunFolder folder = RunFolder.find(runs, run);
    RunReport report = Report.of(folder.path(), wanted);
    List<RunFolder> folders = new ArrayList<>(List.of(folder));
    List<RunReport> reports = new ArrayList<>(List.of(report));
    for (String other : others) {
      folders.add(RunFolder.find(runs, other));
    }
    requireAgainst(folders);
    for (RunFolder other : folders.subList(1, folders.size())) {
      reports.add(Report.of(other.path(), wanted));
    }
    if (against != null) {
      return scan(wanted, folders, reports);
    }
    List<RunComparison> comparisons = new ArrayList<>();
    for (int i = 1; i < folders.size(); i++) {
      comparisons.add(comparison(folder, report, folders.get(i), reports.get(i)));
    }
    ModelComparison models =
        ModelComparison.of(folders.stream().map(RunFolder::path).toList(), reports);
    TrainingCurves training = TrainingCurves.of(folders, reports);
    if (json) {
      Map<String, Object> all = ReportJson.of(report);
      if (comparisons.size() == 1) {
        all.put("comparedWith", comparisons.getFirst().json());
      } else if (!comparisons.isEmpty()) {
        all.put("comparedWithEach", comparisons.stream().map(RunComparison::json).toList());
      }
      if (models.rows().size() > 1) {
        all.put("models", models.json());
        all.put("scaling", models.scaling());
      }
      put(all, training);
      out().println(Json.text(all));
    } else {
      out().print(Report.text(report));
      comparisons.forEach(c -> out().print("\n" + c.text()));
      if (models.rows().size() > 1) {
        out().print("\n" + models.text());
      }
      print(training);
    }
    export(folder);
    if (wanted == Phase.MEASURE) {
      page(folder, report, new OtherRuns(comparisons, models, training, Optional.empty()));
    }
    boolean passed = report.passed() && comparisons.stream().allMatch(RunComparison::passed);
    return passed ? OK : WRONG;
  }

  /** Before anything is analysed: whether the options fit together and the key is there. */
  private void requireAgainst(List<RunFolder> folders) {
    if (against == null) {
      if (observable != null) {
        throw new InputException(
            "--observable goes with --against, for example --against action.beta");
      }
      return;
    }
    if (hdf5 != null) {
      throw new InputException(
          "--hdf5 writes the series of one run; with --against allowed are --json and --csv");
    }
    folders.forEach(run -> Scan.value(run.name(), run.conf(), against));
  }

  /** Several runs against a key. */
  private int scan(Phase wanted, List<RunFolder> folders, List<RunReport> reports)
      throws IOException, CampaignFileException {
    Scan scan = Scan.of(against, folders, reports, Optional.ofNullable(observable));
    List<RunComparison> comparisons = new ArrayList<>();
    Map<Double, Integer> first = new HashMap<>();
    for (int i = 0; i < folders.size(); i++) {
      RunFolder run = folders.get(i);
      Integer before = first.putIfAbsent(Scan.value(run.name(), run.conf(), against), i);
      if (before != null) {
        comparisons.add(comparison(folders.get(before), reports.get(before), run, reports.get(i)));
      }
    }
    TrainingCurves training = TrainingCurves.of(folders, reports);
    if (json) {
      Map<String, Object> all = scan.json();
      all.put("comparisons", comparisons.stream().map(RunComparison::json).toList());
      put(all, training);
      out().println(Json.text(all));
    } else {
      out().print(scan.text());
      comparisons.forEach(c -> out().println(c.line()));
      print(training);
    }
    if (csv != null) {
      written(scan.csv(csv));
    }
    if (wanted == Phase.MEASURE) {
      ModelComparison none = new ModelComparison(List.of());
      OtherRuns all = new OtherRuns(comparisons, none, training, Optional.of(scan));
      page(folders.getFirst(), reports.getFirst(), all);
    }
    boolean passed =
        reports.stream().allMatch(RunReport::passed)
            && comparisons.stream().allMatch(RunComparison::passed);
    return passed ? OK : WRONG;
  }

  private static void put(Map<String, Object> json, TrainingCurves training) {
    if (training.curves().size() > 1) {
      json.put("training", training.json());
    }
  }

  private void print(TrainingCurves training) {
    String text = training.text();
    if (!text.isEmpty()) {
      out().print("\n" + text);
    }
  }

  private static RunComparison comparison(
      RunFolder first, RunReport report, RunFolder second, RunReport other)
      throws CampaignFileException {
    return RunComparison.of(
        first.name(), report, second.name(), other, Report.sameTheory(first.path(), second.path()));
  }

  private void export(RunFolder folder) throws IOException, CampaignFileException {
    if (csv != null) {
      Report.csv(folder.path(), csv).forEach(this::written);
    }
    if (hdf5 != null) {
      Report.hdf5(folder.path(), hdf5);
      written(hdf5);
    }
  }

  /** The text is the report; a folder that cannot be written only lacks the page. */
  private void page(RunFolder folder, RunReport report, OtherRuns others)
      throws CampaignFileException {
    try {
      HtmlReport.write(folder.path(), report, others).forEach(this::written);
    } catch (IOException e) {
      complain("no page with figures: " + RunFolder.why(e), e);
    }
  }

  private void written(Path file) {
    err().println("written: " + file);
  }

  private Phase phase() {
    for (Phase known : Phase.values()) {
      if (known.name().equalsIgnoreCase(phase)) {
        return known;
      }
    }
    throw new InputException(
        "--phase "
            + phase
            + "; allowed are "
            + Arrays.stream(Phase.values())
                .map(known -> known.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")));
  }
}
