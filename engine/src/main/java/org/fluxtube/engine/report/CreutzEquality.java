package org.fluxtube.engine.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fluxtube.engine.stats.Estimate;
import org.fluxtube.engine.stats.GammaMethod;

/** {@code <exp(-dH)> = 1} over all proposals (M. Creutz, Phys. Rev. D38 (1988) 1228). */
final class CreutzEquality {
  /** From a larger variance it is not estimable: a few rare proposals carry the mean. */
  private static final double LARGEST_VARIANCE = 3;

  private CreutzEquality() {}

  /** exp(-dH) of each trajectory. */
  static double[] weights(double[] deltaH) {
    return Arrays.stream(deltaH).map(x -> Math.exp(-x)).toArray();
  }

  /** The mean over chains whose weights are finite. */
  static Estimate mean(List<double[]> deltaH) {
    return GammaMethod.DEFAULT
        .analyse(deltaH.stream().map(CreutzEquality::weights).toList())
        .estimate();
  }

  /** Why the mean says nothing; empty if it does. */
  static Optional<String> obstacle(List<double[]> deltaH) {
    double sum = 0;
    long n = 0;
    long infinite = 0;
    for (double[] chain : deltaH) {
      double mean = Arrays.stream(chain).average().orElseThrow();
      for (double x : chain) {
        sum += (x - mean) * (x - mean);
        infinite += Double.isInfinite(x) ? 1 : 0;
        n++;
      }
    }
    if (infinite > 0) {
      return Optional.of("dH is infinite in " + infinite + " of " + n + " trajectories");
    }
    // a mean was taken from each chain
    double variance = sum / (n - deltaH.size());
    return variance < LARGEST_VARIANCE
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "the variance of dH is %.3g (at most %.0f)",
                variance,
                LARGEST_VARIANCE));
  }
}
