package org.fluxtube.engine.field;

/**
 * The bases of the Lie algebras.
 *
 * <p>SU(N): T^a = i lambda_a / 2, anti-Hermitian and traceless, tr T^a T^b = -delta^ab/2, with the
 * generalised Gell-Mann matrices in the order: for k = 1 .. N-1: for j < k the symmetric (j,k) and
 * the antisymmetric (j,k) one, then the diagonal one sqrt(2/(k(k+1))) diag(1, .., 1, -k, 0, ..).
 * For N = 2 these are the Pauli matrices, for N = 3 lambda_1 .. lambda_8.
 *
 * <p>U(1): T = i, so that the coordinate is the angle and the momentum is conjugate to the angle.
 *
 * <p>O(n): rotations (L_ij x)_i = -x_j, (L_ij x)_j = x_i for i < j in lexicographic order, except n
 * = 3, where the order is L_23, L_31, L_12, so that sum_a w^a L_a x = w cross x.
 */
public final class Generators {
  private Generators() {}

  /** Number of rotations of O(n), n(n-1)/2. */
  public static int rotations(int n) {
    return n * (n - 1) / 2;
  }

  /**
   * X = scale p^a T^a for one site.
   *
   * @param x overwritten from {@code xo} on with 2 N^2 numbers
   */
  public static void matrix(int n, double scale, double[] p, int po, double[] x, int xo) {
    if (n == 1) {
      x[xo] = 0;
      x[xo + 1] = scale * p[po];
      return;
    }
    double half = 0.5 * scale;
    for (int j = 0; j < n; j++) {
      x[xo + 2 * (j * n + j)] = 0;
      x[xo + 2 * (j * n + j) + 1] = 0;
    }
    int a = po;
    for (int k = 1; k < n; k++) {
      for (int j = 0; j < k; j++) {
        double symmetric = half * p[a++];
        double antisymmetric = half * p[a++];
        int jk = xo + 2 * (j * n + k);
        int kj = xo + 2 * (k * n + j);
        x[jk] = antisymmetric;
        x[jk + 1] = symmetric;
        x[kj] = -antisymmetric;
        x[kj + 1] = symmetric;
      }
      double diagonal = half * p[a++] * DIAGONAL[k];
      for (int j = 0; j < k; j++) {
        x[xo + 2 * (j * n + j) + 1] += diagonal;
      }
      x[xo + 2 * (k * n + k) + 1] -= k * diagonal;
    }
  }

  /** out^a = alpha Re tr[T^a m] + beta out^a for one site. */
  public static void project(
      int n, double alpha, double[] m, int mo, double beta, double[] out, int oo) {
    if (n == 1) {
      out[oo] = plus(beta, out[oo], -alpha * m[mo + 1]);
      return;
    }
    double half = -0.5 * alpha;
    double trace = 0;
    int a = oo;
    for (int k = 1; k < n; k++) {
      trace += m[mo + 2 * ((k - 1) * n + k - 1) + 1];
      for (int j = 0; j < k; j++) {
        int jk = mo + 2 * (j * n + k);
        int kj = mo + 2 * (k * n + j);
        out[a] = plus(beta, out[a], half * (m[jk + 1] + m[kj + 1]));
        out[a + 1] = plus(beta, out[a + 1], half * (m[jk] - m[kj]));
        a += 2;
      }
      double diagonal = trace - k * m[mo + 2 * (k * n + k) + 1];
      out[a] = plus(beta, out[a], half * DIAGONAL[k] * diagonal);
      a++;
    }
  }

  /** sum beta old + term, where beta = 0 also discards NaN in old. */
  private static double plus(double beta, double old, double term) {
    return beta == 0 ? term : beta * old + term;
  }

  private static final double[] DIAGONAL = new double[Group.LARGEST_N];

  static {
    for (int k = 1; k < DIAGONAL.length; k++) {
      DIAGONAL[k] = Math.sqrt(2.0 / (k * (k + 1.0)));
    }
  }
}
