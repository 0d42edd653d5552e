package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** out(s) = alpha sum_c x_c(s) y_c(s) + beta out(s), one work-item a site. */
public final class Inner extends Kernel {
  double[] x;
  double[] y;
  double[] out;
  double alpha;
  double beta;
  int reals;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      at(s, alpha, x, y, reals, volume, beta, out);
    }
  }

  static void at(
      int s,
      double alpha,
      double[] x,
      double[] y,
      int reals,
      int volume,
      double beta,
      double[] out) {
    double old = 0;
    if (beta != 0) {
      old = beta * out[s];
    }
    out[s] = alpha * sum(s, x, y, reals, volume) + old;
  }

  static double sum(int s, double[] x, double[] y, int reals, int volume) {
    double sum = 0;
    for (int c = 0; c < reals; c++) {
      sum += x[c * volume + s] * y[c * volume + s];
    }
    return sum;
  }
}
