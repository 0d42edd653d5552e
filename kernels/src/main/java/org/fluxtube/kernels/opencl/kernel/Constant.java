package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** Each number of a vector, or with {@code step} > 1 the real diagonal of matrices, rest 0. */
public final class Constant extends Kernel {
  double[] out;
  double value;
  int step;
  int volume;
  int count;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      at(i, value, step, volume, out);
    }
  }

  static void at(int i, double value, int step, int volume, double[] out) {
    double v = 0;
    if ((i / volume) % step == 0) {
      v = value;
    }
    out[i] = v;
  }
}
