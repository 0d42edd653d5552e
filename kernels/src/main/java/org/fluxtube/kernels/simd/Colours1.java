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
  public void addTimes(HalfSpin h, double[] u, int uo, double[] x, int xo, double[] y, int yo) {
    DoubleVector xr = all(h.re()).fma(load(x, xo + h.atRe()), load(x, xo + h.at()));
    DoubleVector xi = all(h.im()).fma(load(x, xo + h.atIm()), load(x, xo + h.at() + W));
    DoubleVector ur = load(u, uo);
    DoubleVector ui = load(u, uo + W);
    add(h, ur.mul(xr).sub(ui.mul(xi)), ur.fma(xi, ui.mul(xr)), y, yo);
  }

  @Override
  public void addAdjointTimes(
      HalfSpin h, double[] u, int uo, double[] x, int xo, double[] y, int yo) {
    DoubleVector xr = all(h.re()).fma(load(x, xo + h.atRe()), load(x, xo + h.at()));
    DoubleVector xi = all(h.im()).fma(load(x, xo + h.atIm()), load(x, xo + h.at() + W));
    DoubleVector ur = load(u, uo);
    DoubleVector ui = load(u, uo + W);
    add(h, ur.fma(xr, ui.mul(xi)), ur.mul(xi).sub(ui.mul(xr)), y, yo);
  }

  private static void add(HalfSpin h, DoubleVector re, DoubleVector im, double[] y, int yo) {
    int at = yo + h.at();
    re.add(load(y, at)).intoArray(y, at);
    im.add(load(y, at + W)).intoArray(y, at + W);
    int r = yo + h.toRe();
    all(h.fromRe()).fma(re, load(y, r)).intoArray(y, r);
    int i = yo + h.toIm();
    all(h.fromIm()).fma(im, load(y, i)).intoArray(y, i);
  }
}
