package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** out(s) = x(neighbour of s), one work-item a site. */
public final class Shift extends Kernel {
  double[] x;
  double[] out;
  int[] hop;
  int from;
  int reals;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      at(s, x, hop[from + s], reals, volume, out);
    }
  }

  static void at(int s, double[] x, int neighbour, int reals, int volume, double[] out) {
    for (int c = 0; c < reals; c++) {
      out[c * volume + s] = x[c * volume + neighbour];
    }
  }
}
