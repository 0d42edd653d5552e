package org.fluxtube.kernels.simd;

import static org.fluxtube.kernels.simd.Lanes.all;
import static org.fluxtube.kernels.simd.Lanes.load;

import jdk.incubator.vector.DoubleVector;

/**
 * 2 x 2 matrices.
 *
 * <p>The products are straight text, longer than what a compiler takes into its caller: inside a
 * caller with many of them it would stop half way and keep the vectors of the rest in objects, ten
 * times slower, in some runs and not in others.
 */
final class Matrices2 implements Matrices {
  private static final int W = Lanes.COUNT;
  private static final int ROW = 4 * W;
  private final HalfAngle half = new HalfAngle();

  @Override
  public void nn(double[] a, int ao, double[] b, int bo, double[] c, int co) {
    DoubleVector a00r = load(a, ao);
    DoubleVector a00i = load(a, ao + W);
    DoubleVector a01r = load(a, ao + 2 * W);
    DoubleVector a01i = load(a, ao + 3 * W);
    DoubleVector a10r = load(a, ao + 4 * W);
    DoubleVector a10i = load(a, ao + 5 * W);
    DoubleVector a11r = load(a, ao + 6 * W);
    DoubleVector a11i = load(a, ao + 7 * W);
    DoubleVector b00r = load(b, bo);
    DoubleVector b00i = load(b, bo + W);
    DoubleVector b01r = load(b, bo + 2 * W);
    DoubleVector b01i = load(b, bo + 3 * W);
    DoubleVector b10r = load(b, bo + 4 * W);
    DoubleVector b10i = load(b, bo + 5 * W);
    DoubleVector b11r = load(b, bo + 6 * W);
    DoubleVector b11i = load(b, bo + 7 * W);
    DoubleVector rr00 = a01r.fma(b10r, a00r.mul(b00r));
    DoubleVector ii00 = a01i.fma(b10i, a00i.mul(b00i));
    DoubleVector ri00 = a01r.fma(b10i, a00r.mul(b00i));
    rr00.sub(ii00).intoArray(c, co);
    a01i.fma(b10r, a00i.fma(b00r, ri00)).intoArray(c, co + W);
    DoubleVector rr01 = a01r.fma(b11r, a00r.mul(b01r));
    DoubleVector ii01 = a01i.fma(b11i, a00i.mul(b01i));
    DoubleVector ri01 = a01r.fma(b11i, a00r.mul(b01i));
    rr01.sub(ii01).intoArray(c, co + 2 * W);
    a01i.fma(b11r, a00i.fma(b01r, ri01)).intoArray(c, co + 3 * W);
    DoubleVector rr10 = a11r.fma(b10r, a10r.mul(b00r));
    DoubleVector ii10 = a11i.fma(b10i, a10i.mul(b00i));
    DoubleVector ri10 = a11r.fma(b10i, a10r.mul(b00i));
    rr10.sub(ii10).intoArray(c, co + 4 * W);
    a11i.fma(b10r, a10i.fma(b00r, ri10)).intoArray(c, co + 5 * W);
    DoubleVector rr11 = a11r.fma(b11r, a10r.mul(b01r));
    DoubleVector ii11 = a11i.fma(b11i, a10i.mul(b01i));
    DoubleVector ri11 = a11r.fma(b11i, a10r.mul(b01i));
    rr11.sub(ii11).intoArray(c, co + 6 * W);
    a11i.fma(b11r, a10i.fma(b01r, ri11)).intoArray(c, co + 7 * W);
  }

  @Override
  public void nd(double[] a, int ao, double[] b, int bo, double[] c, int co) {
    DoubleVector a00r = load(a, ao);
    DoubleVector a00i = load(a, ao + W);
    DoubleVector a01r = load(a, ao + 2 * W);
    DoubleVector a01i = load(a, ao + 3 * W);
    DoubleVector a10r = load(a, ao + 4 * W);
    DoubleVector a10i = load(a, ao + 5 * W);
    DoubleVector a11r = load(a, ao + 6 * W);
    DoubleVector a11i = load(a, ao + 7 * W);
    DoubleVector b00r = load(b, bo);
    DoubleVector b00i = load(b, bo + W);
    DoubleVector b01r = load(b, bo + 2 * W);
    DoubleVector b01i = load(b, bo + 3 * W);
    DoubleVector b10r = load(b, bo + 4 * W);
    DoubleVector b10i = load(b, bo + 5 * W);
    DoubleVector b11r = load(b, bo + 6 * W);
    DoubleVector b11i = load(b, bo + 7 * W);
    DoubleVector rr00 = a01r.fma(b01r, a00r.mul(b00r));
    DoubleVector ri00 = a01r.fma(b01i, a00r.mul(b00i));
    DoubleVector ir00 = a01i.fma(b01r, a00i.mul(b00r));
    a01i.fma(b01i, a00i.fma(b00i, rr00)).intoArray(c, co);
    ir00.sub(ri00).intoArray(c, co + W);
    DoubleVector rr01 = a01r.fma(b11r, a00r.mul(b10r));
    DoubleVector ri01 = a01r.fma(b11i, a00r.mul(b10i));
    DoubleVector ir01 = a01i.fma(b11r, a00i.mul(b10r));
    a01i.fma(b11i, a00i.fma(b10i, rr01)).intoArray(c, co + 2 * W);
    ir01.sub(ri01).intoArray(c, co + 3 * W);
    DoubleVector rr10 = a11r.fma(b01r, a10r.mul(b00r));
    DoubleVector ri10 = a11r.fma(b01i, a10r.mul(b00i));
    DoubleVector ir10 = a11i.fma(b01r, a10i.mul(b00r));
    a11i.fma(b01i, a10i.fma(b00i, rr10)).intoArray(c, co + 4 * W);
    ir10.sub(ri10).intoArray(c, co + 5 * W);
    DoubleVector rr11 = a11r.fma(b11r, a10r.mul(b10r));
    DoubleVector ri11 = a11r.fma(b11i, a10r.mul(b10i));
    DoubleVector ir11 = a11i.fma(b11r, a10i.mul(b10r));
    a11i.fma(b11i, a10i.fma(b10i, rr11)).intoArray(c, co + 6 * W);
    ir11.sub(ri11).intoArray(c, co + 7 * W);
  }

  @Override
  public void dn(double[] a, int ao, double[] b, int bo, double[] c, int co) {
    DoubleVector a00r = load(a, ao);
    DoubleVector a00i = load(a, ao + W);
    DoubleVector a01r = load(a, ao + 2 * W);
    DoubleVector a01i = load(a, ao + 3 * W);
    DoubleVector a10r = load(a, ao + 4 * W);
    DoubleVector a10i = load(a, ao + 5 * W);
    DoubleVector a11r = load(a, ao + 6 * W);
    DoubleVector a11i = load(a, ao + 7 * W);
    DoubleVector b00r = load(b, bo);
    DoubleVector b00i = load(b, bo + W);
    DoubleVector b01r = load(b, bo + 2 * W);
    DoubleVector b01i = load(b, bo + 3 * W);
    DoubleVector b10r = load(b, bo + 4 * W);
    DoubleVector b10i = load(b, bo + 5 * W);
    DoubleVector b11r = load(b, bo + 6 * W);
    DoubleVector b11i = load(b, bo + 7 * W);
    DoubleVector rr00 = a10r.fma(b10r, a00r.mul(b00r));
    DoubleVector ri00 = a10r.fma(b10i, a00r.mul(b00i));
    DoubleVector ir00 = a10i.fma(b10r, a00i.mul(b00r));
    a10i.fma(b10i, a00i.fma(b00i, rr00)).intoArray(c, co);
    ri00.sub(ir00).intoArray(c, co + W);
    DoubleVector rr01 = a10r.fma(b11r, a00r.mul(b01r));
    DoubleVector ri01 = a10r.fma(b11i, a00r.mul(b01i));
    DoubleVector ir01 = a10i.fma(b11r, a00i.mul(b01r));
    a10i.fma(b11i, a00i.fma(b01i, rr01)).intoArray(c, co + 2 * W);
    ri01.sub(ir01).intoArray(c, co + 3 * W);
    DoubleVector rr10 = a11r.fma(b10r, a01r.mul(b00r));
    DoubleVector ri10 = a11r.fma(b10i, a01r.mul(b00i));
    DoubleVector ir10 = a11i.fma(b10r, a01i.mul(b00r));
    a11i.fma(b10i, a01i.fma(b00i, rr10)).intoArray(c, co + 4 * W);
    ri10.sub(ir10).intoArray(c, co + 5 * W);
    DoubleVector rr11 = a11r.fma(b11r, a01r.mul(b01r));
    DoubleVector ri11 = a11r.fma(b11i, a01r.mul(b01i));
    DoubleVector ir11 = a11i.fma(b11r, a01i.mul(b01r));
    a11i.fma(b11i, a01i.fma(b01i, rr11)).intoArray(c, co + 6 * W);
    ri11.sub(ir11).intoArray(c, co + 7 * W);
  }

  @Override
  public void project(double alpha, double[] m, int mo, double[] f, int fo) {
    DoubleVector factor = all(-0.5 * alpha);
    int jk = mo + 2 * W;
    int kj = mo + ROW;
    factor.mul(load(m, jk + W).add(load(m, kj + W))).intoArray(f, fo);
    factor.mul(load(m, jk).sub(load(m, kj))).intoArray(f, fo + W);
    factor.mul(load(m, mo + W).sub(load(m, mo + ROW + 3 * W))).intoArray(f, fo + 2 * W);
  }

  @Override
  public void addProjection(double alpha, double[] m, int mo, double[] f, int fo) {
    DoubleVector factor = all(-0.5 * alpha);
    int jk = mo + 2 * W;
    int kj = mo + ROW;
    add(factor, load(m, jk + W).add(load(m, kj + W)), f, fo);
    add(factor, load(m, jk).sub(load(m, kj)), f, fo + W);
    add(factor, load(m, mo + W).sub(load(m, mo + ROW + 3 * W)), f, fo + 2 * W);
  }

  private static void add(DoubleVector factor, DoubleVector x, double[] f, int at) {
    factor.fma(x, load(f, at)).intoArray(f, at);
  }

  /** With U = c + i u.sigma: p - 2 c u x p + 2 u x (u x p). */
  @Override
  public void addCarried(
      double factor, double[] u, int uo, boolean back, double[] p, int po, double[] f, int fo) {
    DoubleVector x = load(u, uo + 3 * W);
    DoubleVector y = load(u, uo + 2 * W);
    DoubleVector z = load(u, uo + W);
    DoubleVector px = load(p, po);
    DoubleVector py = load(p, po + W);
    DoubleVector pz = load(p, po + 2 * W);
    DoubleVector cx = y.mul(pz).sub(z.mul(py));
    DoubleVector cy = z.mul(px).sub(x.mul(pz));
    DoubleVector cz = x.mul(py).sub(y.mul(px));
    DoubleVector dx = y.mul(cz).sub(z.mul(cy));
    DoubleVector dy = z.mul(cx).sub(x.mul(cz));
    DoubleVector dz = x.mul(cy).sub(y.mul(cx));
    DoubleVector once = all(factor);
    DoubleVector twice = all(2 * factor);
    DoubleVector turn = load(u, uo).mul(all(back ? 2 * factor : -2 * factor));
    add(once, px, f, fo);
    add(once, py, f, fo + W);
    add(once, pz, f, fo + 2 * W);
    add(turn, cx, f, fo);
    add(turn, cy, f, fo + W);
    add(turn, cz, f, fo + 2 * W);
    add(twice, dx, f, fo);
    add(twice, dy, f, fo + W);
    add(twice, dz, f, fo + 2 * W);
  }

  /** -factor x cross y. */
  @Override
  public void addBracket(
      double factor, double[] x, int xo, double[] y, int yo, double[] f, int fo) {
    DoubleVector minus = all(-factor);
    DoubleVector ax = load(x, xo);
    DoubleVector ay = load(x, xo + W);
    DoubleVector az = load(x, xo + 2 * W);
    DoubleVector bx = load(y, yo);
    DoubleVector by = load(y, yo + W);
    DoubleVector bz = load(y, yo + 2 * W);
    add(minus, ay.mul(bz).sub(az.mul(by)), f, fo);
    add(minus, az.mul(bx).sub(ax.mul(bz)), f, fo + W);
    add(minus, ax.mul(by).sub(ay.mul(bx)), f, fo + 2 * W);
  }

  /** exp(i w.sigma/2) = c + i s w.sigma with the {@link HalfAngle} of |w|. */
  @Override
  public void exponentiate(double eps, double[] p, int po, double[] u, int uo) {
    DoubleVector x = load(p, po).mul(all(eps));
    DoubleVector y = load(p, po + W).mul(all(eps));
    DoubleVector z = load(p, po + 2 * W).mul(all(eps));
    half.of(x.fma(x, y.fma(y, z.mul(z))));
    DoubleVector s = half.sine();
    multiply(half.cosine(), s.mul(z), s.mul(y), s.mul(x), u, uo);
  }

  /** u = (c + i z, y + i x; -y + i x, c - i z) u, column by column. */
  private static void multiply(
      DoubleVector c, DoubleVector z, DoubleVector y, DoubleVector x, double[] u, int uo) {
    for (int j = uo; j < uo + ROW; j += 2 * W) {
      DoubleVector ar = load(u, j);
      DoubleVector ai = load(u, j + W);
      DoubleVector br = load(u, j + ROW);
      DoubleVector bi = load(u, j + ROW + W);
      c.fma(ar, y.mul(br)).sub(z.fma(ai, x.mul(bi))).intoArray(u, j);
      c.fma(ai, z.fma(ar, y.fma(bi, x.mul(br)))).intoArray(u, j + W);
      c.fma(br, z.mul(bi)).sub(y.fma(ar, x.mul(ai))).intoArray(u, j + ROW);
      c.fma(bi, x.mul(ar)).sub(z.fma(br, y.mul(ai))).intoArray(u, j + ROW + W);
    }
  }

  /**
   * out = alpha eps (1 - e^-ad)/ad g + beta out with -ad = eps w cross: g + A w x g + B w x (w x
   * g), A = (1 - cos a)/a^2, B = (a - sin a)/a^3, a = |eps w|. Coordinates from one offset on; out
   * may be g.
   */
  void derivative(
      double alpha, double eps, double[] w, double[] g, int o, double beta, double[] out) {
    DoubleVector x = load(w, o).mul(all(eps));
    DoubleVector y = load(w, o + W).mul(all(eps));
    DoubleVector z = load(w, o + 2 * W).mul(all(eps));
    DoubleVector gx = load(g, o);
    DoubleVector gy = load(g, o + W);
    DoubleVector gz = load(g, o + 2 * W);
    DoubleVector square = x.fma(x, y.fma(y, z.mul(z)));
    half.of(square);
    DoubleVector a = half.sine().mul(half.sine()).mul(2);
    DoubleVector b = half.cubic(square);
    DoubleVector cx = y.mul(gz).sub(z.mul(gy));
    DoubleVector cy = z.mul(gx).sub(x.mul(gz));
    DoubleVector cz = x.mul(gy).sub(y.mul(gx));
    DoubleVector dx = y.mul(cz).sub(z.mul(cy));
    DoubleVector dy = z.mul(cx).sub(x.mul(cz));
    DoubleVector dz = x.mul(cy).sub(y.mul(cx));
    double factor = alpha * eps;
    put(factor, a.fma(cx, b.fma(dx, gx)), beta, out, o);
    put(factor, a.fma(cy, b.fma(dy, gy)), beta, out, o + W);
    put(factor, a.fma(cz, b.fma(dz, gz)), beta, out, o + 2 * W);
  }

  private static void put(double factor, DoubleVector x, double beta, double[] out, int at) {
    DoubleVector value = x.mul(all(factor));
    (beta == 0 ? value : load(out, at).fma(all(beta), value)).intoArray(out, at);
  }

  /** The second row is (-conj b, conj a), the one of unit determinant. */
  @Override
  public void reunitarise(double[] u, int uo) {
    DoubleVector norm = all(0);
    for (int k = uo; k < uo + ROW; k += W) {
      norm = load(u, k).fma(load(u, k), norm);
    }
    DoubleVector scale = all(1).div(norm.sqrt());
    DoubleVector ar = load(u, uo).mul(scale);
    DoubleVector ai = load(u, uo + W).mul(scale);
    DoubleVector br = load(u, uo + 2 * W).mul(scale);
    DoubleVector bi = load(u, uo + 3 * W).mul(scale);
    ar.intoArray(u, uo);
    ai.intoArray(u, uo + W);
    br.intoArray(u, uo + 2 * W);
    bi.intoArray(u, uo + 3 * W);
    br.neg().intoArray(u, uo + ROW);
    bi.intoArray(u, uo + ROW + W);
    ar.intoArray(u, uo + ROW + 2 * W);
    ai.neg().intoArray(u, uo + ROW + 3 * W);
  }
}
