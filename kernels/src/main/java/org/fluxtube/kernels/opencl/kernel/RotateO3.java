package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** x(s) = exp(eps w(s) cross) x(s), one work-item a site (Rodrigues). */
public final class RotateO3 extends Kernel {
  double[] w;
  double[] x;
  double eps;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      at(s, eps * w[s], eps * w[volume + s], eps * w[2 * volume + s], volume, x);
    }
  }

  /** x + sin(a)/a w cross x + (1-cos a)/a^2 w cross (w cross x). */
  static void at(int s, double wx, double wy, double wz, int volume, double[] x) {
    double angle = Math.sqrt(wx * wx + wy * wy + wz * wz);
    double middle = 0.5 * angle;
    double sinc = 1;
    double middleSinc = 1;
    if (angle >= 1e-9) {
      sinc = Math.sin(angle) / angle;
      middleSinc = Math.sin(middle) / middle;
    }
    double versine = 0.5 * middleSinc * middleSinc;
    double a = x[s];
    double b = x[volume + s];
    double c = x[2 * volume + s];
    double ca = wy * c - wz * b;
    double cb = wz * a - wx * c;
    double cc = wx * b - wy * a;
    x[s] = a + sinc * ca + versine * (wy * cc - wz * cb);
    x[volume + s] = b + sinc * cb + versine * (wz * ca - wx * cc);
    x[2 * volume + s] = c + sinc * cc + versine * (wx * cb - wy * ca);
  }
}
