package org.fluxtube.kernels.simd;

/** Complex numbers, in plain loops: U(1) mostly runs on lattices too small for slow first calls. */
final class Phases implements Matrices {
  private static final int TERMS = 6;

  /** sin x = x sum SINE x^2k, 1 - cos x = x^2 sum VERSINE x^2k; the next terms are below 2^-53. */
  private static final double[] SINE = new double[TERMS + 1];

  private static final double[] VERSINE = new double[TERMS + 1];

  static {
    double term = 1;
    for (int k = 0; k <= TERMS; k++) {
      SINE[k] = Lanes.number(term);
      term /= 2 * k + 2;
      VERSINE[k] = Lanes.number(term);
      term /= -(2 * k + 3);
    }
  }

  private final int w;

  Phases(int lanes) {
    this.w = lanes;
  }

  @Override
  public void nn(double[] a, int ao, double[] b, int bo, double[] c, int co) {
    for (int i = 0; i < w; i++) {
      double ar = a[ao + i];
      double ai = a[ao + w + i];
      double br = b[bo + i];
      double bi = b[bo + w + i];
      c[co + i] = Lanes.number(ar * br - ai * bi);
      c[co + w + i] = Lanes.number(ar * bi + ai * br);
    }
  }

  @Override
  public void nd(double[] a, int ao, double[] b, int bo, double[] c, int co) {
    for (int i = 0; i < w; i++) {
      double ar = a[ao + i];
      double ai = a[ao + w + i];
      double br = b[bo + i];
      double bi = b[bo + w + i];
      c[co + i] = Lanes.number(ar * br + ai * bi);
      c[co + w + i] = Lanes.number(ai * br - ar * bi);
    }
  }

  @Override
  public void dn(double[] a, int ao, double[] b, int bo, double[] c, int co) {
    nd(b, bo, a, ao, c, co);
  }

  @Override
  public void project(double alpha, double[] m, int mo, double[] f, int fo) {
    for (int i = 0; i < w; i++) {
      f[fo + i] = Lanes.number(-alpha * m[mo + w + i]);
    }
  }

  @Override
  public void addProjection(double alpha, double[] m, int mo, double[] f, int fo) {
    for (int i = 0; i < w; i++) {
      f[fo + i] -= alpha * m[mo + w + i];
    }
  }

  /**
   * exp(it): the series of cos and sin of t/2^k below 1/2, and doubled back, k as small as it goes.
   */
  @Override
  public void exponentiate(double eps, double[] p, int po, double[] u, int uo) {
    for (int i = 0; i < w; i++) {
      double t = eps * p[po + i];
      int halvings = Math.clamp(Math.getExponent(t) + 2, 0, 60);
      double x = halvings == 0 ? t : Math.scalb(t, -halvings);
      double z = x * x;
      double s = SINE[TERMS];
      double v = VERSINE[TERMS];
      for (int k = TERMS - 1; k >= 0; k--) {
        s = s * z + SINE[k];
        v = v * z + VERSINE[k];
      }
      s *= x;
      v *= z;
      for (int k = 0; k < halvings; k++) {
        // versine v = 1 - cos keeps the small angles' digits: sin 2x = 2 s (1 - v), 1 - cos 2x = 2
        // s^2
        double next = 2 * s * s;
        s = 2 * s * (1 - v);
        v = next;
      }
      double re = u[uo + i];
      double im = u[uo + w + i];
      u[uo + i] = Lanes.number(re - (v * re + s * im));
      u[uo + w + i] = Lanes.number(im - (v * im - s * re));
    }
  }

  @Override
  public void addCarried(
      double factor, double[] u, int uo, boolean back, double[] p, int po, double[] f, int fo) {
    for (int i = 0; i < w; i++) {
      f[fo + i] += factor * p[po + i];
    }
  }

  @Override
  public void addBracket(
      double factor, double[] x, int xo, double[] y, int yo, double[] f, int fo) {
    // the group commutes
  }

  @Override
  public void reunitarise(double[] u, int uo) {
    for (int i = 0; i < w; i++) {
      double re = u[uo + i];
      double im = u[uo + w + i];
      double scale = 1 / Math.sqrt(re * re + im * im);
      u[uo + i] = Lanes.number(re * scale);
      u[uo + w + i] = Lanes.number(im * scale);
    }
  }
}
