package org.fluxtube.actors.report;

import java.util.List;
import java.util.Locale;
import org.fluxtube.engine.report.RunReport;
import org.fluxtube.engine.stats.Estimate;

/** Tables and numbers as a terminal shows them. */
final class TextTable {
  private TextTable() {}

  /** Columns two blanks apart; the first row is the heading, the first column flush left. */
  static void table(StringBuilder out, List<List<String>> rows) {
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

  static String measured(double value, double error) {
    return Double.isNaN(value) ? "-" : Estimate.format(value, error);
  }

  static String fixed(double x, int digits) {
    return Double.isFinite(x) ? String.format(Locale.ROOT, "%." + digits + "f", x) : "-";
  }

  static String significant(double x) {
    if (!Double.isFinite(x)) {
      return "-";
    }
    return x >= 100 ? Long.toString(Math.round(x)) : String.format(Locale.ROOT, "%.3g", x);
  }

  /** tau_int, or that nothing is known of it. */
  static String tau(RunReport.ObservableReport o) {
    return o.frozen() ? "frozen" : measured(o.tauInt(), o.tauIntError());
  }

  static String measured(RunReport.Measured x) {
    return measured(x.value(), x.error());
  }
}
