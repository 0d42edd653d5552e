package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * Overrelaxation of SU(3) links at listed sites by SU(2) subgroups, arguments as in {@link
 * OverrelaxSu2}; order of the subgroups as in {@link HeatBathSu3}.
 */
public final class OverrelaxSu3 extends Kernel {
  double[] a;
  double[] u;
  double[] changed;
  int[] sites;
  int reversed;
  int count;
  int volume;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      double[] myA = new double[18];
      double[] myU = new double[18];
      double[] myW = new double[18];
      int s = sites[i];
      Matrices.load(3, a, 0, s, volume, myA);
      Matrices.load(3, u, 0, s, volume, myU);
      Matrices.multiply(3, myU, myA, myW);
      changed[s] = HeatBathSu2.reflections(3, 3, reversed, myU, myW);
      Matrices.store(3, myU, s, volume, u);
    }
  }
}
