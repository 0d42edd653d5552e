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
  public void addTimes(HalfSpin h, HopRow row) {
    double[] u = row.u;
    double[] x = row.x;
    double[] y = row.y;
    double[] factors = row.factors;
    Turn turn = row.turn;
    int uo = row.uo;
    int xo = row.xo;
    int yo = row.yo;
    for (int block = 0; block < row.count; block++) {
      project(h, factors, x, xo);
      if (turn != null) {
        turn.copy(projected, 0, projected, 0, projected.length);
      }
      times(u, uo, projected, 0, product, 0, 1);
      expand(h, factors, y, yo);
      uo += row.nextLink;
      xo += row.nextSpinor;
      yo += row.nextSpinor;
    }
  }

  @Override
  public void addAdjointTimes(HalfSpin h, HopRow row) {
    double[] u = row.u;
    double[] x = row.x;
    double[] y = row.y;
    double[] factors = row.factors;
    Turn turn = row.turn;
    int uo = row.uo;
    int xo = row.xo;
    int yo = row.yo;
    for (int block = 0; block < row.count; block++) {
      project(h, factors, x, xo);
      adjointTimes(u, uo, projected, 0, product, 0, 1);
      if (turn != null) {
        turn.copy(product, 0, product, 0, product.length);
      }
      expand(h, factors, y, yo);
      uo += row.nextLink;
      xo += row.nextSpinor;
      yo += row.nextSpinor;
    }
  }

  private void project(HalfSpin h, double[] factors, double[] x, int xo) {
    for (int c = 0; c < 2 * n * W; c += 2 * W) {
      real(h, factors, x, xo + c).intoArray(projected, c);
      imaginary(h, factors, x, xo + c).intoArray(projected, c + W);
    }
  }

  private void expand(HalfSpin h, double[] factors, double[] y, int yo) {
    for (int c = 0; c < 2 * n * W; c += 2 * W) {
      add(h, factors, load(product, c), load(product, c + W), y, yo + c);
    }
  }

  /** The real part of alpha h, of the colour that begins at {@code xo}. */
  static DoubleVector real(HalfSpin h, double[] factors, double[] x, int xo) {
    DoubleVector own = load(factors, Lanes.ORIGIN).mul(load(x, xo + h.at()));
    return load(factors, h.re()).fma(load(x, xo + h.atRe()), own);
  }

  /** The imaginary part of alpha h. */
  static DoubleVector imaginary(HalfSpin h, double[] factors, double[] x, int xo) {
    DoubleVector own = load(factors, Lanes.ORIGIN).mul(load(x, xo + h.at() + W));
    return load(factors, h.im()).fma(load(x, xo + h.atIm()), own);
  }

  /** Adds one number of u h. */
  static void add(
      HalfSpin h, double[] factors, DoubleVector re, DoubleVector im, double[] y, int yo) {
    int at = yo + h.at();
    re.add(load(y, at)).intoArray(y, at);
    im.add(load(y, at + W)).intoArray(y, at + W);
    int r = yo + h.toRe();
    load(factors, h.fromRe()).fma(re, load(y, r)).intoArray(y, r);
    int i = yo + h.toIm();
    load(factors, h.fromIm()).fma(im, load(y, i)).intoArray(y, i);
  }
}
