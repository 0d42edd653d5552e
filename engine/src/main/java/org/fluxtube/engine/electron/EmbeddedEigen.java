package org.fluxtube.engine.electron;

import java.util.Arrays;
import java.util.Comparator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * H = A + iB as the real symmetric matrix (A, -B; B, A) of twice the size, by EJML's implicit QR:
 * each eigenvalue comes twice, with (x, y) and (-y, x) for the eigenvector x + iy and i times it.
 */
final class EmbeddedEigen implements HermitianEigen {
  /** Of the eigenvectors of one value half are new; what remains of the others is rounding. */
  private static final double NEW = 0.1;

  private final int n;
  private final DMatrixRMaj embedded;

  EmbeddedEigen(int n) {
    this.n = n;
    this.embedded = new DMatrixRMaj(2 * n, 2 * n);
  }

  @Override
  public int size() {
    return n;
  }

  @Override
  public void values(double[] matrix, double[] values) {
    EigenDecomposition_F64<DMatrixRMaj> eigen = decompose(matrix, false);
    double[] twice = new double[2 * n];
    Arrays.setAll(twice, k -> eigen.getEigenvalue(k).real);
    Arrays.sort(twice);
    Arrays.setAll(values, k -> 0.5 * (twice[2 * k] + twice[2 * k + 1]));
  }

  /** In ascending order, those that Gram-Schmidt does not reduce to nothing. */
  @Override
  public void vectors(double[] matrix, double[] values) {
    EigenDecomposition_F64<DMatrixRMaj> eigen = decompose(matrix, true);
    Integer[] order = new Integer[2 * n];
    Arrays.setAll(order, k -> k);
    Arrays.sort(order, Comparator.comparingDouble(k -> eigen.getEigenvalue(k).real));
    int found = 0;
    for (int k : order) {
      double[] pair = eigen.getEigenVector(k).data;
      int at = 2 * found * n;
      for (int i = 0; i < n && found < n; i++) {
        matrix[at + 2 * i] = pair[i];
        matrix[at + 2 * i + 1] = pair[n + i];
      }
      if (found < n && orthonormalised(matrix, found)) {
        values[found++] = eigen.getEigenvalue(k).real;
      }
    }
    if (found < n) {
      throw new ArithmeticException(
          "eigenvectors of a Hermitian matrix of size " + n + ": only " + found + " were found");
    }
  }

  /** Column k minus its parts along the earlier columns; twice, so that rounding is removed. */
  private boolean orthonormalised(double[] v, int k) {
    for (int pass = 0; pass < 2; pass++) {
      for (int j = 0; j < k; j++) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < 2 * n; i += 2) {
          int a = 2 * j * n + i;
          int b = 2 * k * n + i;
          re += v[a] * v[b] + v[a + 1] * v[b + 1];
          im += v[a] * v[b + 1] - v[a + 1] * v[b];
        }
        for (int i = 0; i < 2 * n; i += 2) {
          int a = 2 * j * n + i;
          int b = 2 * k * n + i;
          v[b] -= re * v[a] - im * v[a + 1];
          v[b + 1] -= re * v[a + 1] + im * v[a];
        }
      }
      double norm = 0;
      for (int i = 2 * k * n; i < 2 * (k + 1) * n; i++) {
        norm += v[i] * v[i];
      }
      if (norm < NEW) {
        return false;
      }
      for (int i = 2 * k * n; i < 2 * (k + 1) * n; i++) {
        v[i] /= Math.sqrt(norm);
      }
    }
    return true;
  }

  private EigenDecomposition_F64<DMatrixRMaj> decompose(double[] matrix, boolean vectors) {
    for (int column = 0; column < n; column++) {
      for (int row = column; row < n; row++) {
        double re = matrix[2 * (column * n + row)];
        double im = row == column ? 0 : matrix[2 * (column * n + row) + 1];
        if (!Double.isFinite(re) || !Double.isFinite(im)) {
          throw new IllegalArgumentException(
              "Hermitian matrix of size " + n + ": it holds a number that is not finite");
        }
        put(row, column, re, im);
        put(column, row, re, -im);
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(2 * n, vectors, true);
    if (!eigen.decompose(embedded)) {
      throw new ArithmeticException(
          "eigenvalues of a Hermitian matrix of size " + n + ": the QR iteration did not converge");
    }
    return eigen;
  }

  private void put(int row, int column, double re, double im) {
    embedded.set(row, column, re);
    embedded.set(n + row, n + column, re);
    embedded.set(row, n + column, -im);
    embedded.set(n + row, column, im);
  }
}
