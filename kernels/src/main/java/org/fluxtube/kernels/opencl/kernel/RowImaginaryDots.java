package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * out[w] = sum of Re x[k] Im y[k] - Im x[k] Re y[k] over k = w, w + width, ...; rows of {@code
 * sites} real parts and as many imaginary parts follow each other.
 */
public final class RowImaginaryDots extends Kernel {
  double[] x;
  double[] y;
  double[] out;
  int sites;
  int length;
  int width;

  @Override
  public void run() {
    int w = getGlobalId();
    if (w < width) {
      out[w] = sum(w, x, y, sites, length, width);
    }
  }

  static double sum(int w, double[] x, double[] y, int sites, int length, int width) {
    double sum = 0;
    for (int k = w; k < length; k += width) {
      int re = k + (k / sites) * sites;
      int im = re + sites;
      sum += x[re] * y[im] - x[im] * y[re];
    }
    return sum;
  }
}
