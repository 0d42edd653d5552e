package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * out = alpha H x + beta out for SU(3) and two spins in two dimensions ({@link Wilson2}); arguments
 * as in {@link HopWilson4Su3}.
 */
public final class HopWilson2Su3 extends Kernel {
  double[] x;
  double[] v0;
  double[] v1;
  double[] out;
  int[] hop;
  double alpha;
  double beta;
  double sign;
  int xFirst;
  int xStride;
  int first;
  int count;
  int volume;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      double[] mySum = new double[12];
      double[] myU = new double[18];
      double[] myH = new double[6];
      double[] myG = new double[6];
      for (int c = 0; c < 12; c++) {
        mySum[c] = 0;
      }
      int s = first + i;
      int entry = 0;
      entry = hop[0 * volume + s];
      Wilson2.forward(
          3, entry, x, xFirst, xStride, v0, s, volume, 0, -sign, -sign, myU, myH, myG, mySum);
      entry = hop[2 * volume + s];
      Wilson2.backward(
          3, entry, x, xFirst, xStride, v0, volume, 0, sign, sign, myU, myH, myG, mySum);
      entry = hop[1 * volume + s];
      Wilson2.forward(
          3, entry, x, xFirst, xStride, v1, s, volume, 1, -sign, sign, myU, myH, myG, mySum);
      entry = hop[3 * volume + s];
      Wilson2.backward(
          3, entry, x, xFirst, xStride, v1, volume, 1, sign, -sign, myU, myH, myG, mySum);
      Hops.combine(3, 0, alpha, mySum, beta, i, count, out);
      Hops.combine(3, 1, alpha, mySum, beta, i, count, out);
    }
  }
}
