package org.fluxtube.kernels.simd;

import static org.fluxtube.kernels.simd.Lanes.all;
import static org.fluxtube.kernels.simd.Lanes.load;

import jdk.incubator.vector.DoubleVector;

/**
 * A sparse complex matrix between spin components, y_i = sum_j m_ij x_j for all N colours: lists of
 * terms, each a real coefficient for the real and one for the imaginary part. A real or imaginary
 * number is one term, a complex one two.
 */
final class SpinMap {
  private static final int W = Lanes.COUNT;
  private final int rows;
  private final int n;

  /** Terms of row i are {@code first[i]} to {@code first[i + 1]}. */
  private final int[] first;

  /** Where the factor of the real part of y begins in x, and that of the imaginary part. */
  private final int[] atRe;

  private final int[] atIm;
  private final double[] re;
  private final double[] im;

  /**
   * From the numbers of the matrix.
   *
   * @param hostMatrix row by row, real part before imaginary part
   */
  SpinMap(double[] hostMatrix, int rows, int columns, int n) {
    this.rows = rows;
    this.n = n;
    this.first = new int[rows + 1];
    int most = 2 * rows * columns;
    this.atRe = new int[most];
    this.atIm = new int[most];
    this.re = new double[most];
    this.im = new double[most];
    int t = 0;
    for (int i = 0; i < rows; i++) {
      first[i] = t;
      for (int j = 0; j < columns; j++) {
        double x = hostMatrix[2 * (i * columns + j)];
        double y = hostMatrix[2 * (i * columns + j) + 1];
        int base = 2 * j * n * W;
        if (x != 0) {
          term(t++, base, base + W, x, x);
        }
        if (y != 0) {
          term(t++, base + W, base, -y, y);
        }
      }
    }
    first[rows] = t;
  }

  private void term(int t, int fromRe, int fromIm, double factorRe, double factorIm) {
    atRe[t] = fromRe;
    atIm[t] = fromIm;
    re[t] = Lanes.number(factorRe);
    im[t] = Lanes.number(factorIm);
  }

  /** y = m x at one block. */
  void apply(double[] x, int xo, double[] y, int yo) {
    apply(1, x, xo, 0, y, yo);
  }

  /** y = alpha m x + beta y at one block; beta = 0 discards whatever y is; y is not x. */
  void apply(double alpha, double[] x, int xo, double beta, double[] y, int yo) {
    for (int i = 0; i < rows; i++) {
      int at = yo + 2 * i * n * W;
      if (n == 3) {
        row3(first[i], first[i + 1], alpha, x, xo, beta, y, at);
      } else if (n == 2) {
        row2(first[i], first[i + 1], alpha, x, xo, beta, y, at);
      } else {
        for (int c = 0; c < 2 * n * W; c += 2 * W) {
          row1(first[i], first[i + 1], alpha, x, xo + c, beta, y, at + c);
        }
      }
    }
  }

  private void row1(
      int from, int to, double alpha, double[] x, int xo, double beta, double[] y, int at) {
    DoubleVector r = all(0);
    DoubleVector i = all(0);
    for (int t = from; t < to; t++) {
      r = all(re[t]).fma(load(x, xo + atRe[t]), r);
      i = all(im[t]).fma(load(x, xo + atIm[t]), i);
    }
    put(alpha, r, beta, y, at);
    put(alpha, i, beta, y, at + W);
  }

  private void row2(
      int from, int to, double alpha, double[] x, int xo, double beta, double[] y, int at) {
    DoubleVector r0 = all(0);
    DoubleVector i0 = all(0);
    DoubleVector r1 = all(0);
    DoubleVector i1 = all(0);
    for (int t = from; t < to; t++) {
      DoubleVector a = all(re[t]);
      DoubleVector b = all(im[t]);
      int ra = xo + atRe[t];
      int ia = xo + atIm[t];
      r0 = a.fma(load(x, ra), r0);
      i0 = b.fma(load(x, ia), i0);
      r1 = a.fma(load(x, ra + 2 * W), r1);
      i1 = b.fma(load(x, ia + 2 * W), i1);
    }
    put(alpha, r0, beta, y, at);
    put(alpha, i0, beta, y, at + W);
    put(alpha, r1, beta, y, at + 2 * W);
    put(alpha, i1, beta, y, at + 3 * W);
  }

  private void row3(
      int from, int to, double alpha, double[] x, int xo, double beta, double[] y, int at) {
    DoubleVector r0 = all(0);
    DoubleVector i0 = all(0);
    DoubleVector r1 = all(0);
    DoubleVector i1 = all(0);
    DoubleVector r2 = all(0);
    DoubleVector i2 = all(0);
    for (int t = from; t < to; t++) {
      DoubleVector a = all(re[t]);
      DoubleVector b = all(im[t]);
      int ra = xo + atRe[t];
      int ia = xo + atIm[t];
      r0 = a.fma(load(x, ra), r0);
      i0 = b.fma(load(x, ia), i0);
      r1 = a.fma(load(x, ra + 2 * W), r1);
      i1 = b.fma(load(x, ia + 2 * W), i1);
      r2 = a.fma(load(x, ra + 4 * W), r2);
      i2 = b.fma(load(x, ia + 4 * W), i2);
    }
    put(alpha, r0, beta, y, at);
    put(alpha, i0, beta, y, at + W);
    put(alpha, r1, beta, y, at + 2 * W);
    put(alpha, i1, beta, y, at + 3 * W);
    put(alpha, r2, beta, y, at + 4 * W);
    put(alpha, i2, beta, y, at + 5 * W);
  }

  private static void put(double alpha, DoubleVector value, double beta, double[] y, int at) {
    DoubleVector scaled = all(alpha).mul(value);
    if (beta == 0) {
      scaled.intoArray(y, at);
    } else {
      all(beta).fma(load(y, at), scaled).intoArray(y, at);
    }
  }
}
