package org.fluxtube.engine.learn;

import java.util.Arrays;
import java.util.List;

/**
 * What a candidate has cost in its trial, seconds per independent sample: s ((2 tau_1 + 1)/p - 1)
 * with s the time of a trajectory, p the mean acceptance and tau_1 the integrated autocorrelation
 * time where every proposal is accepted.
 *
 * <p>A trial is much too short for tau_int of its own. But all candidates propose the same
 * trajectories of the target's motion, as far as they are any good, and differ in s and p: a chain
 * that accepts with probability p whatever it is at is lazy, each eigenvalue lambda of its transfer
 * matrix becomes 1 - p (1 - lambda), and with 2 tau = (1 + lambda)/(1 - lambda) follows 2 tau_p + 1
 * = (2 tau_1 + 1)/p. So 2 tau_1 = p (2 tau_p + 1) - 1 comes from a chain that has been measured,
 * and drops out of the comparison where it is large. That acceptance does not depend on the
 * configuration is an assumption: the figure ranks, it is not the cost that a long run measures.
 *
 * @param name of the candidate
 * @param trajectories in its trial; 0: its model was never trusted to drive
 * @param acceptance p
 * @param acceptanceError of independent proposals, as with fresh momenta
 * @param seconds s, the median
 * @param secondsError half the distance of the order statistics n/2 -+ sqrt(n)/2
 */
public record ModelTrial(
    String name,
    int trajectories,
    double acceptance,
    double acceptanceError,
    double seconds,
    double secondsError) {
  /**
   * From the trajectories of a trial.
   *
   * @param acceptance min(1, exp(-dH)) of each
   * @param seconds wall-clock time of each
   */
  public static ModelTrial of(String name, double[] acceptance, double[] seconds) {
    int n = acceptance.length;
    double mean = Arrays.stream(acceptance).average().orElse(Double.NaN);
    double squares = Arrays.stream(acceptance).map(p -> (p - mean) * (p - mean)).sum();
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    return new ModelTrial(
        name,
        n,
        mean,
        n > 1 ? Math.sqrt(squares / (n - 1) / n) : Double.NaN,
        quantile(sorted, 0),
        (quantile(sorted, 0.5) - quantile(sorted, -0.5)) / 2);
  }

  /** The order statistic n/2 + shift sqrt(n). */
  private static double quantile(double[] sorted, double shift) {
    int n = sorted.length;
    if (n == 0) {
      return Double.NaN;
    }
    long at = Math.round(0.5 * (n - 1) + shift * Math.sqrt(n));
    return sorted[(int) Math.clamp(at, 0, n - 1)];
  }

  /**
   * Seconds per independent sample; infinite where nothing was accepted.
   *
   * @param twice 2 tau_1, at least 1
   */
  public double cost(double twice) {
    return trajectories > 0 && acceptance > 0
        ? seconds * ((twice + 1) / acceptance - 1)
        : Double.POSITIVE_INFINITY;
  }

  /** The error of the cost, without that of tau_1, which all candidates share. */
  public double costError(double twice) {
    double ofSeconds = secondsError * ((twice + 1) / acceptance - 1);
    double ofAcceptance = seconds * (twice + 1) / (acceptance * acceptance) * acceptanceError;
    return Math.hypot(ofSeconds, ofAcceptance);
  }

  /**
   * 2 tau_1 from a chain that was measured, at least 1.
   *
   * @param tauInt its tau_int
   * @param acceptance its mean acceptance
   */
  public static double twiceTau(double tauInt, double acceptance) {
    double twice = acceptance * (2 * tauInt + 1) - 1;
    return Double.isFinite(twice) ? Math.max(1, twice) : 1;
  }

  /**
   * The candidate to go on with: the simplest one whose cost exceeds the smallest by no more than
   * the error of the difference (the one-standard-error rule of L. Breiman et al., Classification
   * and Regression Trees, 1984).
   *
   * @param trials the simplest first
   * @param twice 2 tau_1
   */
  public static int choose(List<ModelTrial> trials, double twice) {
    int best = 0;
    for (int c = 1; c < trials.size(); c++) {
      best = trials.get(c).cost(twice) < trials.get(best).cost(twice) ? c : best;
    }
    ModelTrial cheapest = trials.get(best);
    for (int c = 0; c < best; c++) {
      ModelTrial simple = trials.get(c);
      double gain = simple.cost(twice) - cheapest.cost(twice);
      if (gain <= Math.hypot(simple.costError(twice), cheapest.costError(twice))) {
        return c;
      }
    }
    return best;
  }
}
