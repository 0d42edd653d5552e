package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** out(s) = eps p^a(s) T^a in su(N), N of at least 2, one work-item a site. */
public final class AlgebraN extends Kernel {
  double[] p;
  double[] out;
  double eps;
  int n;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      at(s, eps, p, n, volume, out);
    }
  }

  static void at(int s, double eps, double[] p, int n, int volume, double[] out) {
    double scaled = 0.5 * eps;
    int a = s;
    for (int i = 0; i < n; i++) {
      out[2 * i * (n + 1) * volume + s] = 0;
      out[(2 * i * (n + 1) + 1) * volume + s] = 0;
    }
    for (int k = 1; k < n; k++) {
      for (int j = 0; j < k; j++) {
        double symmetric = scaled * p[a];
        double antisymmetric = scaled * p[a + volume];
        a = a + 2 * volume;
        out[2 * (j * n + k) * volume + s] = antisymmetric;
        out[(2 * (j * n + k) + 1) * volume + s] = symmetric;
        out[2 * (k * n + j) * volume + s] = -antisymmetric;
        out[(2 * (k * n + j) + 1) * volume + s] = symmetric;
      }
      double diagonal = scaled * p[a] * Project.diagonal(k);
      a = a + volume;
      for (int j = 0; j < k; j++) {
        int jj = (2 * (j * n + j) + 1) * volume + s;
        out[jj] = out[jj] + diagonal;
      }
      int kk = (2 * (k * n + k) + 1) * volume + s;
      out[kk] = out[kk] - k * diagonal;
    }
  }
}
