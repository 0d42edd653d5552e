package org.fluxtube.kernels.opencl.kernel;

/** Outer products of the hop force of one direction; x and y may be at different sites. */
final class HopForces {
  private HopForces() {}

  /**
   * out^a(s) += alpha Re tr{T^a V(s) [x(next) (A^dagger y(s))^dagger + (B^dagger y(next))
   * x(s)^dagger]}, each term where its spinors exist. {@code uniformA}, {@code uniformB}: the spin
   * matrices; entry: of the table of blocks.
   */
  static void at(
      int n,
      int s,
      int entry,
      double alpha,
      double[] x,
      int xFirst,
      int xStride,
      double[] y,
      int yFirst,
      int yStride,
      double[] v,
      double[] uniformA,
      double[] uniformB,
      int spins,
      int volume,
      double[] myW,
      double[] myX,
      double[] myP,
      double[] myU,
      double[] myM,
      double[] out) {
    int next = entry / 8;
    int turn = entry - 8 * next;
    Matrices.zero(n, myP);
    if (exists(s, yFirst, yStride) * exists(next, xFirst, xStride) == 1) {
      for (int i = 0; i < spins; i++) {
        adjoint(n, uniformA, i, spins, y, s - yFirst, yStride, myW);
        Hops.component(n, x, next - xFirst, xStride, i, myX);
        Hops.turn(n, 0, turn, myX);
        outer(n, myX, myW, myP);
      }
    }
    if (exists(next, yFirst, yStride) * exists(s, xFirst, xStride) == 1) {
      for (int i = 0; i < spins; i++) {
        adjoint(n, uniformB, i, spins, y, next - yFirst, yStride, myW);
        Hops.turn(n, 0, turn, myW);
        Hops.component(n, x, s - xFirst, xStride, i, myX);
        outer(n, myW, myX, myP);
      }
    }
    Matrices.load(n, v, 0, s, volume, myU);
    Matrices.multiply(n, myU, myP, myM);
    Matrices.project(n, alpha, myM, 1.0, s, volume, out);
  }

  /** 1 if a vector of {@code sites} sites from {@code first} on has this one, else 0. */
  static int exists(int s, int first, int sites) {
    int result = 0;
    if (s >= first) {
      if (s < first + sites) {
        result = 1;
      }
    }
    return result;
  }

  /** myW = (M^dagger y)_i for the colours. */
  static void adjoint(
      int n, double[] uniformM, int i, int spins, double[] y, int at, int stride, double[] myW) {
    for (int c = 0; c < n; c++) {
      myW[2 * c] = 0;
      myW[2 * c + 1] = 0;
    }
    for (int j = 0; j < spins; j++) {
      double uniformRe = uniformM[2 * (j * spins + i)];
      double uniformIm = uniformM[2 * (j * spins + i) + 1];
      for (int c = 0; c < n; c++) {
        double re = y[2 * (j * n + c) * stride + at];
        double im = y[(2 * (j * n + c) + 1) * stride + at];
        myW[2 * c] = myW[2 * c] + uniformRe * re + uniformIm * im;
        myW[2 * c + 1] = myW[2 * c + 1] + uniformRe * im - uniformIm * re;
      }
    }
  }

  /** myP_ij += a_i conj(b_j). */
  static void outer(int n, double[] myA, double[] myB, double[] myP) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double ar = myA[2 * i];
        double ai = myA[2 * i + 1];
        double br = myB[2 * j];
        double bi = myB[2 * j + 1];
        int ij = 2 * (i * n + j);
        myP[ij] = myP[ij] + ar * br + ai * bi;
        myP[ij + 1] = myP[ij + 1] + ai * br - ar * bi;
      }
    }
  }
}
