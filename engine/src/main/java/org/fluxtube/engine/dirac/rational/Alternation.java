package org.fluxtube.engine.dirac.rational;

/**
 * Where the error of the best rational approximation of x^(-1/2) on [1/c, c] alternates: ln(x/c) =
 * 2 ln dn(u K; k), k'= 1/c, for u = j/m its extrema (j = 0..m) and for u = (j + 1/2)/m its zeros, m
 * = 2n + 1 (E. I. Zolotarev, 1877; N. I. Achieser, Theory of Approximation, appendix E). For other
 * powers, the start of Remez's iteration.
 *
 * @param logRatio ln c, half of the logarithm of upper/lower
 */
record Alternation(double logRatio) {
  private static final int STEPS = 12;

  /** ln x at u in [0, 1], falling from ln c to -ln c. */
  double at(double u) {
    // dn(u) dn(K - u) = k'
    return u > 0.5 ? -at(1 - u) : logRatio + 2 * Math.log(dn(u));
  }

  /** dn(u K) by descending Landen transformations, u from 0 to 1/2. */
  private double dn(double u) {
    double[] a = new double[STEPS];
    double[] c = new double[STEPS];
    a[0] = 1;
    double b = Math.exp(-logRatio);
    int last = 0;
    while (last < STEPS - 1 && Math.abs(a[last] - b) > 1e-15 * a[last]) {
      a[last + 1] = (a[last] + b) / 2;
      c[last + 1] = (a[last] - b) / 2;
      b = Math.sqrt(a[last] * b);
      last++;
    }
    // K = pi/(2 a)
    double phi = (1L << last) * u * Math.PI / 2;
    double before = phi;
    for (int i = last; i > 0; i--) {
      before = phi;
      phi = (phi + Math.asin(c[i] / a[i] * Math.sin(phi))) / 2;
    }
    return last == 0 ? 1 : Math.cos(phi) / Math.cos(before - phi);
  }

  /** exp(-pi K'/K): each further pole divides the error by the square of it. */
  double nome() {
    double k1 = Math.exp(-logRatio);
    double k = Math.sqrt((1 - k1) * (1 + k1));
    return Math.exp(-Math.PI * mean(k1) / mean(k));
  }

  /** Arithmetic-geometric mean of 1 and b: K(k) = pi/(2 mean(k')). */
  private static double mean(double b) {
    double x = 1;
    double y = b;
    for (int i = 0; i < STEPS; i++) {
      double next = (x + y) / 2;
      y = Math.sqrt(x * y);
      x = next;
    }
    return x;
  }
}
