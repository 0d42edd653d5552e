package org.fluxtube.engine.stats;

/**
 * y = (a/x)^g by least squares of ln y = g (ln a - ln x), all points with one weight. Errors are
 * those of the scatter about the line: with two points there is none, and they are NaN.
 *
 * @param a where y = 1
 * @param aError its standard deviation
 * @param g the power
 * @param gError its standard deviation
 * @param points how many were fitted
 */
public record PowerLaw(double a, double aError, double g, double gError, int points) {
  /**
   * The fit.
   *
   * @param x positive, at least two different ones
   * @param y positive, as many
   * @throws IllegalArgumentException if there are too few, or one is not positive
   */
  public static PowerLaw fit(double[] x, double[] y) {
    int n = x.length;
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < n; i++) {
      if (n != y.length || !(x[i] > 0 && y[i] > 0)) {
        throw new IllegalArgumentException(
            "a power law needs as many positive y as x, got " + y.length + " and " + n);
      }
      meanX += StrictMath.log(x[i]) / n;
      meanY += StrictMath.log(y[i]) / n;
    }
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < n; i++) {
      double dx = StrictMath.log(x[i]) - meanX;
      xx += dx * dx;
      xy += dx * (StrictMath.log(y[i]) - meanY);
    }
    if (!(xx > 0)) {
      throw new IllegalArgumentException("a power law needs two different x, got " + n + " points");
    }
    double slope = xy / xx;
    double rest = 0;
    for (int i = 0; i < n; i++) {
      double off = StrictMath.log(y[i]) - meanY - slope * (StrictMath.log(x[i]) - meanX);
      rest += off * off;
    }
    double variance = n > 2 ? rest / (n - 2) : Double.NaN;
    double logA = meanX - meanY / slope;
    // ln a = meanX - meanY/slope: the errors of mean and slope are independent
    double errorOfSlope = Math.sqrt(variance / xx);
    double errorOfLogA =
        Math.hypot(Math.sqrt(variance / n) / slope, meanY / (slope * slope) * errorOfSlope);
    double a = StrictMath.exp(logA);
    return new PowerLaw(a, a * errorOfLogA, -slope, errorOfSlope, n);
  }

  /** y at x. */
  public double at(double x) {
    return StrictMath.pow(a / x, g);
  }
}
