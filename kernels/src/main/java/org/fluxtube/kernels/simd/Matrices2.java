package org.fluxtube.kernels.simd;

import static org.fluxtube.kernels.simd.Lanes.all;
import static org.fluxtube.kernels.simd.Lanes.load;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/** 2 x 2 matrices. */
final class Matrices2 implements Matrices {
  private static final int W = Lanes.COUNT;
  private static final int ROW = 4 * W;
  private static final int TERMS = 10;
  private static final double[] COSINE = new double[TERMS + 1];
  private static final double[] SINC = new double[TERMS + 1];

  static {
    double term = 1;
    for (int k = 0; k <= TERMS; k++) {
      COSINE[k] = term;
      SINC[k] = term / (2 * k + 1);
      term /= -(2 * k + 1) * (2 * k + 2.0);
    }
  }

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
    DoubleVector half = all(-0.5 * alpha);
    int jk = mo + 2 * W;
    int kj = mo + ROW;
    half.mul(load(m, jk + W).add(load(m, kj + W))).intoArray(f, fo);
    half.mul(load(m, jk).sub(load(m, kj))).intoArray(f, fo + W);
    half.mul(load(m, mo + W).sub(load(m, mo + ROW + 3 * W))).intoArray(f, fo + 2 * W);
  }

  /**
   * exp(i w.sigma/2) = c + i f w.sigma by the series of c = cos(|w|/2) and 2f = sin(|w|/2)/(|w|/2);
   * where |w|/2 exceeds 1 in a lane all lanes are halved, and doubled back by c' = c^2 - f^2 w^2, f'
   * = 2 c f.
   */
  @Override
  public void exponentiate(double eps, double[] p, int po, double[] u, int uo) {
    DoubleVector x = load(p, po).mul(eps);
    DoubleVector y = load(p, po + W).mul(eps);
    DoubleVector z = load(p, po + 2 * W).mul(eps);
    DoubleVector square = x.fma(x, y.fma(y, z.mul(z)));
    // an unused lane may hold no number
    double largest =
        square.blend(0, square.test(VectorOperators.IS_NAN)).reduceLanes(VectorOperators.MAX);
    int halvings = 0;
    double scale = 0.25;
    while (largest * scale > 1 && halvings < 60) {
      scale *= 0.25;
      halvings++;
    }
    DoubleVector v = square.mul(scale);
    DoubleVector c = all(COSINE[TERMS]);
    DoubleVector f = all(SINC[TERMS]);
    for (int k = TERMS - 1; k >= 0; k--) {
      c = c.fma(v, all(COSINE[k]));
      f = f.fma(v, all(SINC[k]));
    }
    f = f.mul(Math.scalb(0.5, -halvings));
    for (int k = 0; k < halvings; k++) {
      DoubleVector cc = c.mul(c);
      DoubleVector next = cc.sub(f.mul(f).mul(square));
      f = f.mul(c).mul(2);
      c = next;
    }
    multiply(c, f.mul(z), f.mul(y), f.mul(x), u, uo);
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
