package org.fluxtube.engine.stats;

/**
 * chi^2 with its degrees of freedom.
 *
 * @param value chi^2, 0 or larger
 * @param dof degrees of freedom, 1 or more
 */
public record ChiSquared(double value, int dof) {
  private static final double LOG_GAMMA_3_2 = 0.5 * StrictMath.log(Math.PI) - StrictMath.log(2);

  /** Checks the ranges. */
  public ChiSquared {
    if (!(value >= 0) || dof < 1) {
      throw new IllegalArgumentException(
          "chi^2: value " + value + " with " + dof + " dof, allowed is value >= 0, dof >= 1");
    }
  }

  /**
   * Probability of a chi^2 at least this large, Q(dof/2, value/2).
   *
   * <p>With a = dof/2, x = value/2 the recurrence Q(a+1, x) = Q(a, x) + x^a e^-x / Gamma(a+1) from
   * Q(1, x) = e^-x or Q(1/2, x) = erfc(sqrt x) is a sum of positive terms: relative accuracy 1e-12
   * up to 1000 degrees of freedom, also where Q is tiny. Cost: dof/2 exponentials.
   */
  public double pValue() {
    double x = value / 2;
    if (x == 0) {
      return 1;
    }
    if (Double.isInfinite(x)) {
      return 0;
    }
    boolean odd = dof % 2 == 1;
    double q = odd ? Erfc.erfc(Math.sqrt(x)) : 0;
    double logX = StrictMath.log(x);
    double log = odd ? -x + 0.5 * logX - LOG_GAMMA_3_2 : -x;
    for (int j = 0; j < dof / 2; j++) {
      if (j > 0) {
        log += logX - StrictMath.log(odd ? j + 0.5 : j);
      }
      q += StrictMath.exp(log);
    }
    return Math.min(1, q);
  }
}
