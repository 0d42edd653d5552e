package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * out(s) = alpha w(s) x(s) + beta out(s), one work-item a number; sites of x from {@code first} on.
 */
public final class Weigh extends Kernel {
  double[] w;
  double[] x;
  double[] out;
  double alpha;
  double beta;
  int first;
  int sites;
  int count;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      at(i, alpha, w[first + i % sites], x, beta, out);
    }
  }

  static void at(int i, double alpha, double w, double[] x, double beta, double[] out) {
    double old = 0;
    if (beta != 0) {
      old = beta * out[i];
    }
    out[i] = alpha * w * x[i] + old;
  }
}
