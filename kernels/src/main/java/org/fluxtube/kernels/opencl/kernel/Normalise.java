package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** x(s) = x(s)/|x(s)|, one work-item a site. */
public final class Normalise extends Kernel {
  double[] x;
  int reals;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      at(s, reals, volume, x);
    }
  }

  static void at(int s, int reals, int volume, double[] x) {
    double scale = 1 / Math.sqrt(Inner.sum(s, x, x, reals, volume));
    for (int c = 0; c < reals; c++) {
      x[c * volume + s] = x[c * volume + s] * scale;
    }
  }
}
