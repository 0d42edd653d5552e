package org.fluxtube.kernels.simd;

import static org.fluxtube.kernels.simd.Lanes.load;

import jdk.incubator.vector.DoubleVector;

/** Two colours, in straight text for the reason that {@link Matrices2} gives. */
final class Colours2 extends ColoursN {
  private static final int W = Lanes.COUNT;
  private static final int ROW = 4 * W;

  Colours2() {
    super(2);
  }

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
    DoubleVector u00r = load(u, uo);
    DoubleVector u00i = load(u, uo + W);
    DoubleVector u01r = load(u, uo + 2 * W);
    DoubleVector u01i = load(u, uo + 3 * W);
    DoubleVector rr0 = u01r.fma(x1r, u00r.mul(x0r));
    DoubleVector ri0 = u01r.fma(x1i, u00r.mul(x0i));
    DoubleVector ii0 = u01i.fma(x1i, u00i.mul(x0i));
    rr0.sub(ii0).intoArray(y, yo);
    u01i.fma(x1r, u00i.fma(x0r, ri0)).intoArray(y, yo + W);
    DoubleVector u10r = load(u, uo + 4 * W);
    DoubleVector u10i = load(u, uo + 5 * W);
    DoubleVector u11r = load(u, uo + 6 * W);
    DoubleVector u11i = load(u, uo + 7 * W);
    DoubleVector rr1 = u11r.fma(x1r, u10r.mul(x0r));
    DoubleVector ri1 = u11r.fma(x1i, u10r.mul(x0i));
    DoubleVector ii1 = u11i.fma(x1i, u10i.mul(x0i));
    rr1.sub(ii1).intoArray(y, yo + 2 * W);
    u11i.fma(x1r, u10i.fma(x0r, ri1)).intoArray(y, yo + 3 * W);
  }

  private static void adjointTimes(double[] u, int uo, double[] x, int xo, double[] y, int yo) {
    DoubleVector x0r = load(x, xo);
    DoubleVector x0i = load(x, xo + W);
    DoubleVector x1r = load(x, xo + 2 * W);
    DoubleVector x1i = load(x, xo + 3 * W);
    DoubleVector u00r = load(u, uo);
    DoubleVector u00i = load(u, uo + W);
    DoubleVector u01r = load(u, uo + 4 * W);
    DoubleVector u01i = load(u, uo + 5 * W);
    DoubleVector rr0 = u01r.fma(x1r, u00r.mul(x0r));
    DoubleVector ri0 = u01r.fma(x1i, u00r.mul(x0i));
    DoubleVector ir0 = u01i.fma(x1r, u00i.mul(x0r));
    u01i.fma(x1i, u00i.fma(x0i, rr0)).intoArray(y, yo);
    ri0.sub(ir0).intoArray(y, yo + W);
    DoubleVector u10r = load(u, uo + 2 * W);
    DoubleVector u10i = load(u, uo + 3 * W);
    DoubleVector u11r = load(u, uo + 6 * W);
    DoubleVector u11i = load(u, uo + 7 * W);
    DoubleVector rr1 = u11r.fma(x1r, u10r.mul(x0r));
    DoubleVector ri1 = u11r.fma(x1i, u10r.mul(x0i));
    DoubleVector ir1 = u11i.fma(x1r, u10i.mul(x0r));
    u11i.fma(x1i, u10i.fma(x0i, rr1)).intoArray(y, yo + 2 * W);
    ri1.sub(ir1).intoArray(y, yo + 3 * W);
  }
}
