package org.fluxtube.engine.exact;

/**
 * Modified Bessel functions I_n(x), and the expansion coefficients of e^{x cos gamma} on a sphere.
 *
 * <p>I_n(x) = (1/2pi) int_{-pi}^{pi} e^{x cos phi} cos(n phi) dphi, x &gt;= 0, n = 0, 1, ... All
 * orders come at once: a power series up to x = 1, Miller's backward recurrence above, normalised
 * by sum_n I_n(x) = e^x over all integers n. Every term of both is positive, so nothing cancels:
 * the relative error stays below 1e-14 for x up to 1000 and grows like sqrt(x) beyond.
 *
 * <p>Source: Abramowitz and Stegun, 9.6.10, 9.6.26, 9.6.37 and section 9.12, example 1.
 */
public final class BesselI {

  private static final double SERIES_LIMIT = 1.0;

  /** Relative size of the first neglected order; its square contaminates the recurrence. */
  private static final double TAIL = 1e-30;

  private static final double LARGE = 1e200;

  private BesselI() {}

  /**
   * e^{-x} I_n(x) for n = 0..nMax; never overflows, orders below 1e-308 are 0.
   *
   * @param nMax highest order, at least 0
   * @param x argument, finite and at least 0
   * @return a new array of nMax + 1 values
   */
  public static double[] scaled(int nMax, double x) {
    return scaledOnSphere(2, nMax, x);
  }

  /**
   * I_n(x); infinite where it exceeds the range of double (x above about 713).
   *
   * @param n order; I_{-n} = I_n
   * @param x argument, finite; I_n(-x) = (-1)^n I_n(x)
   */
  public static double value(int n, double x) {
    int order = Math.abs(n);
    double sign = x < 0 && order % 2 == 1 ? -1 : 1;
    double size = Math.abs(x);
    // Two factors, because e^x alone overflows before I_n(x) does.
    double half = Math.exp(size / 2);
    return sign * (scaled(order, size)[order] * half) * half;
  }

  /**
   * e^{-x} i_l(x) for l = 0..lMax, modified spherical Bessel functions i_l(x) = sqrt(pi/2x)
   * I_{l+1/2}(x), i_0(x) = sinh(x)/x.
   */
  public static double[] scaledSpherical(int lMax, double x) {
    return scaledOnSphere(3, lMax, x);
  }

  /**
   * e^{-x} a_l(x) for l = 0..lMax, where e^{x s.s'} = sum_l a_l(x) K_l(s, s') for unit vectors of n
   * components; K_l projects on the harmonics of degree l under the normalised measure.
   *
   * <p>a_l(x) = Gamma(n/2) (2/x)^{n/2-1} I_{l+n/2-1}(x), and a_l(0) = delta_{l0}. n = 2: I_l; n =
   * 3: i_l; n = 4: 2 I_{l+1}(x)/x, which is c_r/d_r of SU(2) with d_r = l + 1.
   *
   * @param n number of components, at least 2
   */
  public static double[] scaledOnSphere(int n, int lMax, double x) {
    Require.atLeast("n", 2, n);
    Require.atLeast("lMax", 0, lMax);
    Require.notNegative("x", x);
    return x <= SERIES_LIMIT ? series(n, lMax, x) : miller(n, lMax, x);
  }

  /** Number of harmonics of degree l in n components: 1, 2, 2, ... for n = 2; 2l + 1 for n = 3. */
  static double harmonics(int n, int l) {
    if (l == 0) {
      return 1;
    }
    double binomial = 1; // C(l + n - 3, l)
    for (int k = 1; k <= n - 3; k++) {
      binomial *= (double) (l + k) / k;
    }
    return n == 2 ? 2 : binomial * (2.0 * l + n - 2) / (n - 2);
  }

  /** Smallest order L at which a_L(x)/a_0(x) is surely below tail. */
  static int ordersAbove(int n, double x, double tail) {
    return firstNegligible(n, 0, x, tail);
  }

  private static int firstNegligible(int n, int from, double x, double tail) {
    double nu = n / 2.0 - 1;
    double product = 1;
    int l = from;
    while (product > tail) {
      double order = nu + l + 0.5;
      product *= x / (order + Math.hypot(order, x)); // bounds I_{v+1}/I_v, v = nu + l
      l++;
    }
    return l;
  }

  private static double[] series(int n, int lMax, double x) {
    double nu = n / 2.0 - 1;
    double quarter = x * x / 4;
    double[] a = new double[lMax + 1];
    double lead = Math.exp(-x);
    for (int l = 0; l <= lMax; l++) {
      double term = 1;
      double sum = 1;
      for (int k = 1; term > 1e-18; k++) {
        term *= quarter / (k * (nu + l + k));
        sum += term;
      }
      a[l] = lead * sum;
      lead *= x / 2 / (nu + l + 1);
    }
    return a;
  }

  private static double[] miller(int n, int lMax, double x) {
    double nu = n / 2.0 - 1;
    double[] a = new double[lMax + 1];
    double above = 0;
    double here = 1 / LARGE;
    double sum = 0;
    for (int l = firstNegligible(n, lMax, x, TAIL); l >= 0; l--) {
      if (l <= lMax) {
        a[l] = here;
      }
      sum += harmonics(n, l) * here;
      double below = above + 2 * (nu + l) / x * here;
      above = here;
      here = below;
      if (here > LARGE || sum > LARGE) {
        here /= LARGE;
        above /= LARGE;
        sum /= LARGE;
        for (int k = l; k <= lMax; k++) {
          a[k] /= LARGE;
        }
      }
    }
    for (int l = 0; l <= lMax; l++) {
      a[l] /= sum;
    }
    return a;
  }
}
