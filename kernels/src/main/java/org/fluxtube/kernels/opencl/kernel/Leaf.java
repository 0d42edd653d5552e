package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * out(s) = x(s) + U(s-mu)^+ x(s-mu) U(s-mu), U the links of direction mu: of plaquettes, those on
 * both sides; one work-item a site.
 */
public final class Leaf extends Kernel {
  double[] link;
  double[] x;
  double[] out;
  int[] hop;
  int behind;
  int volume;
  int colours;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      double[] myA = new double[18];
      double[] myB = new double[18];
      double[] myT = new double[18];
      int left = hop[behind + s];
      Loops.fetch(colours, link, 1, left, volume, myA);
      Loops.fetch(colours, x, 0, left, volume, myB);
      Matrices.multiply(colours, myA, myB, myT);
      Loops.fetch(colours, link, 0, left, volume, myA);
      Matrices.load(colours, x, 0, s, volume, myB);
      Matrices.multiplyAdd(colours, 1.0, myT, myA, myB);
      Matrices.store(colours, myB, s, volume, out);
    }
  }
}
