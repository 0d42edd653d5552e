package org.fluxtube.actors.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fluxtube.engine.report.RunReport;

/**
 * Two runs side by side: the difference B - A of every observable that both have, in units of
 * sqrt(error_A^2 + error_B^2).
 *
 * @param a name of the first run
 * @param b name of the second run
 * @param differences one for each observable, expected 0
 * @param sameTheory whether lattice, field and action are the same, so that all should vanish
 */
public record RunComparison(
    String a, String b, List<RunReport.Check> differences, boolean sameTheory) {
  /** Compares two reports. */
  public static RunComparison of(
      String a, RunReport first, String b, RunReport second, boolean sameTheory) {
    List<RunReport.Check> differences = new ArrayList<>();
    first
        .observables()
        .forEach((name, x) -> {
          RunReport.ObservableReport y = second.observables().get(name);
          if (y != null) {
            double error = Math.hypot(x.error(), y.error());
            double difference = y.value() - x.value();
            double sigma = difference == 0 ? 0 : difference / error;
            differences.add(
                new RunReport.Check(
                    name, difference, error, 0, sigma, Math.abs(sigma) <= RunReport.Check.SIGMA));
          }
        });
    return new RunComparison(a, b, List.copyOf(differences), sameTheory);
  }

  /** Whether the runs agree, or need not. */
  public boolean passed() {
    return !sameTheory || differences.stream().allMatch(RunReport.Check::passed);
  }

  /** For a person. */
  public String text() {
    StringBuilder out = new StringBuilder();
    if (differences.isEmpty()) {
      return out.append(b)
          .append(" and ")
          .append(a)
          .append(" have no observable in common.\n")
          .toString();
    }
    TextTable.table(out, rows());
    return out.append(verdict()).append('\n').toString();
  }

  /** In one sentence. */
  String verdict() {
    if (!sameTheory) {
      return "The runs have different theories: the differences need not vanish.";
    }
    long off = differences.stream().filter(d -> !d.passed()).count();
    return off == 0
        ? "The runs agree within 4 sigma."
        : off + " of " + differences.size() + " differences are larger than 4 sigma.";
  }

  /** The largest difference in one line. */
  public String line() {
    return differences.stream()
        .max(Comparator.comparingDouble(d -> Math.abs(d.sigma())))
        .map(d ->
            String.format(
                Locale.ROOT,
                "%s and %s: largest difference %+.2f sigma, %s. %s",
                a,
                b,
                d.sigma(),
                d.name(),
                verdict()))
        .orElse(a + " and " + b + " have no observable in common.");
  }

  List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(b + " - " + a, "difference", "sigma", ""));
    for (RunReport.Check d : differences) {
      rows.add(
          List.of(
              d.name(),
              TextTable.measured(d.value(), d.error()),
              String.format(Locale.ROOT, "%+.2f", d.sigma()),
              !sameTheory ? "" : d.passed() ? "ok" : "DIFFERS"));
    }
    return rows;
  }

  /** For JSON. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("a", a);
    json.put("b", b);
    json.put("sameTheory", sameTheory);
    json.put("differences", differences.stream().map(ReportJson::check).toList());
    return json;
  }
}
