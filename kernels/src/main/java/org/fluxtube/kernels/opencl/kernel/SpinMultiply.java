package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** out = alpha M x + beta out, M on the spin index, one work-item a complex number. */
public final class SpinMultiply extends Kernel {
  double[] x;
  double[] out;
  double[] spin;
  double alpha;
  double beta;
  int spins;
  int n;
  int sites;
  int count;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      int component = i / sites;
      at(
          i - component * sites,
          component / n,
          component % n,
          alpha,
          spin,
          x,
          spins,
          n,
          sites,
          beta,
          out);
    }
  }

  static void at(
      int at,
      int row,
      int colour,
      double alpha,
      double[] spin,
      double[] x,
      int spins,
      int n,
      int sites,
      double beta,
      double[] out) {
    double re = 0;
    double im = 0;
    for (int j = 0; j < spins; j++) {
      double mr = spin[2 * (row * spins + j)];
      double mi = spin[2 * (row * spins + j) + 1];
      int k = 2 * (j * n + colour) * sites + at;
      re += mr * x[k] - mi * x[k + sites];
      im += mr * x[k + sites] + mi * x[k];
    }
    int o = 2 * (row * n + colour) * sites + at;
    Project.put(o, beta, alpha * re, out);
    Project.put(o + sites, beta, alpha * im, out);
  }
}
