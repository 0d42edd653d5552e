package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * out = alpha H x + beta out for U(1) and four spins in four dimensions ({@link Wilson4}), one
 * work-item a site of out: the {@code count} from {@code first} on. x is at {@code xStride} sites
 * from {@code xFirst} on, neighbours of out among them; v0 to v3 are the links of all sites.
 */
public final class HopWilson4U1 extends Kernel {
  double[] x;
  double[] v0;
  double[] v1;
  double[] v2;
  double[] v3;
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
      double[] mySum = new double[8];
      double[] myU = new double[2];
      double[] myH = new double[4];
      double[] myG = new double[4];
      for (int c = 0; c < 8; c++) {
        mySum[c] = 0;
      }
      int s = first + i;
      int entry = 0;
      entry = hop[0 * volume + s];
      Wilson4.forward(
          1, entry, x, xFirst, xStride, v0, s, volume, 3, 2, 1, -sign, sign, -sign, sign, myU, myH,
          myG, mySum);
      entry = hop[4 * volume + s];
      Wilson4.backward(
          1, entry, x, xFirst, xStride, v0, volume, 3, 2, 1, sign, -sign, sign, -sign, myU, myH,
          myG, mySum);
      entry = hop[1 * volume + s];
      Wilson4.forward(
          1, entry, x, xFirst, xStride, v1, s, volume, 3, 2, 0, sign, sign, -sign, -sign, myU, myH,
          myG, mySum);
      entry = hop[5 * volume + s];
      Wilson4.backward(
          1, entry, x, xFirst, xStride, v1, volume, 3, 2, 0, -sign, -sign, sign, sign, myU, myH,
          myG, mySum);
      entry = hop[2 * volume + s];
      Wilson4.forward(
          1, entry, x, xFirst, xStride, v2, s, volume, 2, 3, 1, -sign, sign, sign, -sign, myU, myH,
          myG, mySum);
      entry = hop[6 * volume + s];
      Wilson4.backward(
          1, entry, x, xFirst, xStride, v2, volume, 2, 3, 1, sign, -sign, -sign, sign, myU, myH,
          myG, mySum);
      entry = hop[3 * volume + s];
      Wilson4.forward(
          1, entry, x, xFirst, xStride, v3, s, volume, 2, 3, 0, -sign, -sign, -sign, -sign, myU,
          myH, myG, mySum);
      entry = hop[7 * volume + s];
      Wilson4.backward(
          1, entry, x, xFirst, xStride, v3, volume, 2, 3, 0, sign, sign, sign, sign, myU, myH, myG,
          mySum);
      Hops.combine(1, 0, alpha, mySum, beta, i, count, out);
      Hops.combine(1, 1, alpha, mySum, beta, i, count, out);
      Hops.combine(1, 2, alpha, mySum, beta, i, count, out);
      Hops.combine(1, 3, alpha, mySum, beta, i, count, out);
    }
  }
}
