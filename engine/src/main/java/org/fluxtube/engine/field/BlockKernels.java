package org.fluxtube.engine.field;

import org.ejml.data.ZMatrixRMaj;
import org.ejml.dense.row.decompose.lu.LUDecompositionAlt_ZDRM;
import org.ejml.dense.row.linsol.lu.LinearSolverLu_ZDRM;

/**
 * Matrices on spin and colour at each site, on arrays {@code [site][row][column][re, im]}; the row
 * of spin s and colour i is s n + i.
 */
final class BlockKernels {
  private BlockKernels() {}

  private static double plus(double beta, double old, double term) {
    return beta == 0 ? term : beta * old + term;
  }

  /** out = alpha M (x) m + beta out with colour matrices m of n rows. */
  static void kronecker(
      double alpha, SpinMatrix spin, int n, double[] m, double beta, double[] out) {
    int rows = spin.spins() * n;
    for (int x = 0; x < m.length / (2 * n * n); x++) {
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < rows; column++) {
          int from = 2 * (x * n * n + row % n * n + column % n);
          int to = 2 * (x * rows * rows + row * rows + column);
          double re = alpha * spin.re(row / n, column / n);
          double im = alpha * spin.im(row / n, column / n);
          out[to] = plus(beta, out[to], re * m[from] - im * m[from + 1]);
          out[to + 1] = plus(beta, out[to + 1], re * m[from + 1] + im * m[from]);
        }
      }
    }
  }

  /** out_ij = alpha sum_st M_st m_(t i)(s j) + beta out_ij. */
  static void spinTrace(
      double alpha, SpinMatrix spin, int n, double[] m, double beta, double[] out) {
    int spins = spin.spins();
    int rows = spins * n;
    for (int x = 0; x < out.length / (2 * n * n); x++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double re = 0;
          double im = 0;
          for (int s = 0; s < spins; s++) {
            for (int t = 0; t < spins; t++) {
              int from = 2 * (x * rows * rows + (t * n + i) * rows + s * n + j);
              re += spin.re(s, t) * m[from] - spin.im(s, t) * m[from + 1];
              im += spin.re(s, t) * m[from + 1] + spin.im(s, t) * m[from];
            }
          }
          int to = 2 * (x * n * n + i * n + j);
          out[to] = plus(beta, out[to], alpha * re);
          out[to + 1] = plus(beta, out[to + 1], alpha * im);
        }
      }
    }
  }

  /** out = m^-1, log = ln |det m|, by LU; log is -infinity or NaN where m has no inverse. */
  static void inverse(int n, double[] m, double[] out, double[] log) {
    LUDecompositionAlt_ZDRM lu = new LUDecompositionAlt_ZDRM();
    LinearSolverLu_ZDRM solver = new LinearSolverLu_ZDRM(lu);
    ZMatrixRMaj a = new ZMatrixRMaj(n, n);
    ZMatrixRMaj b = new ZMatrixRMaj(n, n);
    int size = a.data.length;
    for (int x = 0; x < log.length; x++) {
      System.arraycopy(m, x * size, a.data, 0, size);
      log[x] = Double.NEGATIVE_INFINITY;
      if (solver.setA(a)) {
        log[x] = logDeterminant(lu.getLU());
        solver.invert(b);
        System.arraycopy(b.data, 0, out, x * size, size);
      }
    }
  }

  private static double logDeterminant(ZMatrixRMaj factors) {
    double sum = 0;
    for (int i = 0; i < factors.numRows; i++) {
      int k = 2 * (i * factors.numCols + i);
      sum += StrictMath.log(Math.hypot(factors.data[k], factors.data[k + 1]));
    }
    return sum;
  }
}
