package org.fluxtube.kernels.simd;

import static org.fluxtube.kernels.simd.Lanes.all;
import static org.fluxtube.kernels.simd.Lanes.load;

import jdk.incubator.vector.DoubleVector;

/** Coordinates of su(3), eight a site, without matrices of the algebra. */
final class Su3Algebra {
  private static final int W = Lanes.COUNT;
  private static final int ROW = 6 * W;

  /** Above it the terms of the series are so large that digits are lost. */
  private static final double LARGEST = 4;

  private static final double ROUNDING = 1e-17;
  private static final double ROOT = Math.sqrt(3);
  private final double[] x = new double[9 * W];
  private final double[] product = new double[3 * ROW];
  private final double[] r = new double[8 * W];
  private final double[] spare = new double[8 * W];

  /**
   * out = g + factor [x, y] by the structure constants, [T^a, T^b] = -f^abc T^c: f^123 = 1, f^147 =
   * f^246 = f^257 = f^345 = -f^156 = -f^367 = 1/2, f^458 = f^678 = sqrt(3)/2. In three methods: in
   * one the compiler gives up half way. out may be g.
   */
  static void bracket(
      double factor,
      double[] x,
      int xo,
      double[] y,
      int yo,
      double[] g,
      int go,
      double[] out,
      int oo) {
    first(factor, x, xo, y, yo, g, go, out, oo);
    middle(factor, x, xo, y, yo, g, go, out, oo);
    last(factor, x, xo, y, yo, g, go, out, oo);
  }

  private static void first(
      double factor,
      double[] x,
      int xo,
      double[] y,
      int yo,
      double[] g,
      int go,
      double[] out,
      int oo) {
    DoubleVector one = all(-factor);
    DoubleVector half = all(-0.5 * factor);
    DoubleVector x1 = load(x, xo);
    DoubleVector x2 = load(x, xo + W);
    DoubleVector x3 = load(x, xo + 2 * W);
    DoubleVector x4 = load(x, xo + 3 * W);
    DoubleVector x5 = load(x, xo + 4 * W);
    DoubleVector x6 = load(x, xo + 5 * W);
    DoubleVector x7 = load(x, xo + 6 * W);
    DoubleVector y1 = load(y, yo);
    DoubleVector y2 = load(y, yo + W);
    DoubleVector y3 = load(y, yo + 2 * W);
    DoubleVector y4 = load(y, yo + 3 * W);
    DoubleVector y5 = load(y, yo + 4 * W);
    DoubleVector y6 = load(y, yo + 5 * W);
    DoubleVector y7 = load(y, yo + 6 * W);
    DoubleVector z1 =
        half.fma(
            x6.fma(y5, x4.mul(y7)).sub(x5.fma(y6, x7.mul(y4))),
            one.fma(x2.mul(y3).sub(x3.mul(y2)), load(g, go)));
    DoubleVector z2 =
        half.fma(
            x5.fma(y7, x4.mul(y6)).sub(x7.fma(y5, x6.mul(y4))),
            one.fma(x3.mul(y1).sub(x1.mul(y3)), load(g, go + W)));
    DoubleVector z3 =
        half.fma(
            x7.fma(y6, x4.mul(y5)).sub(x6.fma(y7, x5.mul(y4))),
            one.fma(x1.mul(y2).sub(x2.mul(y1)), load(g, go + 2 * W)));
    z1.intoArray(out, oo);
    z2.intoArray(out, oo + W);
    z3.intoArray(out, oo + 2 * W);
  }

  private static void middle(
      double factor,
      double[] x,
      int xo,
      double[] y,
      int yo,
      double[] g,
      int go,
      double[] out,
      int oo) {
    DoubleVector half = all(-0.5 * factor);
    DoubleVector root = all(-0.5 * ROOT * factor);
    DoubleVector x1 = load(x, xo);
    DoubleVector x2 = load(x, xo + W);
    DoubleVector x3 = load(x, xo + 2 * W);
    DoubleVector x4 = load(x, xo + 3 * W);
    DoubleVector x5 = load(x, xo + 4 * W);
    DoubleVector x6 = load(x, xo + 5 * W);
    DoubleVector x7 = load(x, xo + 6 * W);
    DoubleVector x8 = load(x, xo + 7 * W);
    DoubleVector y1 = load(y, yo);
    DoubleVector y2 = load(y, yo + W);
    DoubleVector y3 = load(y, yo + 2 * W);
    DoubleVector y4 = load(y, yo + 3 * W);
    DoubleVector y5 = load(y, yo + 4 * W);
    DoubleVector y6 = load(y, yo + 5 * W);
    DoubleVector y7 = load(y, yo + 6 * W);
    DoubleVector y8 = load(y, yo + 7 * W);
    DoubleVector z4 =
        root.fma(
            x5.mul(y8).sub(x8.mul(y5)),
            half.fma(
                x5.fma(y3, x6.fma(y2, x7.mul(y1))).sub(x3.fma(y5, x2.fma(y6, x1.mul(y7)))),
                load(g, go + 3 * W)));
    DoubleVector z5 =
        root.fma(
            x8.mul(y4).sub(x4.mul(y8)),
            half.fma(
                x3.fma(y4, x7.fma(y2, x1.mul(y6))).sub(x4.fma(y3, x2.fma(y7, x6.mul(y1)))),
                load(g, go + 4 * W)));
    z4.intoArray(out, oo + 3 * W);
    z5.intoArray(out, oo + 4 * W);
  }

  private static void last(
      double factor,
      double[] x,
      int xo,
      double[] y,
      int yo,
      double[] g,
      int go,
      double[] out,
      int oo) {
    DoubleVector half = all(-0.5 * factor);
    DoubleVector root = all(-0.5 * ROOT * factor);
    DoubleVector x1 = load(x, xo);
    DoubleVector x2 = load(x, xo + W);
    DoubleVector x3 = load(x, xo + 2 * W);
    DoubleVector x4 = load(x, xo + 3 * W);
    DoubleVector x5 = load(x, xo + 4 * W);
    DoubleVector x6 = load(x, xo + 5 * W);
    DoubleVector x7 = load(x, xo + 6 * W);
    DoubleVector x8 = load(x, xo + 7 * W);
    DoubleVector y1 = load(y, yo);
    DoubleVector y2 = load(y, yo + W);
    DoubleVector y3 = load(y, yo + 2 * W);
    DoubleVector y4 = load(y, yo + 3 * W);
    DoubleVector y5 = load(y, yo + 4 * W);
    DoubleVector y6 = load(y, yo + 5 * W);
    DoubleVector y7 = load(y, yo + 6 * W);
    DoubleVector y8 = load(y, yo + 7 * W);
    DoubleVector z6 =
        root.fma(
            x7.mul(y8).sub(x8.mul(y7)),
            half.fma(
                x3.fma(y7, x2.fma(y4, x5.mul(y1))).sub(x7.fma(y3, x4.fma(y2, x1.mul(y5)))),
                load(g, go + 5 * W)));
    DoubleVector z7 =
        root.fma(
            x8.mul(y6).sub(x6.mul(y8)),
            half.fma(
                x6.fma(y3, x2.fma(y5, x1.mul(y4))).sub(x3.fma(y6, x5.fma(y2, x4.mul(y1)))),
                load(g, go + 6 * W)));
    DoubleVector z8 =
        root.fma(x6.fma(y7, x4.mul(y5)).sub(x7.fma(y6, x5.mul(y4))), load(g, go + 7 * W));
    z6.intoArray(out, oo + 5 * W);
    z7.intoArray(out, oo + 6 * W);
    z8.intoArray(out, oo + 7 * W);
  }

  /** See {@link Matrices#addCarried}. */
  void addCarried(
      double factor, double[] u, int uo, boolean back, double[] p, int po, double[] f, int fo) {
    // U^dagger is U with rows for columns and the other sign
    int row = back ? 2 * W : ROW;
    int column = back ? ROW : 2 * W;
    double sign = back ? -1 : 1;
    timesElement(u, uo, row, column, sign, p, po);
    timesAdjoint(factor, u, uo, row, column, sign, f, fo);
  }

  /** product = U p^a T^a. */
  private void timesElement(
      double[] u, int uo, int row, int column, double sign, double[] p, int po) {
    DoubleVector half = all(0.5);
    half.mul(load(p, po)).intoArray(x, 0);
    half.mul(load(p, po + W)).intoArray(x, W);
    half.mul(load(p, po + 3 * W)).intoArray(x, 2 * W);
    half.mul(load(p, po + 4 * W)).intoArray(x, 3 * W);
    half.mul(load(p, po + 5 * W)).intoArray(x, 4 * W);
    half.mul(load(p, po + 6 * W)).intoArray(x, 5 * W);
    DoubleVector third = half.mul(load(p, po + 2 * W));
    DoubleVector eighth = all(0.5 / ROOT).mul(load(p, po + 7 * W));
    eighth.add(third).intoArray(x, 6 * W);
    eighth.sub(third).intoArray(x, 7 * W);
    eighth.mul(-2).intoArray(x, 8 * W);
    row(u, uo, column, sign, 0);
    row(u, uo + row, column, sign, ROW);
    row(u, uo + 2 * row, column, sign, 2 * ROW);
  }

  /** A row of {@link #timesElement}. */
  private void row(double[] u, int at, int column, double sign, int to) {
    DoubleVector way = all(sign);
    DoubleVector u0r = load(u, at);
    DoubleVector u0i = load(u, at + W).mul(way);
    DoubleVector u1r = load(u, at + column);
    DoubleVector u1i = load(u, at + column + W).mul(way);
    DoubleVector u2r = load(u, at + 2 * column);
    DoubleVector u2i = load(u, at + 2 * column + W).mul(way);
    DoubleVector s1 = load(x, 0);
    DoubleVector a1 = load(x, W);
    DoubleVector s2 = load(x, 2 * W);
    DoubleVector a2 = load(x, 3 * W);
    DoubleVector d0 = load(x, 6 * W);
    DoubleVector minus = u2r.fma(a2, u2i.fma(s2, u1r.fma(a1, u1i.fma(s1, u0i.mul(d0)))));
    DoubleVector plus = u2r.fma(s2, u1r.fma(s1, u0r.mul(d0)));
    minus.neg().intoArray(product, to);
    plus.sub(u2i.fma(a2, u1i.mul(a1))).intoArray(product, to + W);
    DoubleVector s3 = load(x, 4 * W);
    DoubleVector a3 = load(x, 5 * W);
    DoubleVector d1 = load(x, 7 * W);
    DoubleVector minus1 = u2r.fma(a3, u2i.fma(s3, u1i.fma(d1, u0i.mul(s1))));
    DoubleVector plus1 = u2r.fma(s3, u1r.fma(d1, u0i.fma(a1, u0r.mul(s1))));
    u0r.mul(a1).sub(minus1).intoArray(product, to + 2 * W);
    plus1.sub(u2i.mul(a3)).intoArray(product, to + 3 * W);
    DoubleVector d2 = load(x, 8 * W);
    DoubleVector plus2 = u1r.fma(a3, u0r.mul(a2));
    DoubleVector minus2 = u2i.fma(d2, u1i.fma(s3, u0i.mul(s2)));
    DoubleVector last = u2r.fma(d2, u1i.fma(a3, u1r.fma(s3, u0i.fma(a2, u0r.mul(s2)))));
    plus2.sub(minus2).intoArray(product, to + 4 * W);
    last.intoArray(product, to + 5 * W);
  }

  /**
   * f += factor times the coordinates of product U^dagger, which is in the algebra. Each entry is a
   * method of straight text, as in {@link Matrices2}.
   */
  private void timesAdjoint(
      double factor, double[] u, int uo, int row, int column, double sign, double[] f, int fo) {
    entry(2 * factor, 0, u, uo + row, column, sign, f, fo);
    entry(2 * factor, 0, u, uo + 2 * row, column, sign, f, fo + 3 * W);
    entry(2 * factor, ROW, u, uo + 2 * row, column, sign, f, fo + 5 * W);
    diagonal(factor, ROOT * factor, 0, u, uo, column, sign, f, fo);
    diagonal(-factor, ROOT * factor, ROW, u, uo + row, column, sign, f, fo);
  }

  /** The two coordinates of the entry from row {@code m} of product and that of U at {@code at}. */
  private void entry(
      double factor, int m, double[] u, int at, int column, double sign, double[] f, int fo) {
    DoubleVector way = all(sign);
    DoubleVector m0r = load(product, m);
    DoubleVector m0i = load(product, m + W);
    DoubleVector m1r = load(product, m + 2 * W);
    DoubleVector m1i = load(product, m + 3 * W);
    DoubleVector m2r = load(product, m + 4 * W);
    DoubleVector m2i = load(product, m + 5 * W);
    DoubleVector u0r = load(u, at);
    DoubleVector u0i = load(u, at + W).mul(way);
    DoubleVector u1r = load(u, at + column);
    DoubleVector u1i = load(u, at + column + W).mul(way);
    DoubleVector u2r = load(u, at + 2 * column);
    DoubleVector u2i = load(u, at + 2 * column + W).mul(way);
    DoubleVector rr = m2r.fma(u2r, m1r.fma(u1r, m0r.mul(u0r)));
    DoubleVector re = m2i.fma(u2i, m1i.fma(u1i, m0i.fma(u0i, rr)));
    DoubleVector ri = m2r.fma(u2i, m1r.fma(u1i, m0r.mul(u0i)));
    DoubleVector ir = m2i.fma(u2r, m1i.fma(u1r, m0i.mul(u0r)));
    all(factor).fma(ir.sub(ri), load(f, fo)).intoArray(f, fo);
    all(factor).fma(re, load(f, fo + W)).intoArray(f, fo + W);
  }

  /** What a diagonal entry adds to the third and the eighth coordinate. */
  private void diagonal(
      double third,
      double eighth,
      int m,
      double[] u,
      int at,
      int column,
      double sign,
      double[] f,
      int fo) {
    DoubleVector way = all(sign);
    DoubleVector m0r = load(product, m);
    DoubleVector m0i = load(product, m + W);
    DoubleVector m1r = load(product, m + 2 * W);
    DoubleVector m1i = load(product, m + 3 * W);
    DoubleVector m2r = load(product, m + 4 * W);
    DoubleVector m2i = load(product, m + 5 * W);
    DoubleVector u0r = load(u, at);
    DoubleVector u0i = load(u, at + W).mul(way);
    DoubleVector u1r = load(u, at + column);
    DoubleVector u1i = load(u, at + column + W).mul(way);
    DoubleVector u2r = load(u, at + 2 * column);
    DoubleVector u2i = load(u, at + 2 * column + W).mul(way);
    DoubleVector ri = m2r.fma(u2i, m1r.fma(u1i, m0r.mul(u0i)));
    DoubleVector ir = m2i.fma(u2r, m1i.fma(u1r, m0i.mul(u0r)));
    DoubleVector im = ir.sub(ri);
    all(third).fma(im, load(f, fo + 2 * W)).intoArray(f, fo + 2 * W);
    all(eighth).fma(im, load(f, fo + 7 * W)).intoArray(f, fo + 7 * W);
  }

  /**
   * Terms of {@link #derivative} for that norm of eps w, which bounds ad; 0 where it is too large.
   */
  static int terms(double norm) {
    if (!(norm <= LARGEST)) {
      return 0;
    }
    int k = 1;
    for (double term = norm / 2; term > ROUNDING; term *= norm / (k + 1)) {
      k++;
    }
    return k;
  }

  /**
   * out = alpha eps (1 - e^-ad)/ad g + beta out, ad = [eps w, .], by so many terms of g - ad(g -
   * ad(g - ...)/3)/2. Coordinates from one offset on; out may be g.
   */
  void derivative(
      double alpha,
      double eps,
      double[] w,
      double[] g,
      int o,
      int terms,
      double beta,
      double[] out) {
    double[] now = r;
    double[] next = spare;
    System.arraycopy(g, o, now, 0, now.length);
    for (int k = terms; k >= 1; k--) {
      bracket(-eps / (k + 1), w, o, now, 0, g, o, next, 0);
      double[] swap = now;
      now = next;
      next = swap;
    }
    LinkLoops.combine(alpha * eps, now, 0, beta, out, o, now.length);
  }
}
