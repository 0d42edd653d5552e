package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** out^a(s) = alpha Re tr[T^a m(s)] + beta out^a(s), one work-item a site, any N. */
public final class Project extends Kernel {
  double[] m;
  double[] out;
  double alpha;
  double beta;
  int n;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      at(s, n, volume, alpha, m, beta, out);
    }
  }

  static void at(int s, int n, int volume, double alpha, double[] m, double beta, double[] out) {
    if (n == 1) {
      put(s, beta, -alpha * m[volume + s], out);
    } else {
      special(s, n, volume, -0.5 * alpha, m, beta, out);
    }
  }

  static void special(
      int s, int n, int volume, double scaled, double[] m, double beta, double[] out) {
    double trace = 0;
    int a = s;
    for (int k = 1; k < n; k++) {
      trace += m[(2 * ((k - 1) * n + k - 1) + 1) * volume + s];
      for (int j = 0; j < k; j++) {
        int jk = 2 * (j * n + k) * volume + s;
        int kj = 2 * (k * n + j) * volume + s;
        put(a, beta, scaled * (m[jk + volume] + m[kj + volume]), out);
        put(a + volume, beta, scaled * (m[jk] - m[kj]), out);
        a = a + 2 * volume;
      }
      double diagonal = trace - k * m[(2 * (k * n + k) + 1) * volume + s];
      put(a, beta, scaled * diagonal(k) * diagonal, out);
      a = a + volume;
    }
  }

  static void put(int at, double beta, double term, double[] out) {
    double old = 0;
    if (beta != 0) {
      old = beta * out[at];
    }
    out[at] = term + old;
  }

  /** The norm of the k-th diagonal generator. */
  static double diagonal(int k) {
    return Math.sqrt(2.0 / (k * (k + 1.0)));
  }
}
