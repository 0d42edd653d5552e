package org.fluxtube.actors.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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
    if (!outcome.hopeless().isEmpty()) {
      afterFailure(folder, last, out);
    } else if (outcome.stopped() || !outcome.failures().isEmpty()) {
      out.println("go on with: fluxtube resume " + folder.path());
    } else {
      out.println("kept in " + folder.path() + "; report: fluxtube report " + folder.path());
    }
    out.flush();
  }

  /** A resume is the same run to the bit and would fail again: what to do instead. */
  private static void afterFailure(RunFolder folder, CampaignStatus last, PrintWriter out) {
    List<Integer> hopeless = last.ended().orElseThrow().hopeless();
    out.println(
        "chain "
            + hopeless.stream().map(String::valueOf).collect(Collectors.joining(", "))
            + " would fail again at the same trajectory if it were resumed; its checkpoint and"
            + " data are kept in "
            + folder.path());
    out.println(
        "begin a new run with what the failure names changed: fluxtube run "
            + folder.conf()
            + " --name "
            + folder.name()
            + "-2 --set KEY=VALUE (the key of a term in a list is counted from 0, for example"
            + " action.terms.1.action.lower=0.001)");
    if (last.chains().stream()
        .anyMatch(c -> !c.state().equals("finished") && !hopeless.contains(c.chain()))) {
      out.println(
          "go on without it: fluxtube resume "
              + folder.path()
              + hopeless.stream().map(c -> " --retire-chain " + c).collect(Collectors.joining()));
    }
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
