package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** out[w] = sum of x[k] y[k] over k = w, w + width, ... */
public final class RowDots extends Kernel {
  double[] x;
  double[] y;
  double[] out;
  int length;
  int width;

  @Override
  public void run() {
    int w = getGlobalId();
    if (w < width) {
      out[w] = sum(w, x, y, length, width);
    }
  }

  static double sum(int w, double[] x, double[] y, int length, int width) {
    double sum = 0;
    for (int k = w; k < length; k += width) {
      sum += x[k] * y[k];
    }
    return sum;
  }
}
