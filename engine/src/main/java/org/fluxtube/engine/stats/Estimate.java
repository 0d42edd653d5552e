package org.fluxtube.engine.stats;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A mean with its statistical error: {@code value +- error}, {@code error^2 = 2 tauInt var / n}.
 *
 * <p>Unknown entries are NaN (a jackknife estimates no tau_int); {@link Double#isNaN} tells.
 *
 * @param value the mean, or the function of means
 * @param error one standard deviation of value, 0 for a constant series
 * @param errorOfError one standard deviation of error
 * @param tauInt integrated autocorrelation time 1/2 + sum_{t>0} rho(t), in units of the distance
 *     between two measurements; 1/2 for independent data and, by definition, for a constant series
 * @param tauIntError one standard deviation of tauInt
 * @param n number of measurements used, over all chains
 * @param window summation window W of the Gamma method, or the size of a bin of jackknife and
 *     blocking, in measurements
 */
public record Estimate(
    double value,
    double error,
    double errorOfError,
    double tauInt,
    double tauIntError,
    long n,
    int window) {
  private static final MathContext TWO_DIGITS = new MathContext(2);
  private static final MathContext TWELVE_DIGITS = new MathContext(12);

  /** Number of independent measurements of the same error, n / (2 tauInt). */
  public double effectiveSamples() {
    return n / (2 * tauInt);
  }

  /**
   * Whether measurements so far apart see any autocorrelation: tauInt exceeds 1/2 by more than its
   * error. If not, the distance is only an upper bound of the autocorrelation time, not a value.
   */
  public boolean seesAutocorrelation() {
    return tauInt - tauIntError > 0.5;
  }

  /** This estimate in the notation of {@link #format(double, double)}. */
  public String format() {
    return format(value, error);
  }

  /**
   * Lattice notation: two digits of the error in brackets, in units of the last digit of the value.
   * (0.697771, 0.00012) is {@code 0.69777(12)}, (123.44, 5.61) is {@code 123.4(5.6)}, (12345.6,
   * 123) is {@code 12346(123)}, (1.23456e-12, 1.2e-14) is {@code 1.235(12)e-12}. An error of zero
   * is {@code (0)}, an unknown one {@code (?)}.
   */
  public static String format(double value, double error) {
    if (!Double.isFinite(value) || Double.isInfinite(error)) {
      return value + "(" + error + ")";
    }
    if (Double.isNaN(error)) {
      return value + "(?)";
    }
    if (error == 0) {
      return new BigDecimal(value).round(TWELVE_DIGITS).doubleValue() + "(0)";
    }
    BigDecimal v = BigDecimal.valueOf(value);
    BigDecimal e = BigDecimal.valueOf(Math.abs(error));
    int exponent = leadingExponent(v.abs().max(e));
    if (exponent >= -4 && exponent <= 6) {
      return fixed(v, roundError(e));
    }
    return fixed(v.movePointLeft(exponent), roundError(e.movePointLeft(exponent))) + "e" + exponent;
  }

  private static String fixed(BigDecimal v, BigDecimal e) {
    // two digits of the error, but never fewer than the digits before the point
    int scale = Math.max(0, e.scale() + 2 - e.precision());
    String rounded = v.setScale(scale, RoundingMode.HALF_EVEN).toPlainString();
    BigDecimal shown = e.setScale(scale, RoundingMode.HALF_EVEN);
    boolean wholeAndFraction = scale > 0 && shown.compareTo(BigDecimal.ONE) >= 0;
    return rounded + "(" + (wholeAndFraction ? shown : shown.unscaledValue()) + ")";
  }

  private static BigDecimal roundError(BigDecimal e) {
    return leadingExponent(e) > 1 ? e.setScale(0, RoundingMode.HALF_EVEN) : e.round(TWO_DIGITS);
  }

  private static int leadingExponent(BigDecimal x) {
    return x.precision() - x.scale() - 1;
  }
}
