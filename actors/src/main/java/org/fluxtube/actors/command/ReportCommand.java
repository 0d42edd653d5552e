package org.fluxtube.actors.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.actors.report.Report;
import org.fluxtube.actors.report.ReportJson;
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
      "--json prints one object: campaign, backend, exactness, chains[], observables, checks[],"
          + " remarks; what cannot be estimated is null.",
      "Exit code: 0 no check failed, 1 a check failed, 2 there is no such run."
    })
public final class ReportCommand extends Subcommand {
  @Parameters(paramLabel = "RUN", description = "Name of a run, or its folder.")
  private String run;

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

  @Override
  int execute() throws IOException, CampaignFileException {
    Phase wanted = phase();
    RunFolder folder = RunFolder.find(runs, run);
    RunReport report = Report.of(folder.path(), wanted);
    if (json) {
      out().println(Json.text(ReportJson.of(report)));
    } else {
      out().print(Report.text(report));
    }
    return report.checks().stream().allMatch(RunReport.Check::passed) ? OK : WRONG;
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
