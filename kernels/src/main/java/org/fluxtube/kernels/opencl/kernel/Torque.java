package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** out^a(s) = alpha g(s).(L_a x(s)) + beta out^a(s), one work-item a site. */
public final class Torque extends Kernel {
  double[] x;
  double[] g;
  double[] out;
  double alpha;
  double beta;
  int n;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      at(s, n, volume, alpha, x, g, beta, out);
    }
  }

  static void at(
      int s, int n, int volume, double alpha, double[] x, double[] g, double beta, double[] out) {
    int a = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        int at = a * volume + s;
        double sign = alpha;
        if (n == 3) {
          at = (2 - a) * volume + s; // L_23, L_31, L_12
          if (a == 1) {
            sign = -alpha;
          }
        }
        double old = 0;
        if (beta != 0) {
          old = beta * out[at];
        }
        double first = x[i * volume + s] * g[j * volume + s];
        double second = x[j * volume + s] * g[i * volume + s];
        out[at] = sign * (first - second) + old;
        a++;
      }
    }
  }
}
