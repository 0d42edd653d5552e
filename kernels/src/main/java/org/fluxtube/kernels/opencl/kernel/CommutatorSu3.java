package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** out^a T^a = alpha [x^b T^b, y^c T^c] + beta out^a T^a in su(3), one work-item a site. */
public final class CommutatorSu3 extends Kernel {
  double[] x;
  double[] y;
  double[] out;
  double alpha;
  double beta;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      double[] myX = new double[18];
      double[] myY = new double[18];
      double[] myZ = new double[18];
      Matrices.algebra(3, 1.0, x, s, volume, myX);
      Matrices.algebra(3, 1.0, y, s, volume, myY);
      Matrices.zero(3, myZ);
      AntiHermitian.addBracket(3, 1.0, myX, myY, myZ);
      // tr T^a T^b = -delta^ab/2
      Matrices.project(3, -2 * alpha, myZ, beta, s, volume, out);
    }
  }
}
