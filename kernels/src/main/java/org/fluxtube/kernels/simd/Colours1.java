package org.fluxtube.kernels.simd;

import static org.fluxtube.kernels.simd.Lanes.all;
import static org.fluxtube.kernels.simd.Lanes.load;

import jdk.incubator.vector.DoubleVector;

/** One colour: a half spinor is a number, and its three steps are one. */
final class Colours1 extends ColoursN {
  private static final int W = Lanes.COUNT;

  Colours1() {
    super(1);
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
    DoubleVector xr = all(h.re()).fma(load(x, xo + h.atRe()), load(x, xo + h.at()));
    DoubleVector xi = all(h.im()).fma(load(x, xo + h.atIm()), load(x, xo + h.at() + W));
    if (turn != null) {
      xr = xr.rearrange(turn.order());
      xi = xi.rearrange(turn.order());
    }
    DoubleVector ur = load(u, uo);
    DoubleVector ui = load(u, uo + W);
    add(h, alpha, ur.mul(xr).sub(ui.mul(xi)), ur.fma(xi, ui.mul(xr)), y, yo);
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
    DoubleVector xr = all(h.re()).fma(load(x, xo + h.atRe()), load(x, xo + h.at()));
    DoubleVector xi = all(h.im()).fma(load(x, xo + h.atIm()), load(x, xo + h.at() + W));
    DoubleVector ur = load(u, uo);
    DoubleVector ui = load(u, uo + W);
    DoubleVector re = ur.fma(xr, ui.mul(xi));
    DoubleVector im = ur.mul(xi).sub(ui.mul(xr));
    if (turn != null) {
      re = re.rearrange(turn.order());
      im = im.rearrange(turn.order());
    }
    add(h, alpha, re, im, y, yo);
  }
}
