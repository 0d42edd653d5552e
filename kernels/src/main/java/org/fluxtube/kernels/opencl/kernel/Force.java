package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * Plaquette force of all links of one direction, out^a = Re tr[T^a U A]; arguments as in {@link
 * Staple}.
 */
public final class Force extends Kernel {
  double[] link;
  double[] u1;
  double[] u2;
  double[] u3;
  double[] out;
  int[] hop;
  int mu;
  int nu1;
  int nu2;
  int nu3;
  int others;
  int dimensions;
  int volume;
  double uniformWeight1;
  double uniformWeight2;
  double uniformWeight3;
  int colours;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      double[] mySum = new double[18];
      double[] myA = new double[18];
      double[] myB = new double[18];
      double[] myT = new double[18];
      Loops.around(
          colours,
          s,
          link,
          u1,
          u2,
          u3,
          hop,
          mu,
          nu1,
          nu2,
          nu3,
          others,
          dimensions,
          volume,
          uniformWeight1,
          uniformWeight2,
          uniformWeight3,
          myA,
          myB,
          myT,
          mySum);
      Matrices.load(colours, link, 0, s, volume, myA);
      Matrices.multiply(colours, myA, mySum, myT);
      Matrices.project(colours, 1.0, myT, 0.0, s, volume, out);
    }
  }
}
