package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** out[r][w] = sum of x[r][w], x[r][w + width], ..: the fixed order of all sums. */
public final class RowSums extends Kernel {
  double[] x;
  double[] out;
  int length;
  int width;
  int count;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      out[i] = sum(i / width, i % width, x, length, width);
    }
  }

  static double sum(int row, int w, double[] x, int length, int width) {
    double sum = 0;
    for (int k = w; k < length; k += width) {
      sum += x[row * length + k];
    }
    return sum;
  }
}
