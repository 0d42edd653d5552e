package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** out(s) = alpha op(a) op(b) + beta out(s) for any N, one work-item a matrix element. */
public final class MultiplyN extends Kernel {
  double[] a;
  double[] b;
  double[] out;
  double alpha;
  double beta;
  int adjointA;
  int adjointB;
  int n;
  int volume;
  int count;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      int element = i / volume;
      int row = element / n;
      int column = element - row * n;
      at(i % volume, row, column, n, alpha, a, adjointA, b, adjointB, beta, volume, out);
    }
  }

  static void at(
      int s,
      int row,
      int column,
      int n,
      double alpha,
      double[] a,
      int adjointA,
      double[] b,
      int adjointB,
      double beta,
      int volume,
      double[] out) {
    int aRow = adjointA == 1 ? 1 : n;
    int aColumn = adjointA == 1 ? n : 1;
    double aSign = adjointA == 1 ? -1.0 : 1.0;
    int bRow = adjointB == 1 ? 1 : n;
    int bColumn = adjointB == 1 ? n : 1;
    double bSign = adjointB == 1 ? -1.0 : 1.0;
    double re = 0;
    double im = 0;
    for (int k = 0; k < n; k++) {
      int ai = 2 * (row * aRow + k * aColumn) * volume + s;
      int bi = 2 * (k * bRow + column * bColumn) * volume + s;
      double ac = aSign * a[ai + volume];
      double bc = bSign * b[bi + volume];
      re += a[ai] * b[bi] - ac * bc;
      im += a[ai] * bc + ac * b[bi];
    }
    int at = 2 * (row * n + column) * volume + s;
    Project.put(at, beta, alpha * re, out);
    Project.put(at + volume, beta, alpha * im, out);
  }
}
