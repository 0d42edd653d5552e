package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * Force of the hops in direction mu for U(1) and any spin matrices ({@link HopForces}), added to
 * out; one work-item a site. {@code hop} is the table of blocks.
 */
public final class HopForceU1 extends Kernel {
  double[] x;
  double[] y;
  double[] v;
  double[] uniformA;
  double[] uniformB;
  double[] out;
  int[] hop;
  double alpha;
  int mu;
  int spins;
  int xFirst;
  int xStride;
  int yFirst;
  int yStride;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      double[] myW = new double[2];
      double[] myX = new double[2];
      double[] myP = new double[2];
      double[] myU = new double[2];
      double[] myM = new double[2];
      int entry = hop[mu * volume + s];
      HopForces.at(
          1, s, entry, alpha, x, xFirst, xStride, y, yFirst, yStride, v, uniformA, uniformB, spins,
          volume, myW, myX, myP, myU, myM, out);
    }
  }
}
