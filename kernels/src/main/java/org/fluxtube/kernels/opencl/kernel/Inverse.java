package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * out(s) = m(s)^-1 and log(s) = ln |det m(s)| for n x n matrices by Gauss-Jordan elimination with
 * row pivots, one work-item a site; m is overwritten. Without inverse log is -infinity or no
 * number.
 */
public final class Inverse extends Kernel {
  double[] m;
  double[] out;
  double[] logs;
  int n;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      at(s, n, volume, m, out, logs);
    }
  }

  static void at(int s, int n, int volume, double[] m, double[] out, double[] logs) {
    for (int c = 0; c < 2 * n * n; c++) {
      out[c * volume + s] = 0;
    }
    for (int k = 0; k < n; k++) {
      out[2 * k * (n + 1) * volume + s] = 1;
    }
    double sum = 0;
    for (int k = 0; k < n; k++) {
      int p = pivotRow(s, k, n, volume, m);
      exchangeRows(s, k, p, n, volume, m);
      exchangeRows(s, k, p, n, volume, out);
      int kk = 2 * k * (n + 1) * volume + s;
      double square = m[kk] * m[kk] + m[kk + volume] * m[kk + volume];
      sum += 0.5 * Math.log(square);
      double re = m[kk] / square;
      double im = -m[kk + volume] / square;
      scaleRow(s, k, re, im, n, volume, m);
      scaleRow(s, k, re, im, n, volume, out);
      for (int i = 0; i < n; i++) {
        if (i != k) {
          int ik = 2 * (i * n + k) * volume + s;
          double fr = m[ik];
          double fi = m[ik + volume];
          subtractRow(s, i, k, fr, fi, n, volume, m);
          subtractRow(s, i, k, fr, fi, n, volume, out);
        }
      }
    }
    logs[s] = sum;
  }

  /** The row from k on with the largest element in column k. */
  static int pivotRow(int s, int k, int n, int volume, double[] a) {
    int row = k;
    double largest = -1;
    for (int i = k; i < n; i++) {
      int ik = 2 * (i * n + k) * volume + s;
      double size = a[ik] * a[ik] + a[ik + volume] * a[ik + volume];
      if (size > largest) {
        largest = size;
        row = i;
      }
    }
    return row;
  }

  static void exchangeRows(int s, int i, int k, int n, int volume, double[] a) {
    for (int c = 0; c < 2 * n; c++) {
      int ic = (2 * i * n + c) * volume + s;
      int kc = (2 * k * n + c) * volume + s;
      double kept = a[ic];
      a[ic] = a[kc];
      a[kc] = kept;
    }
  }

  static void scaleRow(int s, int k, double re, double im, int n, int volume, double[] a) {
    for (int j = 0; j < n; j++) {
      int kj = 2 * (k * n + j) * volume + s;
      double ar = a[kj];
      double ai = a[kj + volume];
      a[kj] = ar * re - ai * im;
      a[kj + volume] = ar * im + ai * re;
    }
  }

  /** Row i minus (re + i im) times row k. */
  static void subtractRow(
      int s, int i, int k, double re, double im, int n, int volume, double[] a) {
    for (int j = 0; j < n; j++) {
      int ij = 2 * (i * n + j) * volume + s;
      int kj = 2 * (k * n + j) * volume + s;
      a[ij] = a[ij] - (re * a[kj] - im * a[kj + volume]);
      a[ij + volume] = a[ij + volume] - (re * a[kj + volume] + im * a[kj]);
    }
  }
}
