package org.fluxtube.actors.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fluxtube.engine.report.RunReport;
import org.fluxtube.engine.stats.Estimate;

/** A report for a person: plain text, at most 96 columns. */
final class ReportText {
  private static final int WIDTH = 90;

  private ReportText() {}

  static String of(RunReport report) {
    StringBuilder out = new StringBuilder();
    out.append(report.campaign()).append(": ").append(report.exactness());
    out.append(", backend ").append(report.backend()).append("\n\n");
    table(out, chains(report));
    out.append('\n');
    if (!report.observables().isEmpty()) {
      table(out, observables(report));
      out.append('\n');
    }
    if (!report.groups().isEmpty()) {
      table(out, groups(report));
      out.append('\n');
    }
    if (!report.checks().isEmpty()) {
      table(out, checks(report));
      out.append('\n');
    }
    for (String remark : report.remarks()) {
      wrap(out, remark);
    }
    out.append(verdict(report)).append('\n');
    return out.toString();
  }

  private static List<List<String>> chains(RunReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("chain", "group", "trajectories", "acceptance", "<exp(-dH)>", "per second"));
    for (RunReport.ChainReport chain : report.chains()) {
      rows.add(
          List.of(
              Integer.toString(chain.id()),
              chain.group(),
              Long.toString(chain.trajectories()),
              fixed(chain.acceptance(), 4),
              measured(chain.expMinusDH().value(), chain.expMinusDH().error()),
              significant(chain.trajectoriesPerSecond())));
    }
    return rows;
  }

  private static List<List<String>> observables(RunReport report) {
    List<List<String>> rows = new ArrayList<>();
    String phase = report.observables().values().iterator().next().phase();
    rows.add(List.of("mean of " + phase, "value", "tau_int", "measured"));
    for (Map.Entry<String, RunReport.ObservableReport> entry : report.observables().entrySet()) {
      RunReport.ObservableReport o = entry.getValue();
      rows.add(
          List.of(
              entry.getKey(),
              measured(o.value(), o.error()),
              measured(o.tauInt(), o.tauIntError()),
              Long.toString(o.n())));
    }
    return rows;
  }

  /** Each observable by each group of chains, so that samplers can be compared. */
  private static List<List<String>> groups(RunReport report) {
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
                      measured(o.value(), o.error()),
                      measured(o.tauInt(), o.tauIntError()),
                      Long.toString(o.n())));
            }
          });
    }
    return rows;
  }

  private static List<List<String>> checks(RunReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("check", "measured", "exact", "sigma", ""));
    for (RunReport.Check check : report.checks()) {
      rows.add(
          List.of(
              check.name().split(" = ", 2)[0],
              measured(check.value(), check.error()),
              exact(check),
              String.format(Locale.ROOT, "%+.2f", check.sigma()),
              check.passed() ? "ok" : "FAILED"));
    }
    return rows;
  }

  private static String verdict(RunReport report) {
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

  private static String measured(double value, double error) {
    return Double.isNaN(value) ? "-" : Estimate.format(value, error);
  }

  private static String fixed(double x, int digits) {
    return Double.isFinite(x) ? String.format(Locale.ROOT, "%." + digits + "f", x) : "-";
  }

  private static String significant(double x) {
    if (!Double.isFinite(x)) {
      return "-";
    }
    return x >= 100 ? Long.toString(Math.round(x)) : String.format(Locale.ROOT, "%.3g", x);
  }

  /** Columns two blanks apart; the first row is the heading, the first column flush left. */
  private static void table(StringBuilder out, List<List<String>> rows) {
    int columns = rows.getFirst().size();
    int[] width = new int[columns];
    for (List<String> row : rows) {
      for (int c = 0; c < columns; c++) {
        width[c] = Math.max(width[c], row.get(c).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        String blanks = " ".repeat(width[c] - row.get(c).length());
        line.append(c == 0 ? "" : "  ");
        line.append(c == 0 ? row.get(c) + blanks : blanks + row.get(c));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
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
