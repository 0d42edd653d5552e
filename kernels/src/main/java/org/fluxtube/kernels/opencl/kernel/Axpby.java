package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** y = alpha x + beta y, one work-item a number; beta = 0 discards what y held. */
public final class Axpby extends Kernel {
  double[] x;
  double[] y;
  double alpha;
  double beta;
  int count;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      at(i, alpha, x, beta, y);
    }
  }

  static void at(int i, double alpha, double[] x, double beta, double[] y) {
    double old = 0;
    if (beta != 0) {
      old = beta * y[i];
    }
    y[i] = alpha * x[i] + old;
  }
}
