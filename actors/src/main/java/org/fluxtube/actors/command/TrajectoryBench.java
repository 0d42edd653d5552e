package org.fluxtube.actors.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fluxtube.actors.bench.CampaignTrial;
import org.fluxtube.actors.report.TimeText;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.engine.run.Campaign;

/** {@code fluxtube bench --trajectory FILE}: whole trajectories of a campaign, and their parts. */
final class TrajectoryBench {
  private TrajectoryBench() {}

  /** One backend with the threads of its operations. */
  record Where(Backend backend, int threads) {}

  /** Measures all groups everywhere and prints; false if a trajectory was wrong. */
  static boolean run(
      Campaign campaign, List<Where> all, double seconds, boolean json, PrintWriter out) {
    CampaignTrial trial = new CampaignTrial(campaign, seconds);
    CampaignRows rows = new CampaignRows(campaign, json, out);
    for (Campaign.ChainGroup group : campaign.chains()) {
      for (Where where : all) {
        rows.add(() -> {
          CampaignTrial.Result result = trial.measure(group, where.backend, where.threads);
          return new CampaignRows.Measured(
              List.of(json(campaign, result)), () -> print(campaign, result, out));
        });
      }
    }
    return rows.end();
  }

  private static Map<String, Object> json(Campaign campaign, CampaignTrial.Result result) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("campaign", campaign.name());
    row.put("lattice", campaign.lattice());
    row.put("group", result.group());
    row.put("backend", result.backend());
    row.put("threads", result.threads());
    row.put("trajectories", result.trajectories());
    row.put("checked", true);
    row.put("difference", result.difference());
    row.put("times", TimeText.json(List.of(result.times())).getFirst());
    return row;
  }

  private static void print(Campaign campaign, CampaignTrial.Result result, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s %s, group %s, backend %s, %d %s: the median of %d trajectories%n",
        campaign.name(),
        campaign.lattice(),
        result.group(),
        result.backend(),
        result.threads(),
        result.threads() == 1 ? "thread" : "threads",
        result.trajectories());
    out.printf(
        Locale.ROOT,
        "checked: after the first one the field differs from the reference's by at most %.1e%n%n",
        result.difference());
    out.println(TimeText.of(List.of(result.times())));
  }
}
