package org.fluxtube.engine.field;

/**
 * u = exp(X) u for anti-Hermitian X = eps p^a T^a at one site.
 *
 * <p>U(1) and SU(2) by their closed forms; SU(3) by the Taylor series with the Cayley-Hamilton
 * recursion X^3 = t X + d, t = tr X^2/2, d = det X (no trigonometric functions, so no removable
 * singularities; compare hep-lat/0311018, section III); SU(N) by the Taylor series. X is halved
 * until its norm is below 1 and the result squared back, so the series always ends at rounding.
 */
final class Exponential {
  private static final int TERMS = 19;
  private final int n;
  private final double[] x;
  private final double[] square;
  private final double[] e;
  private final double[] t;

  Exponential(int n) {
    this.n = n;
    this.x = new double[2 * n * n];
    this.square = new double[2 * n * n];
    this.e = new double[2 * n * n];
    this.t = new double[2 * n * n];
  }

  /** u = exp(eps p^a T^a) u; u overwritten, p unchanged. */
  void apply(double eps, double[] p, int po, double[] u, int uo) {
    switch (n) {
      case 1 -> {
        double c = StrictMath.cos(eps * p[po]);
        double s = StrictMath.sin(eps * p[po]);
        double re = u[uo];
        u[uo] = c * re - s * u[uo + 1];
        u[uo + 1] = c * u[uo + 1] + s * re;
        return;
      }
      case 2 -> su2(eps, p, po);
      default -> series(eps, p, po);
    }
    System.arraycopy(u, uo, t, 0, t.length);
    MatrixKernels.multiply(n, 1, e, 0, false, t, 0, false, 0, u, uo);
  }

  /** exp(i theta.sigma/2) = cos(|theta|/2) + i sin(|theta|/2)/|theta| theta.sigma. */
  private void su2(double eps, double[] p, int po) {
    double a = eps * p[po];
    double b = eps * p[po + 1];
    double c = eps * p[po + 2];
    double angle = Math.sqrt(a * a + b * b + c * c);
    double cos = StrictMath.cos(0.5 * angle);
    double sin = angle < 1e-9 ? 0.5 : StrictMath.sin(0.5 * angle) / angle;
    e[0] = cos;
    e[1] = sin * c;
    e[2] = sin * b;
    e[3] = sin * a;
    e[4] = -sin * b;
    e[5] = sin * a;
    e[6] = cos;
    e[7] = -sin * c;
  }

  private void series(double eps, double[] p, int po) {
    Generators.matrix(n, eps, p, po, x, 0);
    double norm = 0;
    for (double value : x) {
      norm += value * value;
    }
    int halvings = 0;
    double scale = 1;
    while (norm * scale * scale > 1 && halvings < 60) {
      scale *= 0.5;
      halvings++;
    }
    if (halvings > 0) {
      for (int i = 0; i < x.length; i++) {
        x[i] *= scale;
      }
    }
    if (n == 3) {
      cayleyHamilton();
    } else {
      horner();
    }
    for (int k = 0; k < halvings; k++) {
      System.arraycopy(e, 0, t, 0, t.length);
      MatrixKernels.multiply(n, 1, t, 0, false, t, 0, false, 0, e, 0);
    }
  }

  /** e = 1 + X(1 + X/2(1 + X/3(...))). */
  private void horner() {
    java.util.Arrays.fill(e, 0);
    for (int i = 0; i < n; i++) {
      e[2 * (i * n + i)] = 1;
    }
    for (int k = TERMS; k >= 1; k--) {
      System.arraycopy(e, 0, t, 0, t.length);
      MatrixKernels.multiply(n, 1.0 / k, x, 0, false, t, 0, false, 0, e, 0);
      for (int i = 0; i < n; i++) {
        e[2 * (i * n + i)] += 1;
      }
    }
  }

  /** exp X = a + b X + c X^2; t is real and d = i delta is imaginary for anti-Hermitian X. */
  private void cayleyHamilton() {
    MatrixKernels.multiply(3, 1, x, 0, false, x, 0, false, 0, square, 0);
    double trace = 0.5 * (square[0] + square[8] + square[16]);
    double delta = 0;
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        int ik = 2 * (3 * i + k);
        int ki = 2 * (3 * k + i);
        delta += x[ik] * square[ki + 1] + x[ik + 1] * square[ki];
      }
    }
    delta /= 3;
    // X^k = f0 + f1 X + f2 X^2, each f complex, divided by k! as we go
    double f0r = 0;
    double f0i = 0;
    double f1r = 0;
    double f1i = 0;
    double f2r = 0.5;
    double f2i = 0;
    double ar = 1;
    double ai = 0;
    double br = 1;
    double bi = 0;
    double cr = 0.5;
    double ci = 0;
    for (int k = 3; k <= TERMS; k++) {
      double inverse = 1.0 / k;
      double g0r = -f2i * delta * inverse;
      double g0i = f2r * delta * inverse;
      double g1r = (f0r + trace * f2r) * inverse;
      double g1i = (f0i + trace * f2i) * inverse;
      f2r = f1r * inverse;
      f2i = f1i * inverse;
      f0r = g0r;
      f0i = g0i;
      f1r = g1r;
      f1i = g1i;
      ar += f0r;
      ai += f0i;
      br += f1r;
      bi += f1i;
      cr += f2r;
      ci += f2i;
    }
    for (int i = 0; i < 18; i += 2) {
      e[i] = br * x[i] - bi * x[i + 1] + cr * square[i] - ci * square[i + 1];
      e[i + 1] = br * x[i + 1] + bi * x[i] + cr * square[i + 1] + ci * square[i];
    }
    for (int i = 0; i < 18; i += 8) {
      e[i] += ar;
      e[i + 1] += ai;
    }
  }
}
