package org.fluxtube.engine.exact;

/**
 * A = V diag(values) V^T by cyclic Jacobi rotations (Golub and Van Loan, section 8.5): slow but
 * accurate to a few ulp of the norm, and without a dependency.
 *
 * @param values eigenvalues, unordered
 * @param vectors vectors[i][k] is component i of the normalised eigenvector k
 */
record SymmetricEigen(double[] values, double[][] vectors) {

  private static final int SWEEPS = 40;

  /** a is overwritten. */
  static SymmetricEigen of(double[][] a) {
    int n = a.length;
    double[][] rows = new double[n][n]; // eigenvectors as rows while rotating: contiguous
    double norm = 0;
    for (int i = 0; i < n; i++) {
      rows[i][i] = 1;
      for (int j = 0; j < n; j++) {
        norm += a[i][j] * a[i][j];
      }
    }
    double negligible = 1e-18 * Math.sqrt(norm);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean rotated = false;
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          if (Math.abs(a[p][q]) > negligible) {
            rotate(a, rows, p, q);
            rotated = true;
          }
        }
      }
      if (!rotated) {
        return collect(a, rows);
      }
    }
    throw new ArithmeticException(
        "Jacobi rotations did not converge in " + SWEEPS + " sweeps for a matrix of size " + n);
  }

  private static void rotate(double[][] a, double[][] rows, int p, int q) {
    double pp = a[p][p];
    double qq = a[q][q];
    double pq = a[p][q];
    double theta = (qq - pp) / (2 * pq);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    for (int k = 0; k < a.length; k++) {
      double x = a[p][k];
      double y = a[q][k];
      a[p][k] = c * x - s * y;
      a[q][k] = s * x + c * y;
      a[k][p] = a[p][k];
      a[k][q] = a[q][k];
      x = rows[p][k];
      y = rows[q][k];
      rows[p][k] = c * x - s * y;
      rows[q][k] = s * x + c * y;
    }
    a[p][p] = pp - t * pq;
    a[q][q] = qq + t * pq;
    a[p][q] = 0;
    a[q][p] = 0;
  }

  private static SymmetricEigen collect(double[][] a, double[][] rows) {
    int n = a.length;
    double[] values = new double[n];
    double[][] vectors = new double[n][n];
    for (int k = 0; k < n; k++) {
      values[k] = a[k][k];
      for (int i = 0; i < n; i++) {
        vectors[i][k] = rows[k][i];
      }
    }
    return new SymmetricEigen(values, vectors);
  }
}
