package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** out(s) = alpha p^a(s) T^a + beta out(s) in u(1) or su(N), any N, one work-item a site. */
public final class Element extends Kernel {
  double[] p;
  double[] out;
  double alpha;
  double beta;
  int n;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      at(s, alpha, p, n, volume, beta, out);
    }
  }

  static void at(int s, double alpha, double[] p, int n, int volume, double beta, double[] out) {
    if (n == 1) {
      Project.put(s, beta, 0.0, out);
      Project.put(volume + s, beta, alpha * p[s], out);
    } else {
      element(s, 0.5 * alpha, p, n, volume, beta, out);
    }
  }

  static void element(
      int s, double scaled, double[] p, int n, int volume, double beta, double[] out) {
    int a = s;
    for (int i = 0; i < n; i++) {
      int ii = 2 * i * (n + 1) * volume + s;
      Project.put(ii, beta, 0.0, out);
      Project.put(ii + volume, beta, 0.0, out);
    }
    for (int k = 1; k < n; k++) {
      for (int j = 0; j < k; j++) {
        double symmetric = scaled * p[a];
        double antisymmetric = scaled * p[a + volume];
        int jk = 2 * (j * n + k) * volume + s;
        int kj = 2 * (k * n + j) * volume + s;
        Project.put(jk, beta, antisymmetric, out);
        Project.put(jk + volume, beta, symmetric, out);
        Project.put(kj, beta, -antisymmetric, out);
        Project.put(kj + volume, beta, symmetric, out);
        a = a + 2 * volume;
      }
      double diagonal = scaled * p[a] * Project.diagonal(k);
      a = a + volume;
      for (int j = 0; j < k; j++) {
        int jj = (2 * j * (n + 1) + 1) * volume + s;
        out[jj] = out[jj] + diagonal;
      }
      int kk = (2 * k * (n + 1) + 1) * volume + s;
      out[kk] = out[kk] - k * diagonal;
    }
  }
}
