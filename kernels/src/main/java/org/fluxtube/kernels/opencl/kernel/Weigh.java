package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** out(s) = alpha w(s) x(s) + beta out(s), one work-item a number. */
public final class Weigh extends Kernel {
  double[] w;
  double[] x;
  double[] out;
  double alpha;
  double beta;
  int volume;
  int count;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      at(i, alpha, w[i % volume], x, beta, out);
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
