package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * out(s) = alpha M (x) m(s) + beta out(s) with M on the spin and n x n matrices m, one work-item an
 * element of out.
 */
public final class Kronecker extends Kernel {
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
      int rows = spins * n;
      int element = i / volume;
      int row = element / rows;
      at(
          i - element * volume,
          row,
          element - row * rows,
          alpha,
          spin,
          spins,
          m,
          n,
          volume,
          beta,
          out);
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
    int of = 2 * (row / n * spins + column / n);
    int from = 2 * (row % n * n + column % n) * volume + s;
    int to = 2 * (row * spins * n + column) * volume + s;
    double re = spin[of] * m[from] - spin[of + 1] * m[from + volume];
    double im = spin[of] * m[from + volume] + spin[of + 1] * m[from];
    Project.put(to, beta, alpha * re, out);
    Project.put(to + volume, beta, alpha * im, out);
  }
}
