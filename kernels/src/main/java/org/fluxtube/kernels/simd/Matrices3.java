package org.fluxtube.kernels.simd;

import static org.fluxtube.kernels.simd.Lanes.all;
import static org.fluxtube.kernels.simd.Lanes.load;

import jdk.incubator.vector.DoubleVector;

/** 3 x 3 matrices. */
final class Matrices3 implements Matrices {
  private static final int W = Lanes.COUNT;
  private static final int ROW = 6 * W;
  private final Su3Exponential exponential = new Su3Exponential();
  private final Su3Algebra coordinates = new Su3Algebra();

  @Override
  public void nn(double[] a, int ao, double[] b, int bo, double[] c, int co) {
    for (int i = 0; i < 3 * ROW; i += ROW) {
      DoubleVector a0r = load(a, ao + i);
      DoubleVector a0i = load(a, ao + i + W);
      DoubleVector a1r = load(a, ao + i + 2 * W);
      DoubleVector a1i = load(a, ao + i + 3 * W);
      DoubleVector a2r = load(a, ao + i + 4 * W);
      DoubleVector a2i = load(a, ao + i + 5 * W);
      for (int j = 0; j < ROW; j += 2 * W) {
        DoubleVector b0r = load(b, bo + j);
        DoubleVector b0i = load(b, bo + j + W);
        DoubleVector b1r = load(b, bo + j + ROW);
        DoubleVector b1i = load(b, bo + j + ROW + W);
        DoubleVector b2r = load(b, bo + j + 2 * ROW);
        DoubleVector b2i = load(b, bo + j + 2 * ROW + W);
        DoubleVector rr = a2r.fma(b2r, a1r.fma(b1r, a0r.mul(b0r)));
        DoubleVector ii = a2i.fma(b2i, a1i.fma(b1i, a0i.mul(b0i)));
        DoubleVector ri = a2r.fma(b2i, a1r.fma(b1i, a0r.mul(b0i)));
        DoubleVector im = a2i.fma(b2r, a1i.fma(b1r, a0i.fma(b0r, ri)));
        rr.sub(ii).intoArray(c, co + i + j);
        im.intoArray(c, co + i + j + W);
      }
    }
  }

  @Override
  public void nd(double[] a, int ao, double[] b, int bo, double[] c, int co) {
    for (int i = 0; i < 3 * ROW; i += ROW) {
      DoubleVector a0r = load(a, ao + i);
      DoubleVector a0i = load(a, ao + i + W);
      DoubleVector a1r = load(a, ao + i + 2 * W);
      DoubleVector a1i = load(a, ao + i + 3 * W);
      DoubleVector a2r = load(a, ao + i + 4 * W);
      DoubleVector a2i = load(a, ao + i + 5 * W);
      for (int j = 0; j < 3; j++) {
        int row = bo + j * ROW;
        DoubleVector b0r = load(b, row);
        DoubleVector b0i = load(b, row + W);
        DoubleVector b1r = load(b, row + 2 * W);
        DoubleVector b1i = load(b, row + 3 * W);
        DoubleVector b2r = load(b, row + 4 * W);
        DoubleVector b2i = load(b, row + 5 * W);
        DoubleVector rr = a2r.fma(b2r, a1r.fma(b1r, a0r.mul(b0r)));
        DoubleVector re = a2i.fma(b2i, a1i.fma(b1i, a0i.fma(b0i, rr)));
        DoubleVector ri = a2r.fma(b2i, a1r.fma(b1i, a0r.mul(b0i)));
        DoubleVector ir = a2i.fma(b2r, a1i.fma(b1r, a0i.mul(b0r)));
        re.intoArray(c, co + i + 2 * j * W);
        ir.sub(ri).intoArray(c, co + i + 2 * j * W + W);
      }
    }
  }

  @Override
  public void dn(double[] a, int ao, double[] b, int bo, double[] c, int co) {
    for (int i = 0; i < 3; i++) {
      int column = ao + 2 * i * W;
      DoubleVector a0r = load(a, column);
      DoubleVector a0i = load(a, column + W);
      DoubleVector a1r = load(a, column + ROW);
      DoubleVector a1i = load(a, column + ROW + W);
      DoubleVector a2r = load(a, column + 2 * ROW);
      DoubleVector a2i = load(a, column + 2 * ROW + W);
      for (int j = 0; j < ROW; j += 2 * W) {
        DoubleVector b0r = load(b, bo + j);
        DoubleVector b0i = load(b, bo + j + W);
        DoubleVector b1r = load(b, bo + j + ROW);
        DoubleVector b1i = load(b, bo + j + ROW + W);
        DoubleVector b2r = load(b, bo + j + 2 * ROW);
        DoubleVector b2i = load(b, bo + j + 2 * ROW + W);
        DoubleVector rr = a2r.fma(b2r, a1r.fma(b1r, a0r.mul(b0r)));
        DoubleVector re = a2i.fma(b2i, a1i.fma(b1i, a0i.fma(b0i, rr)));
        DoubleVector ri = a2r.fma(b2i, a1r.fma(b1i, a0r.mul(b0i)));
        DoubleVector ir = a2i.fma(b2r, a1i.fma(b1r, a0i.mul(b0r)));
        re.intoArray(c, co + i * ROW + j);
        ri.sub(ir).intoArray(c, co + i * ROW + j + W);
      }
    }
  }

  @Override
  public void project(double alpha, double[] m, int mo, double[] f, int fo) {
    DoubleVector half = all(-0.5 * alpha);
    offDiagonal(half, m, mo + 2 * W, mo + ROW, f, fo);
    offDiagonal(half, m, mo + 4 * W, mo + 2 * ROW, f, fo + 3 * W);
    offDiagonal(half, m, mo + ROW + 4 * W, mo + 2 * ROW + 2 * W, f, fo + 5 * W);
    DoubleVector d0 = load(m, mo + W);
    DoubleVector d1 = load(m, mo + ROW + 3 * W);
    DoubleVector d2 = load(m, mo + 2 * ROW + 5 * W);
    half.mul(d0.sub(d1)).intoArray(f, fo + 2 * W);
    DoubleVector third = all(-0.5 * alpha * Su3Exponential.DIAGONAL);
    third.mul(d0.add(d1).sub(d2.add(d2))).intoArray(f, fo + 7 * W);
  }

  private static void offDiagonal(
      DoubleVector half, double[] m, int jk, int kj, double[] f, int fo) {
    half.mul(load(m, jk + W).add(load(m, kj + W))).intoArray(f, fo);
    half.mul(load(m, jk).sub(load(m, kj))).intoArray(f, fo + W);
  }

  @Override
  public void addProjection(double alpha, double[] m, int mo, double[] f, int fo) {
    DoubleVector half = all(-0.5 * alpha);
    addOffDiagonal(half, m, mo + 2 * W, mo + ROW, f, fo);
    addOffDiagonal(half, m, mo + 4 * W, mo + 2 * ROW, f, fo + 3 * W);
    addOffDiagonal(half, m, mo + ROW + 4 * W, mo + 2 * ROW + 2 * W, f, fo + 5 * W);
    DoubleVector d0 = load(m, mo + W);
    DoubleVector d1 = load(m, mo + ROW + 3 * W);
    DoubleVector d2 = load(m, mo + 2 * ROW + 5 * W);
    add(half, d0.sub(d1), f, fo + 2 * W);
    DoubleVector third = all(-0.5 * alpha * Su3Exponential.DIAGONAL);
    add(third, d0.add(d1).sub(d2.add(d2)), f, fo + 7 * W);
  }

  private static void addOffDiagonal(
      DoubleVector half, double[] m, int jk, int kj, double[] f, int fo) {
    add(half, load(m, jk + W).add(load(m, kj + W)), f, fo);
    add(half, load(m, jk).sub(load(m, kj)), f, fo + W);
  }

  private static void add(DoubleVector factor, DoubleVector x, double[] f, int at) {
    factor.fma(x, load(f, at)).intoArray(f, at);
  }

  @Override
  public void exponentiate(double eps, double[] p, int po, double[] u, int uo) {
    exponential.apply(eps, p, po, u, uo);
  }

  @Override
  public void addCarried(
      double factor, double[] u, int uo, boolean back, double[] p, int po, double[] f, int fo) {
    coordinates.addCarried(factor, u, uo, back, p, po, f, fo);
  }

  @Override
  public void addBracket(
      double factor, double[] x, int xo, double[] y, int yo, double[] f, int fo) {
    Su3Algebra.bracket(factor, x, xo, y, yo, f, fo, f, fo);
  }

  /** See {@link Su3Algebra#derivative}. */
  void derivative(
      double alpha,
      double eps,
      double[] w,
      double[] g,
      int o,
      int terms,
      double beta,
      double[] out) {
    coordinates.derivative(alpha, eps, w, g, o, terms, beta, out);
  }

  /** The last row is the one of unit determinant, the conjugate cross product of the others. */
  @Override
  public void reunitarise(double[] u, int uo) {
    normalise(u, uo);
    DoubleVector re = all(0);
    DoubleVector im = all(0);
    for (int k = 0; k < ROW; k += 2 * W) {
      DoubleVector r = load(u, uo + k);
      DoubleVector i = load(u, uo + k + W);
      DoubleVector x = load(u, uo + ROW + k);
      DoubleVector y = load(u, uo + ROW + k + W);
      re = r.fma(x, i.fma(y, re));
      im = r.fma(y, im).sub(i.mul(x));
    }
    for (int k = 0; k < ROW; k += 2 * W) {
      DoubleVector r = load(u, uo + k);
      DoubleVector i = load(u, uo + k + W);
      load(u, uo + ROW + k).sub(re.mul(r)).add(im.mul(i)).intoArray(u, uo + ROW + k);
      load(u, uo + ROW + k + W).sub(re.mul(i)).sub(im.mul(r)).intoArray(u, uo + ROW + k + W);
    }
    normalise(u, uo + ROW);
    cross(u, uo, 2 * W, 4 * W, 0);
    cross(u, uo, 4 * W, 0, 2 * W);
    cross(u, uo, 0, 2 * W, 4 * W);
  }

  private static void normalise(double[] u, int row) {
    DoubleVector norm = all(0);
    for (int k = row; k < row + ROW; k += W) {
      norm = load(u, k).fma(load(u, k), norm);
    }
    DoubleVector scale = all(1).div(norm.sqrt());
    for (int k = row; k < row + ROW; k += W) {
      load(u, k).mul(scale).intoArray(u, k);
    }
  }

  /** u_2k = conj(u_0i u_1j - u_0j u_1i). */
  private static void cross(double[] u, int uo, int i, int j, int k) {
    DoubleVector ar = load(u, uo + i);
    DoubleVector ai = load(u, uo + i + W);
    DoubleVector br = load(u, uo + ROW + j);
    DoubleVector bi = load(u, uo + ROW + j + W);
    DoubleVector cr = load(u, uo + j);
    DoubleVector ci = load(u, uo + j + W);
    DoubleVector dr = load(u, uo + ROW + i);
    DoubleVector di = load(u, uo + ROW + i + W);
    DoubleVector re = ar.mul(br).sub(ai.mul(bi)).sub(cr.mul(dr)).add(ci.mul(di));
    DoubleVector im = cr.mul(di).add(ci.mul(dr)).sub(ar.mul(bi)).sub(ai.mul(br));
    re.intoArray(u, uo + 2 * ROW + k);
    im.intoArray(u, uo + 2 * ROW + k + W);
  }
}
