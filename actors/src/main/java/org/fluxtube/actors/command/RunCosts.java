package org.fluxtube.actors.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.actors.report.Report;
import org.fluxtube.config.Binder;
import org.fluxtube.config.CampaignFileException;
import org.fluxtube.engine.run.Phase;

/**
 * What learning has cost and brought so far, from the database, whether the run is running or not:
 * acceptance by version, training time, and the cost of an independent sample, (wall-clock time of
 * a trajectory) x 2 tau_int of the slowest observable, group by group.
 */
final class RunCosts {
  private static final String KEY = "costs";

  /** Waiting that a person should hear of, as a part of a chain's time. */
  private static final double MUCH = 0.05;

  private RunCosts() {}

  /** Adds "costs" to the state of a run that learns; what cannot be read is left out. */
  static Map<String, Object> add(Map<String, Object> state, RunFolder folder) throws IOException {
    try {
      if (Binder.bindResolved(folder.conf()).learning().isPresent()) {
        state.put(KEY, Report.costs(Report.of(folder.path(), Phase.MEASURE)));
      }
    } catch (CampaignFileException e) {
      state.put(KEY + "Unknown", e.getMessage());
    }
    return state;
  }

  /** One line for the acceptance by version, one for each group that is compared. */
  static void print(Map<String, Object> state, PrintWriter out) {
    if (!(state.get(KEY) instanceof Map<?, ?> costs)) {
      return;
    }
    if (costs.get("learning") instanceof Map<?, ?> learning) {
      versions((List<?>) learning.get("versions"))
          .forEach((group, line) -> out.println("  acceptance of " + group + ":" + line));
      out.printf(
          Locale.ROOT,
          "  training: %.3g s in %d lessons%n",
          ((Number) learning.get("trainingSeconds")).doubleValue(),
          ((List<?>) learning.get("lessons")).size());
      if (learning.get("choice") instanceof Map<?, ?> choice) {
        out.println("  " + choice.get("detail"));
      }
      ((Map<?, ?>) learning.get("waitingPart"))
          .forEach(
              (group, part) -> out.println("  " + waiting(group, ((Number) part).doubleValue())));
    }
    if (costs.get("comparison") instanceof Map<?, ?> comparison) {
      for (Object row : (List<?>) comparison.get("groups")) {
        group((Map<?, ?>) row, comparison.get("slowest")).ifPresent(out::println);
      }
    }
  }

  private static String waiting(Object group, double part) {
    return String.format(
        Locale.ROOT,
        "%s waited for lessons in %.1f %% of its time in LEARN%s",
        group,
        100 * part,
        part > MUCH
            ? ": lessons take longer than lag x epoch trajectories; raise epoch or lag"
            : "");
  }

  private static Map<String, String> versions(List<?> versions) {
    Map<String, StringBuilder> lines = new TreeMap<>();
    for (Object each : versions) {
      Map<?, ?> v = (Map<?, ?>) each;
      lines
          .computeIfAbsent(v.get("group") + " in " + v.get("phase"), g -> new StringBuilder())
          .append(
              String.format(
                  Locale.ROOT,
                  " v%s %.3f",
                  v.get("version"),
                  ((Number) v.get("acceptance")).doubleValue()));
    }
    Map<String, String> all = new TreeMap<>();
    lines.forEach((group, line) -> all.put(group, line.toString()));
    return all;
  }

  private static Optional<String> group(Map<?, ?> row, Object slowest) {
    String cost = measured(row.get("secondsPerIndependentSample"));
    if (cost.isEmpty()) {
      return Optional.empty();
    }
    String ratio = measured(row.get("ratio"));
    String trained = measured(row.get("secondsWithTraining"));
    return Optional.of(
        "  independent sample of "
            + slowest
            + " by "
            + row.get("group")
            + ": "
            + cost
            + " s"
            + (trained.isEmpty() || trained.equals(cost) ? "" : ", with training " + trained + " s")
            + (ratio.isEmpty() ? "" : ", cheaper x " + ratio));
  }

  private static String measured(Object x) {
    if (x instanceof Map<?, ?> m && m.get("value") instanceof Number value) {
      double v = value.doubleValue();
      if (Double.isFinite(v)) {
        double error = m.get("error") instanceof Number e ? e.doubleValue() : Double.NaN;
        return String.format(Locale.ROOT, "%.3g +- %.2g", v, error);
      }
    }
    return "";
  }
}
