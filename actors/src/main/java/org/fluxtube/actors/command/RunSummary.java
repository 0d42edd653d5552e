package org.fluxtube.actors.command;

import java.io.PrintWriter;
import java.util.Locale;
import org.fluxtube.actors.campaign.CampaignStatus;
import org.fluxtube.actors.campaign.ChainStatus;
import org.fluxtube.actors.folder.RunFolder;

/** What `run` and `resume` print at the end. */
final class RunSummary {
  private RunSummary() {}

  static void print(RunFolder folder, CampaignStatus last, PrintWriter out) {
    CampaignStatus.Outcome outcome = last.ended().orElseThrow();
    for (ChainStatus c : last.chains()) {
      out.printf(
          Locale.ROOT,
          "chain %d (%s): %s, %d of %d trajectories, acceptance %.4f%n",
          c.chain(),
          c.label(),
          c.state(),
          c.trajectory(),
          c.total(),
          c.acceptance());
    }
    // The comparison with closed forms belongs here: org.fluxtube.actors.report.Report.
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
}
