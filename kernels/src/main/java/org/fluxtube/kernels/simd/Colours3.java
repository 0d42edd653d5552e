package org.fluxtube.kernels.simd;

import static org.fluxtube.kernels.simd.Lanes.load;

import jdk.incubator.vector.DoubleVector;

/** Three colours: the vector stays in registers, each number of the link is read once. */
final class Colours3 implements Colours {
  private static final int W = Lanes.COUNT;
  private static final int ROW = 6 * W;
  private final ColoursN general = new ColoursN(3);

  @Override
  public void times(double[] u, int uo, double[] x, int xo, double[] y, int yo, int spins) {
    for (int s = 0; s < spins * ROW; s += ROW) {
      times(u, uo, x, xo + s, y, yo + s);
    }
  }

  @Override
  public void adjointTimes(double[] u, int uo, double[] x, int xo, double[] y, int yo, int spins) {
    for (int s = 0; s < spins * ROW; s += ROW) {
      adjointTimes(u, uo, x, xo + s, y, yo + s);
    }
  }

  private static void times(double[] u, int uo, double[] x, int xo, double[] y, int yo) {
    DoubleVector x0r = load(x, xo);
    DoubleVector x0i = load(x, xo + W);
    DoubleVector x1r = load(x, xo + 2 * W);
    DoubleVector x1i = load(x, xo + 3 * W);
    DoubleVector x2r = load(x, xo + 4 * W);
    DoubleVector x2i = load(x, xo + 5 * W);
    for (int i = 0; i < 3; i++) {
      int at = uo + i * ROW;
      DoubleVector u0r = load(u, at);
      DoubleVector u0i = load(u, at + W);
      DoubleVector u1r = load(u, at + 2 * W);
      DoubleVector u1i = load(u, at + 3 * W);
      DoubleVector u2r = load(u, at + 4 * W);
      DoubleVector u2i = load(u, at + 5 * W);
      DoubleVector rr = u2r.fma(x2r, u1r.fma(x1r, u0r.mul(x0r)));
      DoubleVector ii = u2i.fma(x2i, u1i.fma(x1i, u0i.mul(x0i)));
      DoubleVector ri = u2r.fma(x2i, u1r.fma(x1i, u0r.mul(x0i)));
      DoubleVector im = u2i.fma(x2r, u1i.fma(x1r, u0i.fma(x0r, ri)));
      rr.sub(ii).intoArray(y, yo + 2 * i * W);
      im.intoArray(y, yo + 2 * i * W + W);
    }
  }

  private static void adjointTimes(double[] u, int uo, double[] x, int xo, double[] y, int yo) {
    DoubleVector x0r = load(x, xo);
    DoubleVector x0i = load(x, xo + W);
    DoubleVector x1r = load(x, xo + 2 * W);
    DoubleVector x1i = load(x, xo + 3 * W);
    DoubleVector x2r = load(x, xo + 4 * W);
    DoubleVector x2i = load(x, xo + 5 * W);
    for (int i = 0; i < 3; i++) {
      int at = uo + 2 * i * W;
      DoubleVector u0r = load(u, at);
      DoubleVector u0i = load(u, at + W);
      DoubleVector u1r = load(u, at + ROW);
      DoubleVector u1i = load(u, at + ROW + W);
      DoubleVector u2r = load(u, at + 2 * ROW);
      DoubleVector u2i = load(u, at + 2 * ROW + W);
      DoubleVector rr = u2r.fma(x2r, u1r.fma(x1r, u0r.mul(x0r)));
      DoubleVector re = u2i.fma(x2i, u1i.fma(x1i, u0i.fma(x0i, rr)));
      DoubleVector ri = u2r.fma(x2i, u1r.fma(x1i, u0r.mul(x0i)));
      DoubleVector ir = u2i.fma(x2r, u1i.fma(x1r, u0i.mul(x0r)));
      re.intoArray(y, yo + 2 * i * W);
      ri.sub(ir).intoArray(y, yo + 2 * i * W + W);
    }
  }

  @Override
  public void outer(
      double[] x, int xo, double[] y, int yo, int spins, boolean fresh, double[] m, int mo) {
    general.outer(x, xo, y, yo, spins, fresh, m, mo);
  }
}
