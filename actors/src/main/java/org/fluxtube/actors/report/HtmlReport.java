package org.fluxtube.actors.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.database.CampaignReader;
import org.fluxtube.actors.database.CampaignReader.EventRow;
import org.fluxtube.actors.database.ExtendedCampaign;
import org.fluxtube.actors.database.Series;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.config.Binder;
import org.fluxtube.config.CampaignFileException;
import org.fluxtube.engine.observable.ObservableSpec;
import org.fluxtube.engine.report.Analysis;
import org.fluxtube.engine.report.GroupComparison;
import org.fluxtube.engine.report.RunReport;
import org.fluxtube.engine.report.Samples;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.run.Temperatures;
import org.fluxtube.engine.stats.GammaAnalysis;
import org.fluxtube.engine.stats.GammaMethod;

/**
 * {@code report/index.html} of a run: one file that loads nothing, with what the text says, figures
 * of it, and everything that is needed to run the campaign again.
 */
public final class HtmlReport {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Events that are shown; the database has all of them. */
  private static final int EVENTS = 200;

  private final Html html = new Html();
  private final Campaign campaign;
  private final CampaignReader reader;
  private final RunReport report;

  private HtmlReport(Campaign campaign, CampaignReader reader, RunReport report) {
    this.campaign = campaign;
    this.reader = reader;
    this.report = report;
  }

  /**
   * Writes the page of MEASURE.
   *
   * @param report the analysis of that run
   * @param others what is said of it beside other runs; some figures become files beside the page
   * @return the files
   * @throws IOException if the database cannot be read or the folder not be written
   * @throws CampaignFileException if the run's campaign file cannot be read
   */
  public static List<Path> write(Path runFolder, RunReport report, OtherRuns others)
      throws IOException, CampaignFileException {
    RunFolder folder = new RunFolder(runFolder);
    Campaign file = Binder.bindResolved(folder.conf());
    String page;
    try (CampaignDatabase database = CampaignDatabase.openReadOnly(folder.database())) {
      CampaignReader reader = database.reader();
      Campaign campaign = ExtendedCampaign.of(file, reader);
      page =
          new HtmlReport(campaign, reader, report)
              .page(folder.name(), Files.readString(folder.conf()), others);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Files.createDirectories(folder.report());
    List<Path> written = new ArrayList<>(List.of(put(folder.report(), "index.html", page)));
    String frame = frame();
    String style = frame.substring(frame.indexOf("<style>") + 7, frame.indexOf("</style>"));
    for (Map.Entry<String, Html.Figure> figure : others.files().entrySet()) {
      written.add(put(folder.report(), figure.getKey(), figure.getValue().file(style)));
    }
    return List.copyOf(written);
  }

  /** A reader sees the whole of the old or of the new one. */
  private static Path put(Path folder, String name, String text) throws IOException {
    Path temporary = folder.resolve(name + ".tmp");
    Path to = folder.resolve(name);
    Files.writeString(temporary, text);
    return Files.move(
        temporary, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private String page(String name, String conf, OtherRuns others) throws IOException {
    html.heading("Results");
    html.paragraph(
        report.exactness() + ", backend " + report.backend() + ". " + ReportText.verdict(report));
    if (!report.temperatures().isEmpty()) {
      temperatures();
    } else if (!report.observables().isEmpty()) {
      html.table(ReportText.observables(report));
    }
    html.table(ReportText.chains(report));
    if (!report.groups().isEmpty() && report.temperatures().isEmpty()) {
      html.subheading("By group").table(ReportText.groups(report));
    }
    if (!report.motions().isEmpty()) {
      html.subheading("Motion of the charge").table(ReportText.motions(report));
    }
    if (!report.proposals().isEmpty()) {
      html.subheading("Proposals").table(ReportText.proposals(report));
    }
    if (!report.flows().isEmpty()) {
      html.subheading("Flows").table(FlowText.flows(report));
      List<List<String>> reweighted = FlowText.reweighted(report);
      if (!reweighted.isEmpty()) {
        html.table(reweighted);
      }
    }
    report.remarks().forEach(html::paragraph);
    if (!report.checks().isEmpty()) {
      html.heading("Checks").table(ReportText.checks(report));
      html.figures(List.of(Figures.sigmas("Checks", report.checks())));
    }
    if (!report.limits().isEmpty()) {
      html.subheading("Production checks")
          .paragraph(
              "What the chains found out about themselves while they ran: what is left of a"
                  + " trajectory forward and back, and how far links or spins are from their"
                  + " group.")
          .table(ReportText.limits(report));
    }
    others
        .scan()
        .ifPresent(s ->
            html.heading("Against " + s.key())
                .figures(s.figures())
                .paragraph(ScanText.sentence(s))
                .table(ScanText.table(s)));
    others.comparisons().forEach(this::compared);
    ModelComparison models = others.models();
    if (models.rows().size() > 1) {
      html.heading("Models").table(models.table()).figures(List.of(models.figure()));
      Scaling scaling = Scaling.of(models);
      if (scaling.rows().size() > 1) {
        html.subheading("Scaling")
            .paragraph(scaling.sentence())
            .table(scaling.table())
            .figures(scaling.figures());
      }
    }
    if (!others.training().files().isEmpty()) {
      html.heading("Training of the flows")
          .table(others.training().table())
          .paragraph(others.training().sentence())
          .figures(List.copyOf(others.training().files().values()));
    }
    html.heading("Cost of an independent sample");
    cost();
    learning();
    html.heading("Trajectories");
    trajectories();
    html.heading("Observables");
    observables();
    again(conf);
    return frame(name);
  }

  private void temperatures() {
    html.table(TemperatureText.means(report.temperatures()))
        .table(TemperatureText.groups(report.temperatures()))
        .subheading("Against the temperature")
        .figures(TemperatureText.figures(report));
    if (!report.exchanges().isEmpty()) {
      html.subheading("Replica exchange").table(TemperatureText.exchanges(report));
    }
  }

  private void compared(RunComparison c) {
    html.heading("Compared with " + c.b()).paragraph(c.verdict());
    if (!c.differences().isEmpty()) {
      html.table(c.rows());
      html.figures(
          List.of(Figures.sigmas("Differences " + c.b() + " - " + c.a(), c.differences())));
    }
  }

  /** (seconds of a trajectory) x 2 tau_int for every observable, over all chains. */
  private void cost() {
    double perSecond =
        report.chains().stream()
            .mapToDouble(RunReport.ChainReport::trajectoriesPerSecond)
            .filter(Double::isFinite)
            .average()
            .orElse(Double.NaN);
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("observable", "trajectories", "chain-seconds", "independent samples"));
    report
        .observables()
        .forEach((name, o) -> {
          double cost = 2 * o.tauInt();
          rows.add(
              List.of(
                  name,
                  o.frozen() ? "frozen" : TextTable.measured(cost, 2 * o.tauIntError()),
                  o.frozen() ? "-" : TextTable.significant(cost / perSecond),
                  o.frozen()
                      ? "-"
                      : TextTable.significant(
                          o.n() * (double) every(name) / Math.max(1e-12, cost))));
        });
    html.paragraph(
        "2 tau_int trajectories make one independent sample of an observable; the time is that of"
            + " one chain making them, without measurements.");
    if (rows.size() > 1) {
      html.table(rows);
      html.figures(List.of(Figures.times(report.observables())));
    }
    report.comparison().ifPresent(this::sideBySide);
  }

  private void sideBySide(GroupComparison c) {
    html.subheading("Groups side by side").table(ComparisonText.sideBySide(report, c));
    if (!c.published().isEmpty()) {
      html.subheading("Published").table(ComparisonText.published(c));
    }
  }

  private int every(String name) {
    String plain = campaign.temperatures().isPresent() ? Temperatures.written(name) : name;
    for (Campaign at : campaign.each()) {
      for (Campaign.Measurements group : at.measured()) {
        for (ObservableSpec<?> spec : group.observables()) {
          if (spec.names(campaign.field(), campaign.geometry()).contains(plain)
              || spec.derived(campaign.field(), campaign.geometry()).stream()
                  .anyMatch(d -> d.name().equals(plain))) {
            return group.every();
          }
        }
      }
    }
    throw new IllegalStateException(name + " is not measured by the campaign");
  }

  private void learning() {
    if (report.learning().lessons().isEmpty()) {
      return;
    }
    html.heading("Learning").table(ComparisonText.lessons(report.learning()));
    if (!report.learning().versions().isEmpty()) {
      html.table(ComparisonText.versions(report.learning()));
      report.learning().choice().ifPresent(c -> html.table(ComparisonText.candidates(c)));
      html.table(ComparisonText.waiting(report));
    }
    html.figures(List.of(Figures.losses(report.learning()), Figures.versions(report.learning())));
  }

  private void trajectories() {
    List<Figures.Line> acceptance = new ArrayList<>();
    List<double[]> deltaH = new ArrayList<>();
    for (Samples.ChainHistory chain :
        new DatabaseSamples(reader, Map.of(), Map.of()).history(Phase.MEASURE)) {
      if (chain.acceptance().length > 0) {
        double first = campaign.trajectories().thermalise() + campaign.trajectories().learn() + 1.0;
        double[] at = new double[chain.acceptance().length];
        for (int i = 0; i < at.length; i++) {
          at[i] = first + i;
        }
        acceptance.add(new Figures.Line(chain.chain(), at, chain.acceptance()));
        deltaH.add(chain.deltaH());
      }
    }
    if (acceptance.isEmpty()) {
      html.paragraph("There are none in MEASURE yet.");
      return;
    }
    List<Html.Figure> figures = new ArrayList<>();
    figures.add(Figures.history("acceptance", "acceptance", acceptance));
    if (deltaH.stream().anyMatch(d -> Arrays.stream(d).anyMatch(Double::isFinite))) {
      figures.add(Figures.histogram("dH", "dH of each trajectory", deltaH));
    }
    html.figures(figures);
  }

  private void observables() throws IOException {
    for (Campaign.Measurements group : campaign.measured()) {
      for (ObservableSpec<?> spec : group.observables()) {
        List<String> names = spec.names(campaign.field(), campaign.geometry());
        for (int c = 0; c < Math.min(names.size(), Analysis.MOST_COMPARED); c++) {
          observable(names.get(c), reader.series(spec.label(), c, Phase.MEASURE), group.every());
        }
        if (names.size() > Analysis.MOST_COMPARED) {
          html.paragraph(
              spec.label()
                  + " has "
                  + names.size()
                  + " components; figures are of the first "
                  + Analysis.MOST_COMPARED
                  + ", the table has all of them.");
        }
      }
    }
  }

  private void observable(String name, List<Series> series, int every) {
    List<Figures.Line> lines =
        series.stream()
            .map(s -> s.every(every))
            .filter(s -> s.values().length >= GammaMethod.MINIMUM)
            .map(s ->
                new Figures.Line(
                    s.chain(),
                    Arrays.stream(s.trajectories()).asDoubleStream().toArray(),
                    s.values()))
            .toList();
    if (lines.isEmpty()) {
      return; // the remarks say so
    }
    html.subheading(name);
    if (campaign.temperatures().isPresent()) {
      // chains of several temperatures have no mean in common
      html.figures(List.of(Figures.history(name, name, lines)));
      return;
    }
    try {
      GammaAnalysis analysis =
          GammaMethod.DEFAULT.analyse(lines.stream().map(Figures.Line::values).toList());
      html.figures(Figures.observable(name, lines, analysis, every));
    } catch (IllegalArgumentException e) {
      html.paragraph("No figure: " + e.getMessage());
    }
  }

  /** The campaign file, versions, machine, what happened. */
  private void again(String conf) throws IOException {
    html.heading("To run it again");
    html.paragraph(
        "The campaign with every default and seed "
            + campaign.seed()
            + ". Saved as again.conf, `fluxtube run again.conf --name again` makes the same"
            + " samples with the same backend (simd: on a processor with vectors of the same"
            + " length).");
    html.preformatted(conf);
    List<List<String>> facts = new ArrayList<>();
    facts.add(List.of("known of the run", ""));
    reader.meta().forEach((key, value) -> facts.add(List.of(key, value)));
    html.table(facts);
    html.heading("What happened");
    List<EventRow> events = reader.events();
    List<EventRow> told = events.subList(Math.max(0, events.size() - EVENTS), events.size());
    if (told.size() < events.size()) {
      html.paragraph("The last " + EVENTS + " of " + events.size() + " events.");
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("when", "chain", "trajectory", "what", "", "who"));
    for (EventRow e : told) {
      rows.add(
          List.of(
              TIME.format(Instant.ofEpochMilli((long) (1e3 * e.unixTime()))),
              e.chain() < 0 ? "all" : Integer.toString(e.chain()),
              Long.toString(e.trajectory()),
              e.kind(),
              e.detail(),
              e.who()));
    }
    html.table(rows);
  }

  private static String frame() throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.html")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String frame(String name) throws IOException {
    return frame()
        .replace("@NAME@", Html.escape(name))
        .replace("@WHEN@", TIME.format(Instant.now()))
        .replace("@BODY@", html.text());
  }
}
