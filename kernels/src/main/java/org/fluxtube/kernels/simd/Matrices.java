package org.fluxtube.kernels.simd;

import static org.fluxtube.kernels.simd.Lanes.all;
import static org.fluxtube.kernels.simd.Lanes.load;

import jdk.incubator.vector.DoubleVector;

/**
 * Complex N x N matrices, one a lane: a block at an offset of an array, row by row, real part
 * first, each number {@code lanes} wide. Results must not overlap arguments.
 */
interface Matrices {
  /** The kernels for N. */
  static Matrices of(int n, int lanes) {
    return switch (n) {
      case 1 -> new Phases(lanes);
      case 2 -> new Matrices2();
      case 3 -> new Matrices3();
      default -> new MatricesN(n);
    };
  }

  /** c = a b. */
  void nn(double[] a, int ao, double[] b, int bo, double[] c, int co);

  /** c = a b^dagger. */
  void nd(double[] a, int ao, double[] b, int bo, double[] c, int co);

  /** c = a^dagger b. */
  void dn(double[] a, int ao, double[] b, int bo, double[] c, int co);

  /** f^a = alpha Re tr[T^a m]. */
  void project(double alpha, double[] m, int mo, double[] f, int fo);

  /** f^a = f^a + alpha Re tr[T^a m]. */
  void addProjection(double alpha, double[] m, int mo, double[] f, int fo);

  /** u = exp(eps p^a T^a) u, exact to rounding. */
  void exponentiate(double eps, double[] p, int po, double[] u, int uo);

  /**
   * f = f + factor times the coordinates of U p^a T^a U^dagger, of U^dagger p^a T^a U where {@code
   * back} says so.
   */
  void addCarried(
      double factor, double[] u, int uo, boolean back, double[] p, int po, double[] f, int fo);

  /** f = f + factor times the coordinates of [x^a T^a, y^b T^b]. */
  void addBracket(double factor, double[] x, int xo, double[] y, int yo, double[] f, int fo);

  /** Gram-Schmidt on rows, then the determinant on the last row. */
  void reunitarise(double[] u, int uo);

  /** c = a^dagger. */
  static void adjoint(int n, int lanes, double[] a, int ao, double[] c, int co) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        int from = ao + 2 * (i * n + j) * lanes;
        int to = co + 2 * (j * n + i) * lanes;
        for (int lane = 0; lane < lanes; lane++) {
          c[to + lane] = a[from + lane];
          c[to + lanes + lane] = -a[from + lanes + lane];
        }
      }
    }
  }

  /** x = alpha p^a T^a, the generators in the order of the engine's. */
  static void element(int n, double alpha, double[] p, int po, double[] x, int xo) {
    int w = Lanes.COUNT;
    if (n == 1) {
      all(0).intoArray(x, xo);
      load(p, po).mul(all(alpha)).intoArray(x, xo + w);
      return;
    }
    for (int j = 0; j < n; j++) {
      all(0).intoArray(x, xo + 2 * j * (n + 1) * w);
      all(0).intoArray(x, xo + 2 * j * (n + 1) * w + w);
    }
    int at = po;
    for (int k = 1; k < n; k++) {
      for (int j = 0; j < k; j++) {
        DoubleVector symmetric = load(p, at).mul(all(0.5 * alpha));
        DoubleVector antisymmetric = load(p, at + w).mul(all(0.5 * alpha));
        int jk = xo + 2 * (j * n + k) * w;
        int kj = xo + 2 * (k * n + j) * w;
        antisymmetric.intoArray(x, jk);
        symmetric.intoArray(x, jk + w);
        antisymmetric.neg().intoArray(x, kj);
        symmetric.intoArray(x, kj + w);
        at += 2 * w;
      }
      DoubleVector diagonal = load(p, at).mul(all(0.5 * alpha * Math.sqrt(2.0 / (k * (k + 1.0)))));
      for (int j = 0; j < k; j++) {
        int jj = xo + 2 * j * (n + 1) * w + w;
        load(x, jj).add(diagonal).intoArray(x, jj);
      }
      diagonal.mul(-k).intoArray(x, xo + 2 * k * (n + 1) * w + w);
      at += w;
    }
  }
}
