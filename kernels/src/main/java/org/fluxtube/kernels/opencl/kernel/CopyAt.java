package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** out(s) = x(s) at listed sites, one work-item a listed site. */
public final class CopyAt extends Kernel {
  double[] x;
  double[] out;
  int[] sites;
  int reals;
  int volume;
  int count;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      Shift.at(sites[i], x, sites[i], reals, volume, out);
    }
  }
}
