package org.fluxtube.engine.stats;

/**
 * A measured number against what theory, or another measurement, expects: {@code sigma = (value -
 * expected) / error}.
 *
 * @param value measured
 * @param error one standard deviation of the difference value - expected, 0 or larger
 * @param expected exact, or with its error already in error
 */
public record Comparison(double value, double error, double expected) {

  /** Refuses what cannot be compared, so that a NaN never passes. */
  public Comparison {
    if (!Double.isFinite(value) || !Double.isFinite(expected) || !(error >= 0)) {
      throw new IllegalArgumentException(
          "comparison of %s with error %s against %s: allowed are finite numbers and error >= 0"
              .formatted(value, error, expected));
    }
  }

  /** Against an exact number. */
  public static Comparison of(Estimate measured, double expected) {
    return new Comparison(measured.value(), measured.error(), expected);
  }

  /** Two independent measurements: errors in quadrature. */
  public static Comparison of(Estimate measured, Estimate expected) {
    return new Comparison(
        measured.value(), Math.hypot(measured.error(), expected.error()), expected.value());
  }

  /** Deviation in standard deviations, with sign; 0 or infinite if the error is 0. */
  public double sigma() {
    double difference = value - expected;
    return difference == 0 ? 0 : difference / error;
  }

  /** Probability of a deviation at least this large, of either sign, for a normal error. */
  public double pValue() {
    return Erfc.erfc(Math.abs(sigma()) / Math.sqrt(2));
  }

  /**
   * Whether |sigma| is at most the threshold.
   *
   * @param threshold in standard deviations, larger than 0, e.g. 4
   */
  public boolean passed(double threshold) {
    if (!(threshold > 0)) {
      throw new IllegalArgumentException(
          "comparison: threshold is " + threshold + " sigma, allowed is > 0, e.g. 4");
    }
    return Math.abs(sigma()) <= threshold;
  }

  /** For reports: {@code 0.69777(12), expected 0.6978: -0.25 sigma}. */
  public String format() {
    return Estimate.format(value, error)
        + ", expected "
        + expected
        + ": "
        + Math.round(sigma() * 100) / 100.0
        + " sigma";
  }
}
