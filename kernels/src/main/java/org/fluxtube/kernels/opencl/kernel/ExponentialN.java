package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * e(s) = exp(x(s)) for N x N matrices by the Taylor series with halvings and squarings, one
 * work-item a site; x is scaled, t is work space: private arrays need constant sizes.
 */
public final class ExponentialN extends Kernel {
  private static final int TERMS = 19;

  double[] x;
  double[] e;
  double[] t;
  int n;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      at(s, n, volume, x, e, t);
    }
  }

  static void at(int s, int n, int volume, double[] x, double[] e, double[] t) {
    double norm = Inner.sum(s, x, x, 2 * n * n, volume);
    int halvings = 0;
    double scale = 1;
    while (norm * scale * scale > 1 && halvings < 60) {
      scale = scale * 0.5;
      halvings = halvings + 1;
    }
    for (int c = 0; c < 2 * n * n; c++) {
      x[c * volume + s] = x[c * volume + s] * scale;
      e[c * volume + s] = 0;
    }
    addOne(s, n, volume, e);
    for (int k = TERMS; k >= 1; k--) {
      Shift.at(s, e, s, 2 * n * n, volume, t);
      multiply(s, n, volume, 1.0 / k, x, t, e);
      addOne(s, n, volume, e);
    }
    for (int k = 0; k < halvings; k++) {
      Shift.at(s, e, s, 2 * n * n, volume, t);
      multiply(s, n, volume, 1.0, t, t, e);
    }
  }

  static void addOne(int s, int n, int volume, double[] e) {
    for (int i = 0; i < n; i++) {
      int ii = 2 * i * (n + 1) * volume + s;
      e[ii] = e[ii] + 1;
    }
  }

  static void multiply(
      int s, int n, int volume, double alpha, double[] a, double[] b, double[] out) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        MultiplyN.at(s, i, j, n, alpha, a, 0, b, 0, 0.0, volume, out);
      }
    }
  }
}
