package org.fluxtube.actors.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxtube.engine.report.RunReport;

/** A {@link Scan} as a table and as the maps and lists of a JSON object. */
final class ScanText {
  private ScanText() {}

  static String of(Scan scan) {
    StringBuilder out = new StringBuilder();
    TextTable.table(out, table(scan));
    return out.append(sentence(scan)).append('\n').toString();
  }

  /** What the table means. */
  static String sentence(Scan scan) {
    return "An independent measurement takes 2 tau_int trajectories, wall-clock time. > is a lower"
        + " bound,\nof a run that is too short for tau_int: one error below what was summed."
        + (scan.without().isEmpty()
            ? ""
            : " Too little of it is measured in " + String.join(", ", scan.without()) + ".");
  }

  static List<List<String>> table(Scan scan) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "group",
            scan.key(),
            "tau_int of " + scan.observable(),
            "acceptance",
            "s/trajectory",
            "s/independent",
            "with training",
            "checks",
            "run"));
    for (Scan.Point p : scan.points()) {
      rows.add(
          List.of(
              p.group(),
              Scan.number(p.at()),
              shown(p, p.tauInt()),
              TextTable.measured(p.acceptance()),
              TextTable.significant(p.seconds()),
              shown(p, p.cost()),
              p.training() > 0 ? shown(p, p.costWithTraining()) : "",
              p.failed() == 0 ? p.checks() + " ok" : p.failed() + " of " + p.checks() + " failed",
              p.run()));
    }
    return rows;
  }

  private static String shown(Scan.Point p, RunReport.Measured x) {
    return p.resolved() ? TextTable.measured(x) : "> " + TextTable.significant(x.value());
  }

  /** For JSON; the error of a lower bound is null. */
  static Map<String, Object> json(Scan scan) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("against", scan.key());
    json.put("observable", scan.observable());
    json.put("without", scan.without());
    json.put("points", scan.points().stream().map(ScanText::json).toList());
    return json;
  }

  private static Map<String, Object> json(Scan.Point p) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("group", p.group());
    json.put("at", p.at());
    json.put("run", p.run());
    json.put("tauInt", p.tauInt().value());
    json.put("tauIntError", p.tauInt().error());
    json.put("tauIntResolved", p.resolved());
    json.put("acceptance", p.acceptance().value());
    json.put("acceptanceError", p.acceptance().error());
    json.put("secondsPerTrajectory", p.seconds());
    json.put("secondsPerIndependent", p.cost().value());
    json.put("secondsPerIndependentWithTraining", p.costWithTraining().value());
    json.put("checks", p.checks());
    json.put("failed", p.failed());
    return json;
  }
}
