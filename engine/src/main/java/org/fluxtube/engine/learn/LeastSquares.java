package org.fluxtube.engine.learn;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/** Least squares by Householder QR; matrices are small and dense. */
final class LeastSquares {
  private LeastSquares() {}

  /**
   * The upper triangle of the QR factorisation of the rows, the last column being the right-hand
   * side.
   *
   * @param rows at least one, of equal lengths; unchanged
   * @return columns - 1 rows, each of {@code columns} numbers
   */
  static double[][] triangle(double[][] rows) {
    int columns = rows[0].length;
    // no fewer rows than columns, so that the triangle is complete
    DMatrixRMaj a = new DMatrixRMaj(Math.max(rows.length, columns), columns);
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns; j++) {
        a.set(i, j, rows[i][j]);
      }
    }
    QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(a.numRows, columns);
    if (!qr.decompose(a)) {
      throw new ArithmeticException("the QR factorisation of the samples failed");
    }
    DMatrixRMaj r = qr.getR(null, true);
    double[][] out = new double[columns - 1][columns];
    for (int i = 0; i < out.length; i++) {
      for (int j = i; j < columns; j++) {
        out[i][j] = r.get(i, j);
      }
    }
    return out;
  }

  /** x with R x = z, (R | z) as {@link #triangle} gives it; not finite where R is singular. */
  static double[] solve(double[][] triangle) {
    int n = triangle.length;
    double[] x = new double[n];
    for (int i = n - 1; i >= 0; i--) {
      double sum = triangle[i][n];
      for (int j = i + 1; j < n; j++) {
        sum -= triangle[i][j] * x[j];
      }
      x[i] = sum / triangle[i][i];
    }
    return x;
  }

  /** Condition number in the 2-norm of R with its columns scaled to length 1. */
  static double condition(double[][] triangle) {
    int n = triangle.length;
    DMatrixRMaj r = new DMatrixRMaj(n, n);
    for (int j = 0; j < n; j++) {
      double square = 0;
      for (int i = 0; i <= j; i++) {
        square += triangle[i][j] * triangle[i][j];
      }
      for (int i = 0; i <= j; i++) {
        r.set(i, j, square == 0 ? 0 : triangle[i][j] / Math.sqrt(square));
      }
    }
    return CommonOps_DDRM.elementSumAbs(r) == 0 ? Double.NaN : NormOps_DDRM.conditionP2(r);
  }
}
