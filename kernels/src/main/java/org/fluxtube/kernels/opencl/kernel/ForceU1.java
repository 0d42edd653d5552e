package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * Plaquette force of all U(1) links of one direction, out^a = weight Re tr[T^a U A]; arguments as
 * in {@link StapleU1}.
 */
public final class ForceU1 extends Kernel {
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
  double weight;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      double[] mySum = new double[2];
      double[] myA = new double[2];
      double[] myB = new double[2];
      double[] myT = new double[2];
      Matrices.zero(1, mySum);
      if (others > 0) {
        int back = dimensions + nu1;
        Loops.staples(1, s, link, u1, hop, mu, nu1, back, volume, weight, myA, myB, myT, mySum);
      }
      if (others > 1) {
        int back = dimensions + nu2;
        Loops.staples(1, s, link, u2, hop, mu, nu2, back, volume, weight, myA, myB, myT, mySum);
      }
      if (others > 2) {
        int back = dimensions + nu3;
        Loops.staples(1, s, link, u3, hop, mu, nu3, back, volume, weight, myA, myB, myT, mySum);
      }
      Matrices.load(1, link, 0, s, volume, myA);
      Matrices.multiply(1, myA, mySum, myT);
      Matrices.project(1, 1.0, myT, 0.0, s, volume, out);
    }
  }
}
