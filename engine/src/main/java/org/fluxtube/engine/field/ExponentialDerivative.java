package org.fluxtube.engine.field;

/**
 * out = alpha eps (1 - e^-ad)/ad g + beta out at one site, ad = [X, .], X = eps w^a T^a, g and out
 * algebra coordinates.
 *
 * <p>SU(2) by the closed form: ad is -w cross. SU(3): with exp X = a + b X + c X^2 and a, b, c
 * functions of t = tr X^2/2 and d = det X, d Re tr[exp(X) M] = Re tr[Gamma dX],
 *
 * <p>Gamma = b M + c (X M + M X) + tr[M (a_t + b_t X + c_t X^2)] X + tr[M (a_d + b_d X + c_d X^2)]
 * X^2 (compare hep-lat/0311018, section III C), the coefficients and their derivatives by the
 * recursion of the Taylor series, which knows no degenerate eigenvalues. Larger N: nested
 * commutators. X is halved until the norm of ad is at most 1; see {@link AlgebraSums}.
 */
final class ExponentialDerivative {
  private static final int TERMS = 19;
  private final int n;
  private final double[] x;
  private final double[] e;
  private final double[] start;
  private final double[] r;
  private final double[] t;
  private final Exponential exponential;
  private final CayleyHamilton cayleyHamilton = new CayleyHamilton();

  ExponentialDerivative(int n) {
    int size = 2 * n * n;
    this.n = n;
    this.x = new double[size];
    this.e = new double[size];
    this.start = new double[size];
    this.r = new double[size];
    this.t = new double[size];
    this.exponential = new Exponential(n);
  }

  /** All three arrays from offset o on; out may be g. */
  void apply(double alpha, double eps, double[] w, double[] g, int o, double beta, double[] out) {
    switch (n) {
      case 1 -> out[o] = plus(beta, out[o], alpha * eps * g[o]);
      case 2 -> su2(alpha * eps, eps, w, g, o, beta, out);
      default -> series(alpha * eps, eps, w, g, o, beta, out);
    }
  }

  private static double plus(double beta, double old, double term) {
    return beta == 0 ? term : beta * old + term;
  }

  /** g + A w x g + B w x (w x g), A = (1 - cos w)/w^2, B = (w - sin w)/w^3. */
  private static void su2(
      double factor, double eps, double[] w, double[] g, int o, double beta, double[] out) {
    double x = eps * w[o];
    double y = eps * w[o + 1];
    double z = eps * w[o + 2];
    double square = x * x + y * y + z * z;
    double a;
    double b;
    if (square < 1) {
      double ta = 0.5;
      double tb = 1.0 / 6;
      a = ta;
      b = tb;
      for (int k = 3; k <= 19; k += 2) {
        ta *= -square / (k * (k + 1));
        tb *= -square / ((k + 1) * (k + 2));
        a += ta;
        b += tb;
      }
    } else {
      double angle = Math.sqrt(square);
      double sin = StrictMath.sin(0.5 * angle);
      a = 2 * sin * sin / square;
      b = (angle - StrictMath.sin(angle)) / (angle * square);
    }
    double cx = y * g[o + 2] - z * g[o + 1];
    double cy = z * g[o] - x * g[o + 2];
    double cz = x * g[o + 1] - y * g[o];
    double rx = g[o] + a * cx + b * (y * cz - z * cy);
    double ry = g[o + 1] + a * cy + b * (z * cx - x * cz);
    double rz = g[o + 2] + a * cz + b * (x * cy - y * cx);
    out[o] = plus(beta, out[o], factor * rx);
    out[o + 1] = plus(beta, out[o + 1], factor * ry);
    out[o + 2] = plus(beta, out[o + 2], factor * rz);
  }

  private void series(
      double factor, double eps, double[] w, double[] g, int o, double beta, double[] out) {
    double square = 0;
    for (int a = o; a < o + n * n - 1; a++) {
      square += w[a] * w[a];
    }
    int halvings = AlgebraSums.halvings(Math.abs(eps) * Math.sqrt(square));
    double scaled = Math.scalb(eps, -halvings);
    Generators.matrix(n, scaled, w, o, x, 0);
    Generators.matrix(n, 1, g, o, start, 0);
    if (n == 3) {
      cayleyHamilton.gamma(x, start, e, r);
    } else {
      commutators();
      one(e);
      exponential.apply(scaled, w, o, e, 0);
    }
    for (int k = 0; k < halvings; k++) {
      MatrixKernels.multiply(n, 1, e, 0, true, r, 0, false, 0, t, 0);
      MatrixKernels.multiply(n, 0.5, t, 0, false, e, 0, false, 0.5, r, 0);
      System.arraycopy(e, 0, t, 0, t.length);
      MatrixKernels.multiply(n, 1, t, 0, false, t, 0, false, 0, e, 0);
    }
    Generators.project(n, -2 * factor, r, 0, beta, out, o);
  }

  private void one(double[] m) {
    java.util.Arrays.fill(m, 0);
    for (int i = 0; i < n; i++) {
      m[2 * i * (n + 1)] = 1;
    }
  }

  private void commutators() {
    System.arraycopy(start, 0, r, 0, r.length);
    for (int k = AlgebraSums.TERMS; k >= 1; k--) {
      System.arraycopy(start, 0, t, 0, t.length);
      MatrixKernels.multiply(n, -1.0 / (k + 1), x, 0, false, r, 0, false, 1, t, 0);
      MatrixKernels.multiply(n, 1.0 / (k + 1), r, 0, false, x, 0, false, 1, t, 0);
      System.arraycopy(t, 0, r, 0, r.length);
    }
  }

  /** SU(3), the norm of X at most 1. */
  private static final class CayleyHamilton {
    private final double[] square = new double[18];
    private final double[] m = new double[18];
    private final double[] v = new double[18];
    private final double[] s = new double[18];

    /** e = exp X and r = Gamma for M = -2 e^-X G, whose part in the algebra is the result. */
    void gamma(double[] x, double[] g, double[] e, double[] r) {
      MatrixKernels.multiply(3, 1, x, 0, false, x, 0, false, 0, square, 0);
      double trace = 0.5 * (square[0] + square[8] + square[16]);
      double det = traceImaginary(x, square) / 3;
      recursion(trace, det);
      combine(0, x, e);
      MatrixKernels.multiply(3, -2, e, 0, true, g, 0, false, 0, m, 0);
      combine(6, x, r);
      double tr = traceReal(m, r);
      double ti = traceImaginary(m, r);
      combine(12, x, r);
      double dr = traceReal(m, r);
      double di = traceImaginary(m, r);
      MatrixKernels.multiply(3, 1, x, 0, false, m, 0, false, 0, r, 0);
      MatrixKernels.multiply(3, 1, m, 0, false, x, 0, false, 1, r, 0);
      for (int i = 0; i < 18; i += 2) {
        double pr = r[i];
        double pi = r[i + 1];
        r[i] = s[2] * m[i] - s[3] * m[i + 1] + s[4] * pr - s[5] * pi;
        r[i] += tr * x[i] - ti * x[i + 1] + dr * square[i] - di * square[i + 1];
        r[i + 1] = s[2] * m[i + 1] + s[3] * m[i] + s[4] * pi + s[5] * pr;
        r[i + 1] += tr * x[i + 1] + ti * x[i] + dr * square[i + 1] + di * square[i];
      }
      antiHermitian(r);
    }

    /** r to sum_a T^a Re tr(T^a r), which is -1/2 of the anti-Hermitian traceless part. */
    private static void antiHermitian(double[] r) {
      double third = (r[1] + r[9] + r[17]) / 3;
      for (int i = 0; i < 3; i++) {
        for (int j = i; j < 3; j++) {
          int ij = 2 * (3 * i + j);
          int ji = 2 * (3 * j + i);
          double re = -0.25 * (r[ij] - r[ji]);
          double im = -0.25 * (r[ij + 1] + r[ji + 1]) + (i == j ? 0.5 * third : 0);
          r[ij] = re;
          r[ij + 1] = im;
          r[ji] = -re;
          r[ji + 1] = im;
        }
      }
    }

    /** out = s[o] + s[o+2] X + s[o+4] X^2, complex coefficients. */
    private void combine(int o, double[] x, double[] out) {
      for (int i = 0; i < 18; i += 2) {
        out[i] = s[o + 2] * x[i] - s[o + 3] * x[i + 1];
        out[i] += s[o + 4] * square[i] - s[o + 5] * square[i + 1];
        out[i + 1] = s[o + 2] * x[i + 1] + s[o + 3] * x[i];
        out[i + 1] += s[o + 4] * square[i + 1] + s[o + 5] * square[i];
      }
      for (int i = 0; i < 18; i += 8) {
        out[i] += s[o];
        out[i + 1] += s[o + 1];
      }
    }

    /**
     * s = {a, b, c, a_t, b_t, c_t, a_d, b_d, c_d}, complex numbers. X^k = f0 + f1 X + f2 X^2, so
     * that f0' = d f2, f1' = f0 + t f2, f2' = f1; v holds f/k! and its derivatives.
     */
    private void recursion(double trace, double det) {
      java.util.Arrays.fill(v, 0);
      java.util.Arrays.fill(s, 0);
      v[4] = 0.5;
      s[0] = 1;
      s[2] = 1;
      s[4] = 0.5;
      for (int k = 3; k <= TERMS; k++) {
        double inverse = 1.0 / k;
        double f2r = v[4];
        double f2i = v[5];
        for (int o = 0; o < 18; o += 6) {
          double g0r = -det * v[o + 5];
          double g0i = det * v[o + 4];
          double g1r = v[o] + trace * v[o + 4];
          double g1i = v[o + 1] + trace * v[o + 5];
          if (o == 6) {
            g1r += f2r;
            g1i += f2i;
          } else if (o == 12) {
            g0r += f2r;
            g0i += f2i;
          }
          v[o + 4] = v[o + 2] * inverse;
          v[o + 5] = v[o + 3] * inverse;
          v[o] = g0r * inverse;
          v[o + 1] = g0i * inverse;
          v[o + 2] = g1r * inverse;
          v[o + 3] = g1i * inverse;
        }
        for (int i = 0; i < 18; i++) {
          s[i] += v[i];
        }
      }
    }

    private static double traceReal(double[] a, double[] b) {
      double sum = 0;
      for (int i = 0; i < 3; i++) {
        for (int k = 0; k < 3; k++) {
          int ik = 2 * (3 * i + k);
          int ki = 2 * (3 * k + i);
          sum += a[ik] * b[ki] - a[ik + 1] * b[ki + 1];
        }
      }
      return sum;
    }

    private static double traceImaginary(double[] a, double[] b) {
      double sum = 0;
      for (int i = 0; i < 3; i++) {
        for (int k = 0; k < 3; k++) {
          int ik = 2 * (3 * i + k);
          int ki = 2 * (3 * k + i);
          sum += a[ik] * b[ki + 1] + a[ik + 1] * b[ki];
        }
      }
      return sum;
    }
  }
}
