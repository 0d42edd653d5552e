package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** u(s) = exp(eps p^a(s) T^a) u(s) for SU(2) in closed form, one work-item a site. */
public final class ExponentiateSu2 extends Kernel {
  double[] p;
  double[] u;
  double eps;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      at(s, eps, p, volume, u);
    }
  }

  /** exp(i theta.sigma/2) = cos(|theta|/2) + i sin(|theta|/2)/|theta| theta.sigma. */
  static void at(int s, double eps, double[] p, int volume, double[] u) {
    double[] myE = new double[8];
    double[] myU = new double[8];
    double a = eps * p[s];
    double b = eps * p[volume + s];
    double c = eps * p[2 * volume + s];
    double angle = Math.sqrt(a * a + b * b + c * c);
    double real = Math.cos(0.5 * angle);
    double ratio = 0.5;
    if (angle >= 1e-9) {
      ratio = Math.sin(0.5 * angle) / angle;
    }
    myE[0] = real;
    myE[1] = ratio * c;
    myE[2] = ratio * b;
    myE[3] = ratio * a;
    myE[4] = -ratio * b;
    myE[5] = ratio * a;
    myE[6] = real;
    myE[7] = -ratio * c;
    Matrices.load(2, u, 0, s, volume, myU);
    Matrices.multiplyStore(2, 1.0, myE, myU, 0.0, s, volume, u);
  }
}
