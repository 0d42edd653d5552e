package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** out = x, one work-item a number; used with one of the two in another precision. */
public final class Convert extends Kernel {
  double[] x;
  double[] out;
  int count;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      at(i, x, out);
    }
  }

  static void at(int i, double[] x, double[] out) {
    out[i] = x[i];
  }
}
