package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * Heat bath for unit vectors of three components with weight exp(u.a) at listed sites, one
 * work-item a listed site: 1 - u.e = -log(1 - r (1 - exp(-2 |a|)))/|a| with e = a/|a|, the engine's
 * draws in the engine's order; no rejection.
 */
public final class SpinHeatBathO3 extends Kernel {
  double[] a;
  double[] u;
  double[] changed;
  int[] sites;
  int[] numbers;
  int word0;
  int word2;
  int word3;
  int key0;
  int key1;
  int count;
  int volume;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      int s = sites[i];
      at(s, numbers[s], a, word0, word2, word3, key0, key1, volume, u);
      changed[s] = 1;
    }
  }

  static void at(
      int s,
      int site,
      double[] a,
      int word0,
      int word2,
      int word3,
      int key0,
      int key1,
      int volume,
      double[] u) {
    double[] myPair = new double[2];
    double ax = a[s];
    double ay = a[volume + s];
    double az = a[2 * volume + s];
    double kappa = Math.sqrt(ax * ax + ay * ay + az * az);
    double ex = 0;
    double ey = 0;
    double ez = 1;
    if (kappa > 0) {
      ex = ax / kappa;
      ey = ay / kappa;
      ez = az / kappa;
    }
    Uniforms.draw(word0, site, word2, word3, key0, key1, 0, myPair);
    double versine = 2 * myPair[0];
    if (kappa >= 1e-300) {
      versine = -Math.log1p(myPair[0] * Math.expm1(-2 * kappa)) / kappa;
    }
    double angle = 2 * Math.PI * myPair[1];
    double tx = Math.cos(angle);
    double ty = Math.sin(angle);
    double sign = 1;
    if (ez < 0) {
      sign = -1;
    }
    // the reflection that takes the last axis to -sign e
    double factor = (ex * tx + ey * ty) / (1 + sign * ez);
    double radius = Math.sqrt(Math.max(0.0, versine * (2 - versine)));
    u[s] = (1 - versine) * ex + radius * (tx - factor * ex);
    u[volume + s] = (1 - versine) * ey + radius * (ty - factor * ey);
    u[2 * volume + s] = (1 - versine) * ez - radius * (factor * ez + sign * factor);
  }
}
