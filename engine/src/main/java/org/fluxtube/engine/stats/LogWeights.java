package org.fluxtube.engine.stats;

import java.util.Arrays;

/**
 * What ln w = -S - ln q of configurations says of q as a proposal for p = exp(-S)/Z. From draws of
 * q: {@link #logZ}, {@link #ess}, {@link #acceptance}, {@link #reverseKl}; from samples of p:
 * {@link #forwardEss}, {@link #forwardLogZ}. All are NaN without configurations or where a weight
 * is NaN.
 *
 * @param sorted ln w, rising; not to be changed
 */
public record LogWeights(double[] sorted) {
  /** Of ln w in any order, which stays unchanged. */
  public static LogWeights of(double[] logWeights) {
    double[] sorted = logWeights.clone();
    Arrays.sort(sorted);
    return new LogWeights(sorted);
  }

  /** ln of mean w^power. */
  private double logMean(int power) {
    int n = sorted.length;
    if (n == 0 || Double.isNaN(sorted[n - 1])) {
      return Double.NaN;
    }
    double top = power > 0 ? sorted[n - 1] : sorted[0];
    double sum = 0;
    for (double x : sorted) {
      sum += StrictMath.exp(power * (x - top));
    }
    return power * top + StrictMath.log(sum / n);
  }

  /** mean ln w. */
  public double mean() {
    return Arrays.stream(sorted).average().orElse(Double.NaN);
  }

  /** ln Z = ln mean w over draws of q. */
  public double logZ() {
    return logMean(1);
  }

  /** Its error, sqrt((1/ESS - 1)/n): too small where rare large weights were not met. */
  public double logZError() {
    return Math.sqrt(Math.max(0, 1 / ess() - 1) / sorted.length);
  }

  /** Effective sample size a draw, (mean w)^2/mean w^2, in (0, 1]. */
  public double ess() {
    return Math.min(1, StrictMath.exp(2 * logMean(1) - logMean(2)));
  }

  /** The same number from samples of p, 1/(mean w mean 1/w): it sees what q has lost. */
  public double forwardEss() {
    return Math.min(1, StrictMath.exp(-logMean(1) - logMean(-1)));
  }

  /** ln Z = -ln mean 1/w over samples of p. */
  public double forwardLogZ() {
    return -logMean(-1);
  }

  /** Its error for independent samples, sqrt((mean w^-2/(mean 1/w)^2 - 1)/n). */
  public double forwardLogZError() {
    double spread = StrictMath.exp(logMean(-2) - 2 * logMean(-1)) - 1;
    return Math.sqrt(Math.max(0, spread) / sorted.length);
  }

  /** KL(q|p) = ln Z - mean ln w over draws of q, at least 0. */
  public double reverseKl() {
    return logZ() - mean();
  }

  /**
   * Acceptance of independence Metropolis, sum_ij min(w_i, w_j)/(n sum w): a chain in equilibrium
   * meets w with the weight w, a proposal with the weight 1.
   */
  public double acceptance() {
    int n = sorted.length;
    double top = n == 0 ? Double.NaN : sorted[n - 1];
    double smaller = 0;
    double sum = 0;
    for (int k = 0; k < n; k++) {
      double w = StrictMath.exp(sorted[k] - top);
      sum += w;
      smaller += w * (2.0 * (n - 1 - k) + 1);
    }
    return smaller / (n * sum);
  }
}
