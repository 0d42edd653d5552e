package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * out = alpha eps (1 - e^-ad)/ad g + beta out for SU(2), ad g = -eps w x g, one work-item a site:
 *
 * <p>(1 - e^-ad)/ad g = g + A w x g + B w x (w x g), A = (1 - cos |w|)/|w|^2, B = (|w| - sin
 * |w|)/|w|^3 with eps w in place of w, as in the engine; out may be g.
 */
public final class ExponentialDerivativeSu2 extends Kernel {
  double[] w;
  double[] g;
  double[] out;
  double alpha;
  double beta;
  double eps;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      at(s, alpha * eps, eps, w, g, beta, volume, out);
    }
  }

  static void at(
      int s,
      double factor,
      double eps,
      double[] w,
      double[] g,
      double beta,
      int volume,
      double[] out) {
    double x = eps * w[s];
    double y = eps * w[volume + s];
    double z = eps * w[2 * volume + s];
    double gx = g[s];
    double gy = g[volume + s];
    double gz = g[2 * volume + s];
    double square = x * x + y * y + z * z;
    double a = 0.5;
    double b = 1.0 / 6.0;
    if (square < 1) {
      double ta = a;
      double tb = b;
      for (int k = 3; k < 20; k = k + 2) {
        ta = -ta * square / (k * (k + 1));
        tb = -tb * square / ((k + 1) * (k + 2));
        a += ta;
        b += tb;
      }
    } else {
      double angle = Math.sqrt(square);
      double sine = Math.sin(0.5 * angle);
      a = 2 * sine * sine / square;
      b = (angle - Math.sin(angle)) / (angle * square);
    }
    double cx = y * gz - z * gy;
    double cy = z * gx - x * gz;
    double cz = x * gy - y * gx;
    Project.put(s, beta, factor * (gx + a * cx + b * (y * cz - z * cy)), out);
    Project.put(volume + s, beta, factor * (gy + a * cy + b * (z * cx - x * cz)), out);
    Project.put(2 * volume + s, beta, factor * (gz + a * cz + b * (x * cy - y * cx)), out);
  }
}
