package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * Overrelaxation of U(1) links at listed sites, U = conj(U A) conj(A)/|A|^2, one work-item a listed
 * site. changed(s) = 1 where A is not 0.
 */
public final class OverrelaxU1 extends Kernel {
  double[] a;
  double[] u;
  double[] changed;
  int[] sites;
  int count;
  int volume;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      int s = sites[i];
      changed[s] = at(s, a, volume, u);
    }
  }

  static double at(int s, double[] a, int volume, double[] u) {
    double ar = a[s];
    double ai = a[volume + s];
    double square = ar * ar + ai * ai;
    double done = 0;
    if (square > 0) {
      double re = u[s] * ar - u[volume + s] * ai;
      double im = -(u[s] * ai + u[volume + s] * ar);
      u[s] = (re * ar + im * ai) / square;
      u[volume + s] = (im * ar - re * ai) / square;
      done = 1;
    }
    return done;
  }
}
