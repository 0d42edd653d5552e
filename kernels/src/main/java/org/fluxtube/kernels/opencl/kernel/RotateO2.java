package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** x(s) = exp(eps w(s) L) x(s) in the plane, one work-item a site. */
public final class RotateO2 extends Kernel {
  double[] w;
  double[] x;
  double eps;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      at(s, eps * w[s], volume, x);
    }
  }

  static void at(int s, double angle, int volume, double[] x) {
    double co = Math.cos(angle);
    double si = Math.sin(angle);
    double a = x[s];
    double b = x[volume + s];
    x[s] = co * a - si * b;
    x[volume + s] = si * a + co * b;
  }
}
