package org.fluxtube.engine.stats;

/**
 * The distribution of a ratio of two chi^2, each over its degrees of freedom: that of Hotelling's
 * T^2, a chi^2 whose covariance is estimated.
 *
 * @param value F, 0 or larger
 * @param upper degrees of freedom above, 1 or more
 * @param lower degrees of freedom below, positive; need not be whole
 */
public record FisherF(double value, double upper, double lower) {
  private static final int MOST = 10_000;
  private static final double TINY = 1e-300;

  /** Checks the ranges. */
  public FisherF {
    if (!(value >= 0) || !(upper >= 1) || !(lower > 0)) {
      throw new IllegalArgumentException(
          "F: value "
              + value
              + " with "
              + upper
              + " and "
              + lower
              + " dof, allowed is value >= 0, upper >= 1, lower > 0");
    }
  }

  /**
   * Probability of an F at least this large, I_x(b/2, a/2) with x = b/(b + a F), a = upper, b =
   * lower, by Lentz's continued fraction (Press et al., Numerical Recipes, 3rd ed., 6.4).
   */
  public double pValue() {
    if (Double.isInfinite(value)) {
      return 0;
    }
    double x = lower / (lower + upper * value);
    return incompleteBeta(lower / 2, upper / 2, x);
  }

  private static double incompleteBeta(double a, double b, double x) {
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : 1;
    }
    double front =
        StrictMath.exp(
            logGamma(a + b)
                - logGamma(a)
                - logGamma(b)
                + a * StrictMath.log(x)
                + b * StrictMath.log1p(-x));
    boolean direct = x < (a + 1) / (a + b + 2);
    return direct ? front * fraction(a, b, x) / a : 1 - front * fraction(b, a, 1 - x) / b;
  }

  private static double fraction(double a, double b, double x) {
    double c = 1;
    double d = 1 / notZero(1 - (a + b) * x / (a + 1));
    double h = d;
    for (int m = 1; m < MOST; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / notZero(1 + even * d);
      c = notZero(1 + even / c);
      h *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / notZero(1 + odd * d);
      c = notZero(1 + odd / c);
      double factor = d * c;
      h *= factor;
      if (Math.abs(factor - 1) < 1e-15) {
        return h;
      }
    }
    return h;
  }

  private static double notZero(double x) {
    return Math.abs(x) < TINY ? TINY : x;
  }

  /** ln Gamma(x), x > 0: Stirling's series after a shift to x above 15, to 1e-15. */
  private static double logGamma(double x) {
    double shift = 0;
    double z = x;
    while (z < 15) {
      shift += StrictMath.log(z);
      z++;
    }
    double y = 1 / (z * z);
    double series =
        (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680 - y / 1188)))) / z;
    return (z - 0.5) * StrictMath.log(z) - z + 0.5 * StrictMath.log(2 * Math.PI) + series - shift;
  }
}
