package org.fluxtube.kernels.simd;

import static org.fluxtube.kernels.simd.Lanes.all;
import static org.fluxtube.kernels.simd.Lanes.load;

import jdk.incubator.vector.DoubleVector;

/** N colours by loops over rows and columns; {@link Colours1} and {@link Colours2} replace some. */
class ColoursN implements Colours {
  private static final int W = Lanes.COUNT;
  private final int n;
  private final double[] projected;
  private final double[] product;

  ColoursN(int n) {
    this.n = n;
    this.projected = new double[2 * n * W];
    this.product = new double[2 * n * W];
  }

  @Override
  public void times(double[] u, int uo, double[] x, int xo, double[] y, int yo, int spins) {
    for (int s = 0; s < spins; s++) {
      int at = 2 * s * n * W;
      for (int i = 0; i < n; i++) {
        DoubleVector re = all(0);
        DoubleVector ii = all(0);
        DoubleVector im = all(0);
        for (int k = 0; k < n; k++) {
          int k2 = 2 * k * W;
          DoubleVector ur = load(u, uo + 2 * i * n * W + k2);
          DoubleVector ui = load(u, uo + 2 * i * n * W + k2 + W);
          DoubleVector xr = load(x, xo + at + k2);
          DoubleVector xi = load(x, xo + at + k2 + W);
          re = ur.fma(xr, re);
          ii = ui.fma(xi, ii);
          im = ur.fma(xi, ui.fma(xr, im));
        }
        re.sub(ii).intoArray(y, yo + at + 2 * i * W);
        im.intoArray(y, yo + at + 2 * i * W + W);
      }
    }
  }

  @Override
  public void adjointTimes(double[] u, int uo, double[] x, int xo, double[] y, int yo, int spins) {
    for (int s = 0; s < spins; s++) {
      int at = 2 * s * n * W;
      for (int i = 0; i < n; i++) {
        DoubleVector re = all(0);
        DoubleVector ri = all(0);
        DoubleVector ir = all(0);
        for (int k = 0; k < n; k++) {
          int uk = uo + 2 * (k * n + i) * W;
          DoubleVector ur = load(u, uk);
          DoubleVector ui = load(u, uk + W);
          DoubleVector xr = load(x, xo + at + 2 * k * W);
          DoubleVector xi = load(x, xo + at + 2 * k * W + W);
          re = ur.fma(xr, ui.fma(xi, re));
          ri = ur.fma(xi, ri);
          ir = ui.fma(xr, ir);
        }
        re.intoArray(y, yo + at + 2 * i * W);
        ri.sub(ir).intoArray(y, yo + at + 2 * i * W + W);
      }
    }
  }

  @Override
  public void outer(
      double[] x, int xo, double[] y, int yo, int spins, boolean fresh, double[] m, int mo) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        int at = mo + 2 * (i * n + j) * W;
        DoubleVector re = fresh ? all(0) : load(m, at);
        DoubleVector im = fresh ? all(0) : load(m, at + W);
        DoubleVector ri = all(0);
        for (int s = 0; s < spins; s++) {
          int xs = xo + 2 * (s * n + i) * W;
          int ys = yo + 2 * (s * n + j) * W;
          DoubleVector xr = load(x, xs);
          DoubleVector xi = load(x, xs + W);
          DoubleVector yr = load(y, ys);
          DoubleVector yi = load(y, ys + W);
          re = xr.fma(yr, xi.fma(yi, re));
          im = xi.fma(yr, im);
          ri = xr.fma(yi, ri);
        }
        re.intoArray(m, at);
        im.sub(ri).intoArray(m, at + W);
      }
    }
  }

  @Override
  public void addTimes(
      HalfSpin h,
      Turn turn,
      double alpha,
      double[] u,
      int uo,
      double[] x,
      int xo,
      double[] y,
      int yo) {
    project(h, x, xo);
    if (turn != null) {
      turn.copy(projected, 0, projected, 0, projected.length);
    }
    times(u, uo, projected, 0, product, 0, 1);
    expand(h, alpha, y, yo);
  }

  @Override
  public void addAdjointTimes(
      HalfSpin h,
      Turn turn,
      double alpha,
      double[] u,
      int uo,
      double[] x,
      int xo,
      double[] y,
      int yo) {
    project(h, x, xo);
    adjointTimes(u, uo, projected, 0, product, 0, 1);
    if (turn != null) {
      turn.copy(product, 0, product, 0, product.length);
    }
    expand(h, alpha, y, yo);
  }

  private void project(HalfSpin h, double[] x, int xo) {
    for (int c = 0; c < 2 * n * W; c += 2 * W) {
      int at = xo + h.at() + c;
      all(h.re()).fma(load(x, xo + h.atRe() + c), load(x, at)).intoArray(projected, c);
      all(h.im()).fma(load(x, xo + h.atIm() + c), load(x, at + W)).intoArray(projected, c + W);
    }
  }

  private void expand(HalfSpin h, double alpha, double[] y, int yo) {
    for (int c = 0; c < 2 * n * W; c += 2 * W) {
      add(h, alpha, load(product, c), load(product, c + W), y, yo + c);
    }
  }

  /** Adds one number of u h. */
  static void add(
      HalfSpin h, double alpha, DoubleVector re, DoubleVector im, double[] y, int yo) {
    int at = yo + h.at();
    all(alpha).fma(re, load(y, at)).intoArray(y, at);
    all(alpha).fma(im, load(y, at + W)).intoArray(y, at + W);
    int r = yo + h.toRe();
    all(alpha * h.fromRe()).fma(re, load(y, r)).intoArray(y, r);
    int i = yo + h.toIm();
    all(alpha * h.fromIm()).fma(im, load(y, i)).intoArray(y, i);
  }
}
