package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** out(s) = alpha times the real ({@code part} = 0) or imaginary (1) trace + beta out(s). */
public final class Trace extends Kernel {
  double[] m;
  double[] out;
  double alpha;
  double beta;
  int part;
  int n;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      at(s, alpha, m, part, n, volume, beta, out);
    }
  }

  static void at(
      int s, double alpha, double[] m, int part, int n, int volume, double beta, double[] out) {
    double old = 0;
    if (beta != 0) {
      old = beta * out[s];
    }
    out[s] = alpha * sum(s, m, part, n, volume) + old;
  }

  static double sum(int s, double[] m, int part, int n, int volume) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += m[(2 * i * (n + 1) + part) * volume + s];
    }
    return sum;
  }
}
