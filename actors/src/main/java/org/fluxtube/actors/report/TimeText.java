package org.fluxtube.actors.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fluxtube.engine.report.TimeReport;

/** Where the time of trajectories went, as tables and as JSON. */
public final class TimeText {
  /** Parts below this share of the time are added up. */
  private static final double LEAST = 0.002;

  private TimeText() {}

  /** The tables; nothing where nothing is known. */
  public static String of(List<TimeReport> times) {
    StringBuilder out = new StringBuilder();
    if (times.isEmpty()) {
      return "";
    }
    TextTable.table(out, parts(times));
    if (times.stream().anyMatch(t -> t.iterations() > 0)) {
      out.append('\n');
      TextTable.table(out, solvers(times));
    }
    return out.toString();
  }

  static List<List<String>> parts(List<TimeReport> times) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("time of a trajectory", "of", "ms", "share"));
    for (TimeReport report : times) {
      double whole = report.seconds();
      rows.add(row("all", report.what(), whole, whole));
      double small = 0;
      for (Map.Entry<String, Double> part : largestFirst(report)) {
        if (part.getValue() < LEAST * whole) {
          small += part.getValue();
        } else {
          rows.add(row(part.getKey(), report.what(), part.getValue(), whole));
        }
      }
      if (small > 0) {
        rows.add(row("smaller parts", report.what(), small, whole));
      }
    }
    return rows;
  }

  private static List<Map.Entry<String, Double>> largestFirst(TimeReport report) {
    return report.parts().entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .toList();
  }

  private static List<String> row(String part, String what, double seconds, double whole) {
    return List.of(
        part,
        what,
        TextTable.significant(1e3 * seconds),
        String.format(Locale.ROOT, "%.3f", seconds / whole));
  }

  static List<List<String>> solvers(List<TimeReport> times) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("solver", "of", "iterations", "per second", "GFlop/s"));
    for (TimeReport report : times) {
      if (report.iterations() > 0) {
        rows.add(
            List.of(
                "a trajectory",
                report.what(),
                TextTable.fixed(report.iterations(), 1),
                TextTable.significant(report.iterationsPerSecond()),
                TextTable.significant(report.gflops())));
      }
    }
    return rows;
  }

  /** One object a report. */
  public static List<Map<String, Object>> json(List<TimeReport> times) {
    return times.stream().map(TimeText::json).toList();
  }

  private static Map<String, Object> json(TimeReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("of", report.what());
    json.put("seconds", report.seconds());
    json.put("parts", report.parts());
    json.put("solverIterations", report.iterations());
    json.put("solverIterationsPerSecond", report.iterationsPerSecond());
    json.put("solverGflops", report.gflops());
    return json;
  }
}
