package org.fluxtube.kernels.simd;

import static org.fluxtube.kernels.simd.Lanes.all;
import static org.fluxtube.kernels.simd.Lanes.load;

import jdk.incubator.vector.DoubleVector;

/** 2 x 2 matrices. */
final class Matrices2 implements Matrices {
  private static final int W = Lanes.COUNT;
  private static final int ROW = 4 * W;
  private final HalfAngle half = new HalfAngle();

  @Override
  public void nn(double[] a, int ao, double[] b, int bo, double[] c, int co) {
    for (int i = 0; i < 2 * ROW; i += ROW) {
      DoubleVector a0r = load(a, ao + i);
      DoubleVector a0i = load(a, ao + i + W);
      DoubleVector a1r = load(a, ao + i + 2 * W);
      DoubleVector a1i = load(a, ao + i + 3 * W);
      for (int j = 0; j < ROW; j += 2 * W) {
        DoubleVector b0r = load(b, bo + j);
        DoubleVector b0i = load(b, bo + j + W);
        DoubleVector b1r = load(b, bo + j + ROW);
        DoubleVector b1i = load(b, bo + j + ROW + W);
        DoubleVector rr = a1r.fma(b1r, a0r.mul(b0r));
        DoubleVector ii = a1i.fma(b1i, a0i.mul(b0i));
        DoubleVector ri = a1r.fma(b1i, a0r.mul(b0i));
        rr.sub(ii).intoArray(c, co + i + j);
        a1i.fma(b1r, a0i.fma(b0r, ri)).intoArray(c, co + i + j + W);
      }
    }
  }

  @Override
  public void nd(double[] a, int ao, double[] b, int bo, double[] c, int co) {
    for (int i = 0; i < 2 * ROW; i += ROW) {
      DoubleVector a0r = load(a, ao + i);
      DoubleVector a0i = load(a, ao + i + W);
      DoubleVector a1r = load(a, ao + i + 2 * W);
      DoubleVector a1i = load(a, ao + i + 3 * W);
      for (int j = 0; j < 2; j++) {
        int row = bo + j * ROW;
        DoubleVector b0r = load(b, row);
        DoubleVector b0i = load(b, row + W);
        DoubleVector b1r = load(b, row + 2 * W);
        DoubleVector b1i = load(b, row + 3 * W);
        DoubleVector rr = a1r.fma(b1r, a0r.mul(b0r));
        DoubleVector ri = a1r.fma(b1i, a0r.mul(b0i));
        DoubleVector ir = a1i.fma(b1r, a0i.mul(b0r));
        a1i.fma(b1i, a0i.fma(b0i, rr)).intoArray(c, co + i + 2 * j * W);
        ir.sub(ri).intoArray(c, co + i + 2 * j * W + W);
      }
    }
  }

  @Override
  public void dn(double[] a, int ao, double[] b, int bo, double[] c, int co) {
    for (int i = 0; i < 2; i++) {
      int column = ao + 2 * i * W;
      DoubleVector a0r = load(a, column);
      DoubleVector a0i = load(a, column + W);
      DoubleVector a1r = load(a, column + ROW);
      DoubleVector a1i = load(a, column + ROW + W);
      for (int j = 0; j < ROW; j += 2 * W) {
        DoubleVector b0r = load(b, bo + j);
        DoubleVector b0i = load(b, bo + j + W);
        DoubleVector b1r = load(b, bo + j + ROW);
        DoubleVector b1i = load(b, bo + j + ROW + W);
        DoubleVector rr = a1r.fma(b1r, a0r.mul(b0r));
        DoubleVector ri = a1r.fma(b1i, a0r.mul(b0i));
        DoubleVector ir = a1i.fma(b1r, a0i.mul(b0r));
        a1i.fma(b1i, a0i.fma(b0i, rr)).intoArray(c, co + i * ROW + j);
        ri.sub(ir).intoArray(c, co + i * ROW + j + W);
      }
    }
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
