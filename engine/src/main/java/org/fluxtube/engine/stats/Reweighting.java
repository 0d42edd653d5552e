package org.fluxtube.engine.stats;

/**
 * O = sum w_i O_i/sum w_i over independent proposals with the weights w = exp(-S)/q: what a flow
 * says of the target without an accept step (K. A. Nicoli et al., arXiv:1910.13496, eq. 10).
 */
public final class Reweighting {
  private Reweighting() {}

  /**
   * A reweighted mean.
   *
   * @param value O; NaN without proposals
   * @param error sqrt(sum w_i^2 (O_i - O)^2)/sum w_i: to first order, too small where rare large
   *     weights were not met
   */
  public record Mean(double value, double error) {}

  /**
   * The mean over proposals.
   *
   * @param logWeights ln w; unchanged
   * @param values O, as many; unchanged
   * @throws IllegalArgumentException if their numbers differ
   */
  public static Mean of(double[] logWeights, double[] values) {
    if (logWeights.length != values.length) {
      throw new IllegalArgumentException(
          logWeights.length + " weights for " + values.length + " values; needed is one for each");
    }
    double top = Double.NEGATIVE_INFINITY;
    for (double x : logWeights) {
      top = Math.max(top, x);
    }
    double sum = 0;
    double first = 0;
    for (int i = 0; i < values.length; i++) {
      double w = StrictMath.exp(logWeights[i] - top);
      sum += w;
      first += w * values[i];
    }
    double mean = first / sum;
    double square = 0;
    for (int i = 0; i < values.length; i++) {
      double off = StrictMath.exp(logWeights[i] - top) * (values[i] - mean);
      square += off * off;
    }
    return new Mean(mean, Math.sqrt(square) / sum);
  }
}
