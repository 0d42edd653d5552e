package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * Overrelaxation of SU(2) links at listed sites: the reflection that leaves Re tr[U A] as it is;
 * one work-item a listed site. changed(s) = 1 where A is not 0.
 */
public final class OverrelaxSu2 extends Kernel {
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
      double[] myA = new double[8];
      double[] myU = new double[8];
      double[] myW = new double[8];
      int s = sites[i];
      Matrices.load(2, a, 0, s, volume, myA);
      Matrices.load(2, u, 0, s, volume, myU);
      Matrices.multiply(2, myU, myA, myW);
      changed[s] = HeatBathSu2.reflections(2, 1, 0, myU, myW);
      Matrices.store(2, myU, s, volume, u);
    }
  }
}
