package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * out = alpha op(u) x + beta out, u on the colour index, one work-item a complex number; x and out
 * are at {@code sites} sites from {@code first} on, u at all. Spins before {@code firstSpin} are
 * left alone: a block of a block-diagonal matrix is this with its rows as colours.
 */
public final class ColourMultiply extends Kernel {
  double[] u;
  double[] x;
  double[] out;
  double alpha;
  double beta;
  int adjoint;
  int n;
  int firstSpin;
  int first;
  int sites;
  int volume;
  int count;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      int component = i / sites;
      int spin = component / n;
      int row = component - spin * n;
      at(
          i - component * sites,
          firstSpin + spin,
          row,
          alpha,
          u,
          adjoint,
          x,
          n,
          first,
          sites,
          volume,
          beta,
          out);
    }
  }

  static void at(
      int at,
      int spin,
      int row,
      double alpha,
      double[] u,
      int adjoint,
      double[] x,
      int n,
      int first,
      int sites,
      int volume,
      double beta,
      double[] out) {
    int rows = adjoint == 1 ? 1 : n;
    int columns = adjoint == 1 ? n : 1;
    double conjugate = adjoint == 1 ? -1.0 : 1.0;
    double re = 0;
    double im = 0;
    for (int k = 0; k < n; k++) {
      int m = 2 * (row * rows + k * columns) * volume + first + at;
      int p = 2 * (spin * n + k) * sites + at;
      double mi = conjugate * u[m + volume];
      re += u[m] * x[p] - mi * x[p + sites];
      im += u[m] * x[p + sites] + mi * x[p];
    }
    int o = 2 * (spin * n + row) * sites + at;
    Project.put(o, beta, alpha * re, out);
    Project.put(o + sites, beta, alpha * im, out);
  }
}
