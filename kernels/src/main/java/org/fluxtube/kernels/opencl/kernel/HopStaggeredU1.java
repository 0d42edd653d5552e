package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * out = alpha H x + beta out for U(1), one spin and numbers A and B that are the same in all
 * directions ({@link Staggered}); arguments as in {@link HopWilson4Su3}, one to four dimensions.
 */
public final class HopStaggeredU1 extends Kernel {
  double[] x;
  double[] v0;
  double[] v1;
  double[] v2;
  double[] v3;
  double[] out;
  int[] hop;
  double alpha;
  double beta;
  double uniformForward;
  double uniformBackward;
  int dimensions;
  int xFirst;
  int xStride;
  int first;
  int count;
  int volume;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      double[] mySum = new double[2];
      double[] myU = new double[2];
      double[] myH = new double[2];
      double[] myG = new double[2];
      for (int c = 0; c < 2; c++) {
        mySum[c] = 0;
      }
      int s = first + i;
      Staggered.forward(
          1,
          hop[0 * volume + s],
          x,
          xFirst,
          xStride,
          v0,
          s,
          volume,
          uniformForward,
          myU,
          myH,
          myG,
          mySum);
      Staggered.backward(
          1,
          hop[(dimensions + 0) * volume + s],
          x,
          xFirst,
          xStride,
          v0,
          volume,
          uniformBackward,
          myU,
          myH,
          myG,
          mySum);
      if (dimensions > 1) {
        Staggered.forward(
            1,
            hop[1 * volume + s],
            x,
            xFirst,
            xStride,
            v1,
            s,
            volume,
            uniformForward,
            myU,
            myH,
            myG,
            mySum);
        Staggered.backward(
            1,
            hop[(dimensions + 1) * volume + s],
            x,
            xFirst,
            xStride,
            v1,
            volume,
            uniformBackward,
            myU,
            myH,
            myG,
            mySum);
      }
      if (dimensions > 2) {
        Staggered.forward(
            1,
            hop[2 * volume + s],
            x,
            xFirst,
            xStride,
            v2,
            s,
            volume,
            uniformForward,
            myU,
            myH,
            myG,
            mySum);
        Staggered.backward(
            1,
            hop[(dimensions + 2) * volume + s],
            x,
            xFirst,
            xStride,
            v2,
            volume,
            uniformBackward,
            myU,
            myH,
            myG,
            mySum);
      }
      if (dimensions > 3) {
        Staggered.forward(
            1,
            hop[3 * volume + s],
            x,
            xFirst,
            xStride,
            v3,
            s,
            volume,
            uniformForward,
            myU,
            myH,
            myG,
            mySum);
        Staggered.backward(
            1,
            hop[(dimensions + 3) * volume + s],
            x,
            xFirst,
            xStride,
            v3,
            volume,
            uniformBackward,
            myU,
            myH,
            myG,
            mySum);
      }
      Hops.combine(1, 0, alpha, mySum, beta, i, count, out);
    }
  }
}
