package org.fluxtube.engine.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.stats.Estimate;
import org.fluxtube.engine.stats.GammaMethod;

/**
 * Two groups in an observable of many components, as a structure factor: the component in which
 * they differ most, in errors. One of m independent components is beyond s sigma by chance with m
 * times the probability of one. Components whose error is not known well, from fewer than {@value
 * #FEWEST} measurements or {@value #FEW_TAU} tau_int, are left out.
 */
final class WideComparison {
  private static final int FEWEST = 100;
  private static final double FEW_TAU = 50;

  private WideComparison() {}

  /**
   * The check; empty where no component can be judged.
   *
   * @param label of the observable
   * @param names of its components
   * @param groups names of both groups, the first one first
   * @param first rows {@code [time][component]} of each chain of the first group
   * @param second of the second
   */
  static Optional<RunReport.Check> of(
      String label,
      List<String> names,
      List<String> groups,
      List<double[][]> first,
      List<double[][]> second) {
    double difference = 0;
    double error = Double.NaN;
    double largest = -1;
    int judged = 0;
    String where = "";
    for (int c = 0; c < names.size(); c++) {
      Optional<Estimate> a = known(first, c);
      Optional<Estimate> b = known(second, c);
      if (a.isPresent() && b.isPresent()) {
        double d = b.get().value() - a.get().value();
        double e = Math.hypot(a.get().error(), b.get().error());
        judged++;
        if (Math.abs(d) / e > largest) {
          largest = Math.abs(d) / e;
          difference = d;
          error = e;
          where = names.get(c).substring(names.get(c).lastIndexOf('.') + 1);
        }
      }
    }
    if (judged == 0) {
      return Optional.empty();
    }
    String what = ", largest of " + judged + " at " + where + ": ";
    return Optional.of(
        new RunReport.Check(
            label + what + groups.get(1) + " - " + groups.get(0),
            difference,
            error,
            0,
            difference / error,
            largest <= RunReport.Check.SIGMA));
  }

  /** The mean of one component, if its error is one to compare with. */
  private static Optional<Estimate> known(List<double[][]> chains, int component) {
    List<double[]> series =
        chains.stream()
            .map(rows -> Arrays.stream(rows).mapToDouble(row -> row[component]).toArray())
            .toList();
    if (!series.stream().flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
      return Optional.empty();
    }
    Estimate e = GammaMethod.DEFAULT.analyse(series).estimate();
    boolean enough = e.n() >= FEWEST && e.n() >= FEW_TAU * e.tauInt() && e.error() > 0;
    return enough ? Optional.of(e) : Optional.empty();
  }
}
