package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * x(s) = exp(eps w^a(s) L_a) x(s) by the Taylor series, one work-item a site; work space in device
 * memory, since private arrays need constant sizes.
 */
public final class RotateOn extends Kernel {
  double[] w;
  double[] x;
  double[] term;
  double[] next;
  double eps;
  int n;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      at(s, eps, w, n, volume, x, term, next);
    }
  }

  private static final int TERMS = 19;

  static void at(
      int s, double eps, double[] w, int n, int volume, double[] x, double[] term, double[] next) {
    double norm = 0;
    for (int a = 0; a < n * (n - 1) / 2; a++) {
      norm += eps * w[a * volume + s] * eps * w[a * volume + s];
    }
    int parts = (int) Math.ceil(Math.sqrt(norm));
    for (int part = 0; part < parts; part++) {
      for (int i = 0; i < n; i++) {
        term[i * volume + s] = x[i * volume + s];
      }
      for (int k = 1; k <= TERMS; k++) {
        apply(s, eps / (k * (double) parts), w, n, volume, term, next);
        for (int i = 0; i < n; i++) {
          term[i * volume + s] = next[i * volume + s];
          x[i * volume + s] = x[i * volume + s] + next[i * volume + s];
        }
      }
    }
  }

  /** next = eps w^a L_a term. */
  static void apply(
      int s, double eps, double[] w, int n, int volume, double[] term, double[] next) {
    for (int i = 0; i < n; i++) {
      next[i * volume + s] = 0;
    }
    int a = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double angle = eps * w[a * volume + s];
        next[i * volume + s] = next[i * volume + s] - angle * term[j * volume + s];
        next[j * volume + s] = next[j * volume + s] + angle * term[i * volume + s];
        a++;
      }
    }
  }
}
