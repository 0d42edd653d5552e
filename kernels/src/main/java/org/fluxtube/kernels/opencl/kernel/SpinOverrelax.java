package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * Overrelaxation of unit vectors at listed sites, u = 2 (u.a) a/a^2 - u, one work-item a listed
 * site. changed(s) = 1 where a is not 0.
 */
public final class SpinOverrelax extends Kernel {
  double[] a;
  double[] u;
  double[] changed;
  int[] sites;
  int n;
  int count;
  int volume;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      int s = sites[i];
      changed[s] = at(s, a, n, volume, u);
    }
  }

  static double at(int s, double[] a, int n, int volume, double[] u) {
    double square = Inner.sum(s, a, a, n, volume);
    double done = 0;
    if (square > 0) {
      double factor = 2 * Inner.sum(s, u, a, n, volume) / square;
      for (int c = 0; c < n; c++) {
        u[c * volume + s] = factor * a[c * volume + s] - u[c * volume + s];
      }
      done = 1;
    }
    return done;
  }
}
