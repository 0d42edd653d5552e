package org.fluxtube.engine.stats;

/**
 * Complementary error function: {@code erfc(x) = 2/sqrt(pi) int_x^inf exp(-t^2) dt}.
 *
 * <p>Below {@value #SWITCH} from the series of erf, {@code 2/sqrt(pi) x exp(-x^2) sum_n (2x^2)^n /
 * (2n+1)!!} (Abramowitz and Stegun 7.1.6), above from the continued fraction {@code exp(-x^2) /
 * sqrt(pi) 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + ...))))} (7.1.14), evaluated from the far end. Both
 * have only positive terms: relative accuracy 1e-14 for all x where the result is a normal number.
 */
public final class Erfc {
  private static final double SWITCH = 1.25;
  private static final double SQRT_PI = Math.sqrt(Math.PI);

  private Erfc() {}

  /** erfc(x), 0..2; NaN for NaN. */
  public static double erfc(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    if (x < 0) {
      return 2 - erfc(-x);
    }
    if (x > 28) {
      return 0;
    }
    return x < SWITCH ? 1 - series(x) : fraction(x);
  }

  /** Probability that a normal number of variance 1 is below x. */
  public static double normalCdf(double x) {
    return 0.5 * erfc(-x / Math.sqrt(2));
  }

  private static double series(double x) {
    double term = 1;
    double sum = 1;
    for (int n = 1; term > 1e-17 * sum; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / SQRT_PI * x * StrictMath.exp(-x * x) * sum;
  }

  private static double fraction(double x) {
    double tail = x;
    for (int n = 20 + (int) (250 / (x * x)); n >= 1; n--) {
      tail = x + 0.5 * n / tail;
    }
    // x^2 in two parts: its rounding error would be multiplied by x^2 in the exponential
    double high = (float) x;
    double low = (x - high) * (x + high);
    return StrictMath.exp(-high * high) * StrictMath.exp(-low) / (SQRT_PI * tail);
  }
}
