package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** out_ij = alpha sum_spin x_i conj(y_j) + beta out_ij, one work-item a complex number. */
public final class Outer extends Kernel {
  double[] x;
  double[] y;
  double[] out;
  double alpha;
  double beta;
  int spins;
  int n;
  int volume;
  int count;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      int element = i / volume;
      int s = i - element * volume;
      at(s, element / n, element % n, alpha, x, y, spins, n, volume, beta, out);
    }
  }

  static void at(
      int s,
      int row,
      int column,
      double alpha,
      double[] x,
      double[] y,
      int spins,
      int n,
      int volume,
      double beta,
      double[] out) {
    double re = 0;
    double im = 0;
    for (int spin = 0; spin < spins; spin++) {
      int p = 2 * (spin * n + row) * volume + s;
      int q = 2 * (spin * n + column) * volume + s;
      re += x[p] * y[q] + x[p + volume] * y[q + volume];
      im += x[p + volume] * y[q] - x[p] * y[q + volume];
    }
    int o = 2 * (row * n + column) * volume + s;
    Project.put(o, beta, alpha * re, out);
    Project.put(o + volume, beta, alpha * im, out);
  }
}
