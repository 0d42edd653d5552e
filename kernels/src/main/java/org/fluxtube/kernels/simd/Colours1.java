package org.fluxtube.kernels.simd;

import static org.fluxtube.kernels.simd.Lanes.load;

import jdk.incubator.vector.DoubleVector;

/** One colour: a half spinor is a number, and its three steps are one. */
final class Colours1 extends ColoursN {
  private static final int W = Lanes.COUNT;

  Colours1() {
    super(1);
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
      DoubleVector ur = load(u, uo);
      DoubleVector ui = load(u, uo + W);
      DoubleVector xr = real(h, factors, x, xo);
      DoubleVector xi = imaginary(h, factors, x, xo);
      if (turn != null) {
        xr = xr.rearrange(turn.order());
        xi = xi.rearrange(turn.order());
      }
      add(h, factors, ur.mul(xr).sub(ui.mul(xi)), ur.fma(xi, ui.mul(xr)), y, yo);
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
      DoubleVector ur = load(u, uo);
      DoubleVector ui = load(u, uo + W);
      DoubleVector xr = real(h, factors, x, xo);
      DoubleVector xi = imaginary(h, factors, x, xo);
      DoubleVector re = ur.fma(xr, ui.mul(xi));
      DoubleVector im = ur.mul(xi).sub(ui.mul(xr));
      if (turn != null) {
        re = re.rearrange(turn.order());
        im = im.rearrange(turn.order());
      }
      add(h, factors, re, im, y, yo);
      uo += row.nextLink;
      xo += row.nextSpinor;
      yo += row.nextSpinor;
    }
  }
}
