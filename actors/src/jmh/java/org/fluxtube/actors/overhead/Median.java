package org.fluxtube.actors.overhead;

import java.util.Arrays;

/**
 * The median of a few numbers.
 *
 * @param value the median
 * @param error of it, from the median absolute deviation
 */
record Median(double value, double error) {
  /** Error of a normal sample's median times sqrt(n), in median absolute deviations. */
  private static final double ERROR = 1.2533 * 1.4826;

  static Median of(double[] x) {
    double median = median(x);
    double deviation = median(Arrays.stream(x).map(v -> Math.abs(v - median)).toArray());
    return new Median(median, ERROR * deviation / Math.sqrt(x.length));
  }

  /** Of those after the compiler has warmed up. */
  static Median ofSecondHalf(double[] x) {
    return of(Arrays.copyOfRange(x, x.length / 2, x.length));
  }

  private static double median(double[] x) {
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
