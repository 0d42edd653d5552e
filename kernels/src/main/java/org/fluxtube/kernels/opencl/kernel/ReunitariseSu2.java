package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** Puts u(s) back into SU(2), one work-item a site: row 0 normalised, row 1 follows from it. */
public final class ReunitariseSu2 extends Kernel {
  double[] u;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      at(s, volume, u);
    }
  }

  static void at(int s, int volume, double[] u) {
    double a = u[s];
    double b = u[volume + s];
    double c = u[2 * volume + s];
    double d = u[3 * volume + s];
    double scale = 1 / Math.sqrt(a * a + b * b + c * c + d * d);
    u[s] = a * scale;
    u[volume + s] = b * scale;
    u[2 * volume + s] = c * scale;
    u[3 * volume + s] = d * scale;
    u[4 * volume + s] = -c * scale;
    u[5 * volume + s] = d * scale;
    u[6 * volume + s] = a * scale;
    u[7 * volume + s] = -b * scale;
  }
}
