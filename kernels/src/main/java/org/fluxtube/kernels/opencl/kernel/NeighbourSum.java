package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** out(s) = sum over the 2d neighbours, one work-item a number; {@code hops} = 2d. */
public final class NeighbourSum extends Kernel {
  double[] x;
  double[] out;
  int[] hop;
  int hops;
  int volume;
  int count;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      at(i, x, hop, hops, volume, out);
    }
  }

  static void at(int i, double[] x, int[] hop, int hops, int volume, double[] out) {
    int s = i % volume;
    int component = i - s;
    double sum = 0;
    for (int h = 0; h < hops; h++) {
      sum += x[component + hop[h * volume + s]];
    }
    out[i] = sum;
  }
}
