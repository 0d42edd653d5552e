package org.fluxtube.actors.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.actors.report.HtmlReport;
import org.fluxtube.actors.report.ModelComparison;
import org.fluxtube.actors.report.Report;
import org.fluxtube.actors.report.ReportJson;
import org.fluxtube.actors.report.RunComparison;
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
          + " have learnt: acceptance against kind and size of the model.",
      "--json prints one object: campaign, backend, exactness, chains[], observables, checks[],"
          + " remarks; what cannot be estimated is null.",
      "Exit code: 0 no check failed, 1 a check failed or two runs of one theory differ, 2 there is"
          + " no such run."
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

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(
      names = "--csv",
      paramLabel = "FILE|FOLDER",
      description =
          "Write all measurements to a file that ends in .csv, or these, the trajectories and"
              + " the lessons into a folder.")
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
    List<RunComparison> comparisons = new ArrayList<>();
    for (String other : others) {
      RunFolder second = RunFolder.find(runs, other);
      folders.add(second);
      reports.add(Report.of(second.path(), wanted));
      comparisons.add(comparison(folder, report, second, reports.getLast()));
    }
    ModelComparison models =
        ModelComparison.of(folders.stream().map(RunFolder::path).toList(), reports);
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
      out().println(Json.text(all));
    } else {
      out().print(Report.text(report));
      comparisons.forEach(c -> out().print("\n" + c.text()));
      if (models.rows().size() > 1) {
        out().print("\n" + models.text());
      }
    }
    export(folder);
    if (wanted == Phase.MEASURE) {
      page(folder, report, comparisons, models);
    }
    boolean passed = report.passed() && comparisons.stream().allMatch(RunComparison::passed);
    return passed ? OK : WRONG;
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
  private void page(
      RunFolder folder, RunReport report, List<RunComparison> comparisons, ModelComparison models)
      throws CampaignFileException {
    try {
      written(HtmlReport.write(folder.path(), report, comparisons, models));
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
