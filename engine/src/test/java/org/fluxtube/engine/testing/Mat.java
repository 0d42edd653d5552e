package org.fluxtube.engine.testing;

import java.util.function.IntBinaryOperator;

/** A complex n x n matrix, written as in a textbook: slow, immutable, independent of the engine. */
public final class Mat {
  private final int n;
  private final double[][] re;
  private final double[][] im;

  private Mat(int n) {
    this.n = n;
    this.re = new double[n][n];
    this.im = new double[n][n];
  }

  /** The matrix at the offset of an array in host order. */
  public static Mat at(int n, double[] host, int offset) {
    Mat m = new Mat(n);
    IntBinaryOperator index = (i, j) -> offset + 2 * (i * n + j);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        m.re[i][j] = host[index.applyAsInt(i, j)];
        m.im[i][j] = host[index.applyAsInt(i, j) + 1];
      }
    }
    return m;
  }

  /** The unit matrix. */
  public static Mat one(int n) {
    Mat m = new Mat(n);
    for (int i = 0; i < n; i++) {
      m.re[i][i] = 1;
    }
    return m;
  }

  /** The zero matrix. */
  public static Mat zero(int n) {
    return new Mat(n);
  }

  /** The matrix whose only entry is re + i im at (i, j). */
  public static Mat unit(int n, int i, int j, double re, double im) {
    Mat m = new Mat(n);
    m.re[i][j] = re;
    m.im[i][j] = im;
    return m;
  }

  /** Writes this in host order. */
  public void put(double[] host, int offset) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        host[offset + 2 * (i * n + j)] = re[i][j];
        host[offset + 2 * (i * n + j) + 1] = im[i][j];
      }
    }
  }

  /** Rows. */
  public int n() {
    return n;
  }

  /** Real part of an entry. */
  public double re(int i, int j) {
    return re[i][j];
  }

  /** Imaginary part of an entry. */
  public double im(int i, int j) {
    return im[i][j];
  }

  /** this b. */
  public Mat times(Mat b) {
    Mat m = new Mat(n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          m.re[i][j] += re[i][k] * b.re[k][j] - im[i][k] * b.im[k][j];
          m.im[i][j] += re[i][k] * b.im[k][j] + im[i][k] * b.re[k][j];
        }
      }
    }
    return m;
  }

  /** this + factor b. */
  public Mat plus(double factor, Mat b) {
    Mat m = new Mat(n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        m.re[i][j] = re[i][j] + factor * b.re[i][j];
        m.im[i][j] = im[i][j] + factor * b.im[i][j];
      }
    }
    return m;
  }

  /** factor this. */
  public Mat scaled(double factor) {
    return zero(n).plus(factor, this);
  }

  /** Hermitian conjugate. */
  public Mat adjoint() {
    Mat m = new Mat(n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        m.re[i][j] = re[j][i];
        m.im[i][j] = -im[j][i];
      }
    }
    return m;
  }

  /** Re tr. */
  public double reTrace() {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += re[i][i];
    }
    return sum;
  }

  /** Im tr. */
  public double imTrace() {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += im[i][i];
    }
    return sum;
  }

  /** Largest absolute value of the real and imaginary parts of this - b. */
  public double distance(Mat b) {
    double worst = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double d = Math.max(Math.abs(re[i][j] - b.re[i][j]), Math.abs(im[i][j] - b.im[i][j]));
        worst = Double.isNaN(d) ? Double.POSITIVE_INFINITY : Math.max(worst, d);
      }
    }
    return worst;
  }

  /** det by expansion along the first row, {re, im}. */
  public double[] determinant() {
    if (n == 1) {
      return new double[] {re[0][0], im[0][0]};
    }
    double[] sum = new double[2];
    for (int j = 0; j < n; j++) {
      Mat minor = new Mat(n - 1);
      for (int r = 1; r < n; r++) {
        for (int c = 0; c < n - 1; c++) {
          minor.re[r - 1][c] = re[r][c < j ? c : c + 1];
          minor.im[r - 1][c] = im[r][c < j ? c : c + 1];
        }
      }
      double[] d = minor.determinant();
      double sign = j % 2 == 0 ? 1 : -1;
      sum[0] += sign * (re[0][j] * d[0] - im[0][j] * d[1]);
      sum[1] += sign * (re[0][j] * d[1] + im[0][j] * d[0]);
    }
    return sum;
  }
}
