package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * What k of {@link RectangleCarry} gives to links, out(s) += K(s) + U_mu(s) K(s+mu) U_mu(s)^+, K =
 * k^a T^a, alpha = -1/tr(T^a T^a); one work-item a site.
 */
public final class LongSides extends Kernel {
  double[] link;
  double[] k;
  double[] out;
  int[] hop;
  double alpha;
  int mu;
  int volume;
  int colours;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      double[] myX = new double[18];
      double[] myL = new double[18];
      double[] myT = new double[18];
      double[] myF = new double[18];
      Loops.fetchElement(colours, k, hop[mu * volume + s], volume, myX);
      AntiHermitian.carry(colours, link, 0, 8 * s, volume, myX, myL, myT, myF);
      Matrices.algebra(colours, 1.0, k, s, volume, myX);
      Matrices.add(colours, 1.0, myX, myF);
      Matrices.project(colours, -alpha, myF, 1.0, s, volume, out);
    }
  }
}
