package org.fluxtube.engine.testing;

/**
 * One rational-quadratic spline of [-B, B] onto itself, from arXiv:1906.04032, eqs. 4 and 5, with
 * its inverse by bisection; without libtorch. The numbers are those of widths, heights and slopes.
 */
public final class DenseSpline {
  private static final double LEAST = 1e-3;

  private final double[] x;
  private final double[] y;
  private final double[] slope;

  private DenseSpline(double[] x, double[] y, double[] slope) {
    this.x = x;
    this.y = y;
    this.slope = slope;
  }

  /** Slopes 1 at both ends, and the identity outside. */
  public static DenseSpline linear(int bins, double bound, double[] numbers) {
    double[] slope = new double[bins + 1];
    for (int k = 0; k <= bins; k++) {
      slope[k] = k == 0 || k == bins ? 1 : slope(numbers[2 * bins + k - 1]);
    }
    return new DenseSpline(
        knots(bins, bound, numbers, 0), knots(bins, bound, numbers, bins), slope);
  }

  /** The same slope at both ends of a circle. */
  public static DenseSpline circular(int bins, double bound, double[] numbers) {
    double[] slope = new double[bins + 1];
    for (int k = 0; k <= bins; k++) {
      slope[k] = slope(numbers[2 * bins + k % bins]);
    }
    return new DenseSpline(
        knots(bins, bound, numbers, 0), knots(bins, bound, numbers, bins), slope);
  }

  private static double slope(double number) {
    return LEAST + Math.log1p(Math.exp(number) * Math.expm1(1 - LEAST));
  }

  private static double[] knots(int bins, double bound, double[] numbers, int first) {
    double sum = 0;
    for (int k = 0; k < bins; k++) {
      sum += Math.exp(numbers[first + k]);
    }
    double[] knots = new double[bins + 1];
    knots[0] = -bound;
    for (int k = 0; k < bins; k++) {
      double part = LEAST + (1 - bins * LEAST) * Math.exp(numbers[first + k]) / sum;
      knots[k + 1] = knots[k] + 2 * bound * part;
    }
    return knots;
  }

  /** y(x), x within [-B, B]; outside x itself. */
  public double at(double at) {
    if (at <= x[0] || at >= x[x.length - 1]) {
      return at;
    }
    int k = 0;
    while (at >= x[k + 1]) {
      k++;
    }
    double u = (at - x[k]) / (x[k + 1] - x[k]);
    double s = (y[k + 1] - y[k]) / (x[k + 1] - x[k]);
    double denominator = s + (slope[k] + slope[k + 1] - 2 * s) * u * (1 - u);
    return y[k] + (y[k + 1] - y[k]) * (s * u * u + slope[k] * u * (1 - u)) / denominator;
  }

  /** dy/dx. */
  public double slopeAt(double at) {
    if (at <= x[0] || at >= x[x.length - 1]) {
      return 1;
    }
    int k = 0;
    while (at >= x[k + 1]) {
      k++;
    }
    double u = (at - x[k]) / (x[k + 1] - x[k]);
    double s = (y[k + 1] - y[k]) / (x[k + 1] - x[k]);
    double denominator = s + (slope[k] + slope[k + 1] - 2 * s) * u * (1 - u);
    double top = slope[k + 1] * u * u + 2 * s * u * (1 - u) + slope[k] * (1 - u) * (1 - u);
    return s * s * top / (denominator * denominator);
  }

  /** x(y) by bisection. */
  public double inverse(double image) {
    if (image <= y[0] || image >= y[y.length - 1]) {
      return image;
    }
    double low = x[0];
    double high = x[x.length - 1];
    for (int k = 0; k < 100; k++) {
      double middle = (low + high) / 2;
      if (at(middle) < image) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
