package org.fluxtube.engine.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fluxtube.engine.stats.Estimate;
import org.fluxtube.engine.stats.GammaMethod;

/**
 * {@code <exp(-dH)> = 1} over all proposals (M. Creutz, Phys. Rev. D38 (1988) 1228), and a form of
 * it that large dH cannot upset.
 *
 * <p>A reversible proposal from the target's distribution has {@code p(dH) exp(-dH) = p(-dH)}. With
 * f(-x) exp(-x) in the place of f(x) this gives {@code <f(dH)> = <f(-dH) exp(-dH)>}: the equality
 * for f = 1, and for f(x) = sign(x)/(1 + exp(x)), which lies between -1 and 1/2 and changes its
 * sign, {@code <sign(dH)/(1 + exp(dH))> = 0}: as much goes up in energy as down.
 */
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

  /** The mean of sign(dH)/(1 + exp(dH)), which is estimable for any dH. */
  static Estimate balance(List<double[]> deltaH) {
    return GammaMethod.DEFAULT
        .analyse(
            deltaH.stream()
                .map(chain ->
                    Arrays.stream(chain).map(x -> Math.signum(x) / (1 + Math.exp(x))).toArray())
                .toList())
        .estimate();
  }

  /** Why the mean of exp(-dH) says nothing; empty if it does. */
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
