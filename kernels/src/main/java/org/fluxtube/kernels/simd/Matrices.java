package org.fluxtube.kernels.simd;

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
}
