package org.fluxtube.engine.dirac.solver;

import java.util.Arrays;

/**
 * The symmetric tridiagonal matrix T of the Lanczos process that runs inside conjugate gradients:
 * T_jj = 1/alpha_j + beta_{j-1}/alpha_{j-1}, T_{j,j+1} = sqrt(beta_j)/alpha_j (G. H. Golub, C. F.
 * Van Loan, Matrix Computations, section 10.2.5). Its extremal eigenvalues approach those of A from
 * inside.
 */
final class Tridiagonal {
  private double[] diagonal = new double[64];
  private double[] squares = new double[64]; // T_{j,j+1}^2
  private int size;
  private double carried;

  /** Adds a row: x += alpha p, then p = r + beta p. */
  void add(double alpha, double beta) {
    if (size == diagonal.length) {
      diagonal = Arrays.copyOf(diagonal, 2 * size);
      squares = Arrays.copyOf(squares, 2 * size);
    }
    diagonal[size] = 1 / alpha + carried;
    carried = beta / alpha;
    squares[size] = carried / alpha;
    size++;
  }

  /** Eigenvalues below x: negative pivots of T - x (Sturm). */
  private int below(double x) {
    int count = 0;
    double pivot = 1;
    for (int j = 0; j < size; j++) {
      pivot = diagonal[j] - x - (j == 0 ? 0 : squares[j - 1] / pivot);
      if (pivot == 0) {
        pivot = -Double.MIN_NORMAL;
      }
      if (pivot < 0) {
        count++;
      }
    }
    return count;
  }

  /** The k-th eigenvalue, k from 1, of a matrix without negative ones; NaN if there is no row. */
  private double eigenvalue(int k) {
    double high = 0;
    for (int j = 0; j < size; j++) {
      double side = Math.sqrt(squares[j]) + (j == 0 ? 0 : Math.sqrt(squares[j - 1]));
      high = Math.max(high, diagonal[j] + side);
    }
    double low = 0;
    for (int step = 0; step < 200 && high - low > 1e-13 * high; step++) {
      double middle = (low + high) / 2;
      if (below(middle) >= k) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return size == 0 ? Double.NaN : (low + high) / 2;
  }

  double lowest() {
    return eigenvalue(1);
  }

  double highest() {
    return eigenvalue(size);
  }
}
