package org.fluxtube.engine.exact;

/**
 * erfc(x) = (2/sqrt pi) int_x^inf e^{-t^2} dt.
 *
 * <p>Below 1 the series of Abramowitz and Stegun 7.1.6 (positive terms), above the continued
 * fraction 7.1.14 evaluated backwards. Relative error a few 1e-15.
 */
final class Erfc {

  private static final int LEVELS = 300;

  private Erfc() {}

  static double of(double x) {
    if (x < 0) {
      return 2 - of(-x);
    }
    double square = x * x;
    // fma restores what rounding of x^2 took away
    double gauss = Math.exp(-square) * (1 - Math.fma(x, x, -square));
    if (x < 1) {
      double term = 2 * x / Math.sqrt(Math.PI);
      double sum = term;
      for (int k = 1; term > 1e-18 * sum; k++) {
        term *= 2 * square / (2 * k + 1);
        sum += term;
      }
      return 1 - gauss * sum;
    }
    double fraction = x;
    for (int k = LEVELS; k >= 1; k--) {
      fraction = x + k / 2.0 / fraction;
    }
    return gauss / (Math.sqrt(Math.PI) * fraction);
  }
}
