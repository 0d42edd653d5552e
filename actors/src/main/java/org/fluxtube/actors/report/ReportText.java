package org.fluxtube.actors.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.fluxtube.engine.report.RunReport;

/** A report for a person: plain text, at most 96 columns. */
final class ReportText {
  private static final int WIDTH = 90;

  private ReportText() {}

  static String of(RunReport report) {
    StringBuilder out = new StringBuilder();
    out.append(report.campaign()).append(": ").append(report.exactness());
    out.append(", backend ").append(report.backend()).append("\n\n");
    TextTable.table(out, chains(report));
    out.append('\n');
    if (!report.temperatures().isEmpty()) {
      TemperatureText.add(out, report);
    } else if (!report.observables().isEmpty()) {
      TextTable.table(out, observables(report));
      out.append('\n');
    }
    if (!report.groups().isEmpty() && report.temperatures().isEmpty()) {
      TextTable.table(out, groups(report));
      out.append('\n');
    }
    if (!report.motions().isEmpty()) {
      TextTable.table(out, motions(report));
      out.append('\n');
    }
    ComparisonText.add(out, report);
    if (!report.times().isEmpty()) {
      out.append(TimeText.of(report.times())).append('\n');
    }
    if (!report.proposals().isEmpty()) {
      TextTable.table(out, proposals(report));
      out.append('\n');
    }
    if (!report.flows().isEmpty()) {
      TextTable.table(out, FlowText.flows(report));
      out.append('\n');
      List<List<String>> reweighted = FlowText.reweighted(report);
      if (!reweighted.isEmpty()) {
        TextTable.table(out, reweighted);
        out.append('\n');
      }
    }
    if (!report.checks().isEmpty()) {
      TextTable.table(out, checks(report));
      out.append('\n');
    }
    if (!report.limits().isEmpty()) {
      TextTable.table(out, limits(report));
      out.append('\n');
    }
    for (String remark : report.remarks()) {
      wrap(out, remark);
    }
    out.append(verdict(report)).append('\n');
    return out.toString();
  }

  static List<List<String>> chains(RunReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("chain", "group", "trajectories", "acceptance", "<exp(-dH)>", "per second"));
    for (RunReport.ChainReport chain : report.chains()) {
      rows.add(
          List.of(
              Integer.toString(chain.id()),
              chain.group(),
              Long.toString(chain.trajectories()),
              TextTable.fixed(chain.acceptance(), 4),
              TextTable.measured(chain.expMinusDH().value(), chain.expMinusDH().error()),
              TextTable.significant(chain.trajectoriesPerSecond())));
    }
    return rows;
  }

  static List<List<String>> observables(RunReport report) {
    List<List<String>> rows = new ArrayList<>();
    String phase = report.observables().values().iterator().next().phase();
    rows.add(List.of("mean of " + phase, "value", "tau_int", "measured"));
    for (Map.Entry<String, RunReport.ObservableReport> entry : report.observables().entrySet()) {
      RunReport.ObservableReport o = entry.getValue();
      rows.add(
          List.of(
              entry.getKey(),
              TextTable.measured(o.value(), o.error()),
              TextTable.tau(o),
              Long.toString(o.n())));
    }
    return rows;
  }

  /** Each observable by each group of chains, so that samplers can be compared. */
  static List<List<String>> groups(RunReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("by group", "group", "value", "tau_int", "measured"));
    Map<String, RunReport.ObservableReport> first = report.groups().values().iterator().next();
    for (String name : first.keySet()) {
      report
          .groups()
          .forEach((label, observables) -> {
            RunReport.ObservableReport o = observables.get(name);
            if (o != null) {
              rows.add(
                  List.of(
                      name,
                      label,
                      TextTable.measured(o.value(), o.error()),
                      TextTable.tau(o),
                      Long.toString(o.n())));
            }
          });
    }
    return rows;
  }

  /** How far a charge moves in 1, 2 and 3 measurements, beside where that ends. */
  static List<List<String>> motions(RunReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("<(Q(t+k)-Q(t))^2>, Q =", "group", "k", "value", "2 <Q^2>", "pairs"));
    for (RunReport.Motion motion : report.motions()) {
      for (RunReport.Step step : motion.steps()) {
        rows.add(
            List.of(
                motion.observable(),
                motion.group(),
                Integer.toString(step.lag()),
                TextTable.measured(step.change().value(), step.change().error()),
                TextTable.measured(motion.plateau().value(), motion.plateau().error()),
                Long.toString(step.n())));
      }
    }
    return rows;
  }

  /** Acceptance with what it is the acceptance of. */
  static List<List<String>> proposals(RunReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("proposals of", "updates", "moved", "residual correlation", "acceptance"));
    for (RunReport.Proposal p : report.proposals()) {
      rows.add(
          List.of(
              p.group(),
              p.updates() == 0 ? "-" : Long.toString(p.updates()),
              TextTable.fixed(p.moved(), 4),
              TextTable.fixed(p.residual(), 4),
              TextTable.fixed(p.acceptance(), 4)));
    }
    return rows;
  }

  static List<List<String>> checks(RunReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("check", "measured", "exact", "sigma", ""));
    for (RunReport.Check check : report.checks()) {
      rows.add(
          List.of(
              check.name().split(" = ", 2)[0],
              TextTable.measured(check.value(), check.error()),
              exact(check),
              String.format(Locale.ROOT, "%+.2f", check.sigma()),
              check.passed() ? "ok" : "FAILED"));
    }
    return rows;
  }

  static List<List<String>> limits(RunReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("production check", "worst", "allowed", "times", ""));
    for (RunReport.Limit limit : report.limits()) {
      rows.add(
          List.of(
              limit.name(),
              String.format(Locale.ROOT, "%.1e", limit.worst()),
              String.format(Locale.ROOT, "%.0e", limit.limit()),
              Long.toString(limit.n()),
              limit.passed() ? "ok" : "FAILED"));
    }
    return rows;
  }

  static String verdict(RunReport report) {
    String wrong =
        report.limits().stream()
            .filter(limit -> !limit.passed())
            .map(limit -> "Production check " + limit.name() + " FAILED. ")
            .collect(Collectors.joining());
    return wrong + ComparisonText.verdict(report) + comparisons(report);
  }

  private static String comparisons(RunReport report) {
    long failed = report.checks().stream().filter(check -> !check.passed()).count();
    int all = report.checks().size();
    if (all == 0) {
      return "No number is known beforehand to compare with.";
    }
    String limit = String.format(Locale.ROOT, "%.0f sigma", RunReport.Check.SIGMA);
    return failed == 0
        ? "All " + all + (all == 1 ? " check" : " checks") + " passed (within " + limit + ")."
        : failed + " of " + all + " checks FAILED (more than " + limit + " off).";
  }

  /** The exact value with two digits more than the error has. */
  private static String exact(RunReport.Check check) {
    double expected = check.expected();
    if (expected == Math.rint(expected) && Math.abs(expected) < 1e6) {
      return Long.toString((long) expected);
    }
    if (!(check.error() > 0) || !Double.isFinite(check.error())) {
      return Double.toString(expected);
    }
    int digits = 2 - (int) Math.floor(Math.log10(check.error()));
    return digits > 12
        ? Double.toString(expected)
        : BigDecimal.valueOf(expected)
            .setScale(Math.max(1, digits), RoundingMode.HALF_EVEN)
            .toPlainString();
  }

  private static void wrap(StringBuilder out, String remark) {
    String line = "note:";
    for (String word : remark.split(" ")) {
      if (line.length() + 1 + word.length() > WIDTH) {
        out.append(line).append('\n');
        line = "     ";
      }
      line += " " + word;
    }
    out.append(line).append('\n');
  }
}
