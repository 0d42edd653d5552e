package org.fluxtube.kernels.simd;

/** Complex numbers, in plain loops: U(1) is mostly run on lattices too small for slow first calls. */
final class Phases implements Matrices {
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
      c[co + i] = ar * br - ai * bi;
      c[co + w + i] = ar * bi + ai * br;
    }
  }

  @Override
  public void nd(double[] a, int ao, double[] b, int bo, double[] c, int co) {
    for (int i = 0; i < w; i++) {
      double ar = a[ao + i];
      double ai = a[ao + w + i];
      double br = b[bo + i];
      double bi = b[bo + w + i];
      c[co + i] = ar * br + ai * bi;
      c[co + w + i] = ai * br - ar * bi;
    }
  }

  @Override
  public void dn(double[] a, int ao, double[] b, int bo, double[] c, int co) {
    nd(b, bo, a, ao, c, co);
  }

  @Override
  public void project(double alpha, double[] m, int mo, double[] f, int fo) {
    for (int i = 0; i < w; i++) {
      f[fo + i] = -alpha * m[mo + w + i];
    }
  }

  @Override
  public void exponentiate(double eps, double[] p, int po, double[] u, int uo) {
    for (int i = 0; i < w; i++) {
      double c = StrictMath.cos(eps * p[po + i]);
      double s = StrictMath.sin(eps * p[po + i]);
      double re = u[uo + i];
      double im = u[uo + w + i];
      u[uo + i] = c * re - s * im;
      u[uo + w + i] = c * im + s * re;
    }
  }

  @Override
  public void reunitarise(double[] u, int uo) {
    for (int i = 0; i < w; i++) {
      double re = u[uo + i];
      double im = u[uo + w + i];
      double scale = 1 / Math.sqrt(re * re + im * im);
      u[uo + i] = re * scale;
      u[uo + w + i] = im * scale;
    }
  }
}
