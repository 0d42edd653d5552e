package org.fluxtube.engine.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fluxtube.engine.stats.Estimate;
import org.fluxtube.engine.stats.GammaMethod;

/**
 * Whether chains have one mean, each judged by its own error. The Gamma method's Q takes the common
 * autocorrelation function, in which a difference between chains looks like a long autocorrelation,
 * so that it misses chains in two sectors.
 */
final class ChainComparison {
  /** Two chains further apart are reported: of 100 pairs one in 17,000 by chance. */
  private static final double LARGEST_DIFFERENCE = 5;

  private static final double ROUNDING = 1e-12;

  private ChainComparison() {}

  /** How far the two most different chains are apart; empty if that is no cause for concern. */
  static Optional<String> difference(List<double[][]> chains, int component) {
    List<Estimate> means = new ArrayList<>();
    for (double[][] chain : chains) {
      double[] series = Arrays.stream(chain).mapToDouble(row -> row[component]).toArray();
      if (!Arrays.stream(series).allMatch(Double::isFinite)) {
        return Optional.empty(); // the analysis of all chains has refused it
      }
      means.add(GammaMethod.DEFAULT.analyse(List.of(series)).estimate());
    }
    double worst = 0;
    for (Estimate a : means) {
      for (Estimate b : means) {
        double difference = Math.abs(a.value() - b.value());
        if (difference > ROUNDING * Math.abs(a.value())) {
          worst = Math.max(worst, difference / Math.hypot(a.error(), b.error()));
        }
      }
    }
    if (Double.isInfinite(worst)) {
      return Optional.of(
          "two chains never changed and have different values: frozen in their sectors");
    }
    return worst > LARGEST_DIFFERENCE
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "two chains differ by %.1f sigma; look for thermalisation or a frozen sector",
                worst))
        : Optional.empty();
  }
}
