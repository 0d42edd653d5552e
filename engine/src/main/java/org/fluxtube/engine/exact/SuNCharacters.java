package org.fluxtube.engine.exact;

import java.util.Arrays;

/**
 * Character coefficients of the Wilson weight of SU(N): e^{(beta/N) Re tr U} = sum_r c_r chi_r(U),
 * c_r = sum_n det I_{r_j - j + i + n}(x), x = beta/N, over all integers n.
 *
 * <p>r is a partition r_1 &gt;= ... &gt;= r_{N-1} &gt;= r_N = 0. Values carry the factor e^{-beta}
 * of the scaled Bessel functions; derivatives are those of the unscaled coefficient times the same
 * factor.
 *
 * <p>The determinants cancel at large x. The constructor measures the loss: the plaquette is both
 * c_0'/c_0 and c_f/(N c_0), f the fundamental representation, and couplings where the two differ by
 * more than 1e-10 are refused. Source: R. Brower, P. Rossi and C.-I. Tan, Nucl. Phys. B 190 (1981)
 * 699; J.-M. Drouffe and J.-B. Zuber, Phys. Rep. 102 (1983) 1.
 */
final class SuNCharacters {

  private static final double TAIL = 1e-20;
  private static final double LARGEST_ERROR = 1e-10;

  private final int n;
  private final int orders;
  private final double[] bessel;
  private final double error;

  /** Value and beta-derivative of a coefficient. */
  record Coefficient(double value, double derivative) {}

  SuNCharacters(int n, double beta, int largestRow) {
    Require.within("n", 2, 8, n);
    Require.positive("beta", beta);
    this.n = n;
    double x = beta / n;
    orders = BesselI.ordersAbove(2, x, TAIL) + largestRow + n;
    bessel = BesselI.scaled(orders + largestRow + 2 * n + 2, x);
    Coefficient zero = coefficient(new int[n]);
    int[] box = new int[n];
    box[0] = 1;
    error = Math.abs((zero.derivative() - coefficient(box).value() / n) / zero.value());
    if (!(error < LARGEST_ERROR)) {
      throw new IllegalArgumentException(
          "beta is "
              + beta
              + " for SU("
              + n
              + "); the determinants cancel: two forms of the"
              + " plaquette differ by "
              + error
              + ", at most "
              + LARGEST_ERROR
              + " is allowed. Take a smaller beta, for example beta = "
              + n);
    }
  }

  /** Difference of the two forms of the plaquette: the size of the rounding error. */
  double error() {
    return error;
  }

  /** c_r and dc_r/dbeta. */
  Coefficient coefficient(int[] r) {
    double value = 0;
    double derivative = 0;
    double[][] m = new double[n][n];
    for (int shift = -orders; shift <= orders; shift++) {
      fill(m, r, shift, -1);
      value += determinant(m);
      for (int column = 0; column < n; column++) {
        fill(m, r, shift, column);
        derivative += determinant(m);
      }
    }
    return new Coefficient(value, derivative / n);
  }

  /** Weyl's formula: d_r = prod_{i<j} (r_i - r_j + j - i)/(j - i). */
  static double dimension(int[] r) {
    double d = 1;
    for (int i = 0; i < r.length; i++) {
      for (int j = i + 1; j < r.length; j++) {
        d *= (double) (r[i] - r[j] + j - i) / (j - i);
      }
    }
    return Math.rint(d);
  }

  /** r with one box more in a row, columns of length N removed; null where that is no partition. */
  static int[] addBox(int[] r, int row) {
    if (row > 0 && r[row - 1] == r[row]) {
      return null;
    }
    int[] sum = Arrays.copyOf(r, r.length);
    sum[row]++;
    int columns = sum[sum.length - 1];
    for (int i = 0; i < sum.length; i++) {
      sum[i] -= columns;
    }
    return sum;
  }

  private void fill(double[][] m, int[] r, int shift, int differentiated) {
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        int order = r[j] - j + i + shift;
        m[i][j] = j == differentiated ? (at(order - 1) + at(order + 1)) / 2 : at(order);
      }
    }
  }

  private double at(int order) {
    return bessel[Math.abs(order)];
  }

  /** Gaussian elimination with row pivoting; m is overwritten. */
  private static double determinant(double[][] m) {
    double det = 1;
    for (int k = 0; k < m.length; k++) {
      int pivot = k;
      for (int i = k + 1; i < m.length; i++) {
        if (Math.abs(m[i][k]) > Math.abs(m[pivot][k])) {
          pivot = i;
        }
      }
      if (m[pivot][k] == 0) {
        return 0;
      }
      if (pivot != k) {
        double[] row = m[pivot];
        m[pivot] = m[k];
        m[k] = row;
        det = -det;
      }
      det *= m[k][k];
      for (int i = k + 1; i < m.length; i++) {
        double factor = m[i][k] / m[k][k];
        for (int j = k + 1; j < m.length; j++) {
          m[i][j] -= factor * m[k][j];
        }
      }
    }
    return det;
  }
}
