package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** out = tan(scale x), one work-item a number. */
public final class Tangent extends Kernel {
  double[] x;
  double[] out;
  double scale;
  int count;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      out[i] = Math.tan(scale * x[i]);
    }
  }
}
