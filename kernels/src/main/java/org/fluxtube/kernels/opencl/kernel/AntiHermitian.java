package org.fluxtube.kernels.opencl.kernel;

/**
 * Anti-Hermitian n x n matrices of a work-item, stored as in {@link Matrices}. What is projected on
 * the algebra at the end may hold a multiple of i.
 */
final class AntiHermitian {
  private AntiHermitian() {}

  /**
   * out^a(s) = x^a(s) - y^a(at) + beta out^a(s), {@code at} an entry of the table of neighbours.
   */
  static void difference(
      int n, int s, int at, double[] x, double[] y, double beta, int volume, double[] out) {
    int t = at / 8;
    int turn = at - 8 * t;
    int generators = n * n - 1;
    if (n == 1) {
      generators = 1;
    }
    for (int a = 0; a < generators; a++) {
      Project.put(
          a * volume + s, beta, x[a * volume + s] - Lanes.turned(y[a * volume + t], turn), out);
    }
  }

  /** myM = (myM - myM^+)/2. */
  static void part(int n, double[] myM) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (j >= i) {
          int ij = 2 * (i * n + j);
          int ji = 2 * (j * n + i);
          double re = 0.5 * (myM[ij] - myM[ji]);
          double im = 0.5 * (myM[ij + 1] + myM[ji + 1]);
          myM[ij] = re;
          myM[ij + 1] = im;
          myM[ji] = -re;
          myM[ji + 1] = im;
        }
      }
    }
  }

  /**
   * myOut = L G L^+ for anti-Hermitian G, L = u or, where {@code adjoint} is 1, u^+ at an entry of
   * the table of neighbours; half of the second product is known from the other half.
   */
  static void carry(
      int n,
      double[] u,
      int adjoint,
      int at,
      int volume,
      double[] myG,
      double[] myL,
      double[] myT,
      double[] myOut) {
    Loops.fetch(n, u, adjoint, at, volume, myL);
    Matrices.multiply(n, myL, myG, myT);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (j >= i) {
          double re = 0;
          double im = 0;
          for (int k = 0; k < n; k++) {
            double ar = myT[2 * (i * n + k)];
            double ai = myT[2 * (i * n + k) + 1];
            double br = myL[2 * (j * n + k)];
            double bi = myL[2 * (j * n + k) + 1];
            re += ar * br + ai * bi;
            im += ai * br - ar * bi;
          }
          if (i == j) {
            re = 0;
          }
          myOut[2 * (j * n + i)] = -re;
          myOut[2 * (j * n + i) + 1] = im;
          myOut[2 * (i * n + j)] = re;
          myOut[2 * (i * n + j) + 1] = im;
        }
      }
    }
  }

  /** myOut = myOut + alpha [myX, myY], all anti-Hermitian. */
  static void addBracket(int n, double alpha, double[] myX, double[] myY, double[] myOut) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (j >= i) {
          double re = 0;
          double im = 0;
          for (int k = 0; k < n; k++) {
            double ar = myX[2 * (i * n + k)];
            double ai = myX[2 * (i * n + k) + 1];
            double br = myY[2 * (k * n + j)];
            double bi = myY[2 * (k * n + j) + 1];
            double cr = myY[2 * (i * n + k)];
            double ci = myY[2 * (i * n + k) + 1];
            double dr = myX[2 * (k * n + j)];
            double di = myX[2 * (k * n + j) + 1];
            re += ar * br - ai * bi - (cr * dr - ci * di);
            im += ar * bi + ai * br - (cr * di + ci * dr);
          }
          int ij = 2 * (i * n + j);
          int ji = 2 * (j * n + i);
          if (i < j) {
            myOut[ji] = myOut[ji] - alpha * re;
            myOut[ji + 1] = myOut[ji + 1] + alpha * im;
            myOut[ij] = myOut[ij] + alpha * re;
          }
          myOut[ij + 1] = myOut[ij + 1] + alpha * im;
        }
      }
    }
  }
}
