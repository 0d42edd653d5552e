package org.fluxtube.kernels.simd;

import static org.fluxtube.kernels.simd.Lanes.all;
import static org.fluxtube.kernels.simd.Lanes.load;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.fluxtube.engine.field.HostKernels;

/** N x N matrices by loops over rows and columns. */
final class MatricesN implements Matrices {
  private static final int W = Lanes.COUNT;
  private static final int TERMS = 19;
  private static final int NEITHER = 0;
  private static final int LEFT = 1;
  private static final int RIGHT = 2;
  private final int n;
  private final double[] x;
  private final double[] e;
  private final double[] t;
  private final double[] hostOne;

  MatricesN(int n) {
    this.n = n;
    this.x = new double[2 * n * n * W];
    this.e = new double[x.length];
    this.t = new double[x.length];
    this.hostOne = Host.numbers(2 * n * n);
  }

  @Override
  public void nn(double[] a, int ao, double[] b, int bo, double[] c, int co) {
    product(a, ao, 2 * n * W, 2 * W, b, bo, 2 * n * W, 2 * W, NEITHER, c, co);
  }

  @Override
  public void nd(double[] a, int ao, double[] b, int bo, double[] c, int co) {
    product(a, ao, 2 * n * W, 2 * W, b, bo, 2 * W, 2 * n * W, RIGHT, c, co);
  }

  @Override
  public void dn(double[] a, int ao, double[] b, int bo, double[] c, int co) {
    product(a, ao, 2 * W, 2 * n * W, b, bo, 2 * n * W, 2 * W, LEFT, c, co);
  }

  private void product(
      double[] a,
      int ao,
      int aRow,
      int aColumn,
      double[] b,
      int bo,
      int bRow,
      int bColumn,
      int conjugate,
      double[] c,
      int co) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        DoubleVector rr = all(0);
        DoubleVector ii = all(0);
        DoubleVector ri = all(0);
        DoubleVector ir = all(0);
        for (int k = 0; k < n; k++) {
          int at = ao + i * aRow + k * aColumn;
          int bt = bo + k * bRow + j * bColumn;
          DoubleVector ar = load(a, at);
          DoubleVector ai = load(a, at + W);
          DoubleVector br = load(b, bt);
          DoubleVector bi = load(b, bt + W);
          rr = ar.fma(br, rr);
          ii = ai.fma(bi, ii);
          ri = ar.fma(bi, ri);
          ir = ai.fma(br, ir);
        }
        int to = co + 2 * (i * n + j) * W;
        if (conjugate == NEITHER) {
          rr.sub(ii).intoArray(c, to);
          ri.add(ir).intoArray(c, to + W);
        } else if (conjugate == RIGHT) {
          rr.add(ii).intoArray(c, to);
          ir.sub(ri).intoArray(c, to + W);
        } else {
          rr.add(ii).intoArray(c, to);
          ri.sub(ir).intoArray(c, to + W);
        }
      }
    }
  }

  @Override
  public void project(double alpha, double[] m, int mo, double[] f, int fo) {
    DoubleVector half = all(-0.5 * alpha);
    DoubleVector trace = all(0);
    int at = fo;
    for (int k = 1; k < n; k++) {
      trace = trace.add(load(m, mo + 2 * (k - 1) * (n + 1) * W + W));
      for (int j = 0; j < k; j++) {
        int jk = mo + 2 * (j * n + k) * W;
        int kj = mo + 2 * (k * n + j) * W;
        half.mul(load(m, jk + W).add(load(m, kj + W))).intoArray(f, at);
        half.mul(load(m, jk).sub(load(m, kj))).intoArray(f, at + W);
        at += 2 * W;
      }
      DoubleVector last = load(m, mo + 2 * k * (n + 1) * W + W).mul(k);
      trace.sub(last).mul(all(-0.5 * alpha * diagonal(k))).intoArray(f, at);
      at += W;
    }
  }

  @Override
  public void addProjection(double alpha, double[] m, int mo, double[] f, int fo) {
    project(alpha, m, mo, t, 0);
    Moves.add(1, t, 0, f, fo, (n * n - 1) * W);
  }

  private static double diagonal(int k) {
    return Math.sqrt(2.0 / (k * (k + 1.0)));
  }

  /** The Taylor series by Horner's rule, halved and squared where the norm exceeds 1 in a lane. */
  @Override
  public void exponentiate(double eps, double[] p, int po, double[] u, int uo) {
    double norm2 = algebra(eps, p, po);
    int halvings = 0;
    double scale = 1;
    while (norm2 * scale * scale > 1 && halvings < 60) {
      scale *= 0.5;
      halvings++;
    }
    Arrays.fill(e, 0);
    addOne(e);
    for (int k = TERMS; k >= 1; k--) {
      nn(x, 0, e, 0, t, 0);
      for (int i = 0; i < t.length; i++) {
        e[i] = Lanes.number(t[i] * (scale / k));
      }
      addOne(e);
    }
    for (int k = 0; k < halvings; k++) {
      System.arraycopy(e, 0, t, 0, t.length);
      nn(t, 0, t, 0, e, 0);
    }
    System.arraycopy(u, uo, t, 0, t.length);
    nn(e, 0, t, 0, u, uo);
  }

  private void addOne(double[] m) {
    for (int i = 0; i < n; i++) {
      for (int lane = 0; lane < W; lane++) {
        m[2 * i * (n + 1) * W + lane] += 1;
      }
    }
  }

  /** x = eps p^a T^a; the largest squared norm of all lanes. */
  private double algebra(double eps, double[] p, int po) {
    Matrices.element(n, eps, p, po, x, 0);
    DoubleVector norm = all(0);
    for (int i = 0; i < x.length; i += W) {
      norm = load(x, i).fma(load(x, i), norm);
    }
    // an unused lane may hold no number
    return norm.blend(0, norm.test(VectorOperators.IS_NAN)).reduceLanes(VectorOperators.MAX);
  }

  @Override
  public void addCarried(
      double factor, double[] u, int uo, boolean back, double[] p, int po, double[] f, int fo) {
    Matrices.element(n, 1, p, po, x, 0);
    if (back) {
      dn(u, uo, x, 0, t, 0);
      nn(t, 0, u, uo, e, 0);
    } else {
      nn(u, uo, x, 0, t, 0);
      nd(t, 0, u, uo, e, 0);
    }
    addProjection(-2 * factor, e, 0, f, fo);
  }

  @Override
  public void addBracket(
      double factor, double[] a, int ao, double[] b, int bo, double[] f, int fo) {
    Matrices.element(n, 1, a, ao, x, 0);
    Matrices.element(n, 1, b, bo, t, 0);
    nn(x, 0, t, 0, e, 0);
    addProjection(-4 * factor, e, 0, f, fo);
  }

  /** Lane by lane on the host: pivoting takes another way in each. */
  @Override
  public void reunitarise(double[] u, int uo) {
    for (int lane = 0; lane < W; lane++) {
      for (int i = 0; i < hostOne.length; i++) {
        hostOne[i] = u[uo + i * W + lane];
      }
      HostKernels.reunitarise(n, hostOne, 0);
      for (int i = 0; i < hostOne.length; i++) {
        u[uo + i * W + lane] = Lanes.number(hostOne[i]);
      }
    }
  }
}
