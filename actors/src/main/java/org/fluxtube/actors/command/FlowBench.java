package org.fluxtube.actors.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fluxtube.actors.bench.FlowTrial;
import org.fluxtube.actors.bench.Trials;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.engine.run.Campaign;

/** {@code fluxtube bench --flow FILE}: what training and drawing from a campaign's flow cost. */
final class FlowBench {
  private final Campaign campaign;
  private final FlowTrial trial;
  private final PrintWriter out;
  private final boolean json;

  FlowBench(Campaign campaign, double seconds, boolean json, PrintWriter out) {
    this.campaign = campaign;
    this.trial = new FlowTrial(campaign, seconds);
    this.out = out;
    this.json = json;
  }

  /**
   * Measures and prints; false if a check failed.
   *
   * @param backends of the target's force; none: that of the campaign
   * @param threads of libtorch; none: those of the campaign
   */
  boolean run(List<Backend> backends, List<Integer> threads) {
    List<Backend> on =
        backends.isEmpty()
            ? List.of(Backend.choose(campaign.backend(), campaign.geometry().volume()).backend())
            : backends;
    List<Integer> counts = threads.isEmpty() ? List.of(trial.threads()) : threads;
    CampaignRows rows = new CampaignRows(campaign, json, out);
    for (Backend backend : on) {
      for (int count : counts) {
        rows.add(() -> {
          FlowTrial.Result result = trial.measure(backend, count);
          return new CampaignRows.Measured(rows(backend, result), () -> print(backend, result));
        });
      }
    }
    return rows.end();
  }

  private List<Map<String, Object>> rows(Backend backend, FlowTrial.Result result) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (FlowTrial.Figure figure : result.figures()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("kernel", figure.kernel());
      row.put("campaign", campaign.name());
      row.put("backend", backend.name());
      row.put("lattice", campaign.lattice());
      row.put("precision", Trials.name(result.precision()));
      row.put("threads", result.threads());
      row.put("parameters", result.parameters());
      row.put("batch", result.batch());
      row.put("calls", figure.calls());
      row.put("microseconds", figure.microseconds());
      row.put("inverseDefect", result.defects().inverse());
      row.put("densityDefect", result.defects().density());
      row.put("gradientDefect", result.defects().gradient());
      row.put("checked", true);
      rows.add(row);
    }
    return rows;
  }

  private void print(Backend backend, FlowTrial.Result result) {
    out.printf(
        Locale.ROOT,
        "%s %s: a flow of %d parameters, networks in %s, batch %d, %d %s of libtorch, S on %s%n",
        campaign.name(),
        campaign.lattice(),
        result.parameters(),
        Trials.name(result.precision()),
        result.batch(),
        result.threads(),
        result.threads() == 1 ? "thread" : "threads",
        backend.name());
    out.printf(
        Locale.ROOT,
        "checked: the inverse leads back to %.1e, ln q by both ways agrees to %.1e, the gradient"
            + " with the difference quotient to %.1e%n%n",
        result.defects().inverse(),
        result.defects().density(),
        result.defects().gradient());
    out.println("kernel             ms of the median call  calls  us a configuration");
    for (FlowTrial.Figure figure : result.figures()) {
      out.printf(
          Locale.ROOT,
          "%-18s %21.2f %6d %19.1f%n",
          figure.kernel(),
          1e-3 * figure.microseconds(),
          figure.calls(),
          figure.microseconds() / result.batch());
    }
    out.println();
  }
}
