package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** out[t][c][w] = sum of x_c over sites of slice t, every {@code width}-th one from w on. */
public final class SliceSums extends Kernel {
  double[] x;
  double[] out;
  int[] sites;
  int extent;
  int reals;
  int volume;
  int width;
  int count;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      int row = i / width;
      int offset = (row % reals) * volume;
      out[i] = sum(i % width, offset, row / reals, x, sites, volume / extent, width);
    }
  }

  static double sum(int w, int offset, int t, double[] x, int[] sites, int each, int width) {
    double sum = 0;
    for (int k = w; k < each; k += width) {
      sum += x[offset + sites[t * each + k]];
    }
    return sum;
  }
}
