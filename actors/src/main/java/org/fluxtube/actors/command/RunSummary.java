package org.fluxtube.actors.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import org.fluxtube.actors.campaign.CampaignStatus;
import org.fluxtube.actors.campaign.ChainStatus;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.actors.report.Report;
import org.fluxtube.config.CampaignFileException;
import org.fluxtube.engine.run.Phase;

/** What `run` and `resume` print at the end. */
final class RunSummary {
  private RunSummary() {}

  static void print(RunFolder folder, CampaignStatus last, PrintWriter out) {
    CampaignStatus.Outcome outcome = last.ended().orElseThrow();
    for (ChainStatus c : last.chains()) {
      out.printf(
          Locale.ROOT,
          "chain %d (%s): %s, %d of %d trajectories%s%n",
          c.chain(),
          c.label(),
          c.state(),
          c.trajectory(),
          c.total(),
          Double.isFinite(c.acceptance())
              ? String.format(Locale.ROOT, ", acceptance %.4f", c.acceptance())
              : "");
    }
    if (!last.observed().isEmpty()) {
      report(folder, out);
    }
    for (String failure : outcome.failures()) {
      out.println("failed: " + failure);
    }
    if (outcome.stopped() || !outcome.failures().isEmpty()) {
      out.println("go on with: fluxtube resume " + folder.path());
    } else {
      out.println("kept in " + folder.path() + "; report: fluxtube report " + folder.path());
    }
    out.flush();
  }

  /** Values against closed forms; the run itself is complete whether this can be made or not. */
  private static void report(RunFolder folder, PrintWriter out) {
    try {
      out.println();
      out.println(Report.text(Report.of(folder.path(), Phase.MEASURE)));
    } catch (IOException | CampaignFileException e) {
      out.println("the report cannot be made: " + e.getMessage());
    }
  }
}
