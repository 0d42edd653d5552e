package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * out(s)_ab = alpha sum_ij M_ij m(s)_(j a)(i b) + beta out(s)_ab, the trace over spin of M m, one
 * work-item an element of out.
 */
public final class SpinTrace extends Kernel {
  double[] m;
  double[] out;
  double[] spin;
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
      int row = element / n;
      at(i - element * volume, row, element - row * n, alpha, spin, spins, m, n, volume, beta, out);
    }
  }

  static void at(
      int s,
      int row,
      int column,
      double alpha,
      double[] spin,
      int spins,
      double[] m,
      int n,
      int volume,
      double beta,
      double[] out) {
    double re = 0;
    double im = 0;
    for (int i = 0; i < spins; i++) {
      for (int j = 0; j < spins; j++) {
        double mr = spin[2 * (i * spins + j)];
        double mi = spin[2 * (i * spins + j) + 1];
        int from = 2 * ((j * n + row) * spins * n + i * n + column) * volume + s;
        re += mr * m[from] - mi * m[from + volume];
        im += mr * m[from + volume] + mi * m[from];
      }
    }
    int to = 2 * (row * n + column) * volume + s;
    Project.put(to, beta, alpha * re, out);
    Project.put(to + volume, beta, alpha * im, out);
  }
}
