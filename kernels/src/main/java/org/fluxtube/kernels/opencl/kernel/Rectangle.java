package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * out(s) = Re tr of the rectangle with two steps in mu and one in nu in the middle of whose lower
 * side is s, as in {@link RectangleSides}; one work-item a site.
 */
public final class Rectangle extends Kernel {
  double[] uMu;
  double[] uNu;
  double[] out;
  int[] hop;
  int mu;
  int nu;
  int dimensions;
  int volume;
  int colours;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      double[] myA = new double[18];
      double[] myE = new double[18];
      double[] myB = new double[18];
      double[] myT = new double[18];
      Loops.sides(colours, s, uMu, uNu, hop, mu, nu, dimensions, volume, myA, myE, myB, myT);
      out[s] = Matrices.realDot(colours, myA, myE);
    }
  }
}
