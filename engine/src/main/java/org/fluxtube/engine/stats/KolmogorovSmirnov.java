package org.fluxtube.engine.stats;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Kolmogorov-Smirnov test of independent numbers: {@code D = sup_x |F_n(x) - F(x)|}.
 *
 * <p>Autocorrelated data make the p value far too small: thin them to several tau_int first.
 *
 * @param statistic D
 * @param effectiveN n, or n m / (n + m) for two samples
 */
public record KolmogorovSmirnov(double statistic, double effectiveN) {
  private static final int MINIMUM = 4;

  /**
   * A sample against a continuous distribution.
   *
   * @param sample unchanged
   * @param cdf its cumulative distribution function
   */
  public static KolmogorovSmirnov of(double[] sample, DoubleUnaryOperator cdf) {
    double[] x = sorted(sample);
    double d = 0;
    for (int i = 0; i < x.length; i++) {
      double f = cdf.applyAsDouble(x[i]);
      d = Math.max(d, Math.max((i + 1.0) / x.length - f, f - (double) i / x.length));
    }
    return new KolmogorovSmirnov(d, x.length);
  }

  /** Two samples of the same unknown distribution; both unchanged. */
  public static KolmogorovSmirnov of(double[] first, double[] second) {
    double[] a = sorted(first);
    double[] b = sorted(second);
    double d = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      double x = Math.min(a[i], b[j]);
      while (i < a.length && a[i] == x) {
        i++;
      }
      while (j < b.length && b[j] == x) {
        j++;
      }
      d = Math.max(d, Math.abs((double) i / a.length - (double) j / b.length));
    }
    return new KolmogorovSmirnov(d, (double) a.length * b.length / (a.length + b.length));
  }

  /**
   * Probability of a D at least this large, {@code 2 sum_j (-1)^{j-1} exp(-2 j^2 l^2)} with {@code
   * l = (sqrt n + 0.12 + 0.11/sqrt n) D} (M. A. Stephens, J. R. Stat. Soc. B 32 (1970) 115); good
   * to a few percent for n of 4 or more.
   */
  public double pValue() {
    double root = Math.sqrt(effectiveN);
    double l = (root + 0.12 + 0.11 / root) * statistic;
    if (l < 0.2) {
      return 1; // 1 - p is below 1e-12 there
    }
    double sum = 0;
    for (int j = 1; j <= 100; j++) {
      double term = StrictMath.exp(-2 * j * j * l * l);
      sum += j % 2 == 1 ? term : -term;
    }
    return Math.clamp(2 * sum, 0, 1);
  }

  private static double[] sorted(double[] sample) {
    if (sample.length < MINIMUM) {
      throw new IllegalArgumentException(
          "Kolmogorov-Smirnov: %d numbers, allowed is %d or more"
              .formatted(sample.length, MINIMUM));
    }
    double[] x = sample.clone();
    for (int i = 0; i < x.length; i++) {
      Chains.refuseNotFinite(x[i], "Kolmogorov-Smirnov", 0, i, 0);
    }
    Arrays.sort(x);
    return x;
  }
}
