package org.fluxtube.kernels.opencl.kernel;

/**
 * Complex n x n matrices, row by row, real part first: component c of site s of a vector is {@code
 * m[c * volume + s]}; a work-item's own matrix is {@code myM[c]}. With a literal n the compiler
 * unrolls everything and keeps own matrices in registers. Functions of {@code Math} are translated
 * in classes of kernels only, so there are none here.
 */
final class Matrices {
  private Matrices() {}

  /** myM = m(s), or its Hermitian conjugate where {@code adjoint} is 1. */
  static void load(int n, double[] m, int adjoint, int s, int volume, double[] myM) {
    int row = n;
    int column = 1;
    double sign = 1;
    if (adjoint == 1) {
      row = 1;
      column = n;
      sign = -1;
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        int from = 2 * (i * row + j * column) * volume + s;
        myM[2 * (i * n + j)] = m[from];
        myM[2 * (i * n + j) + 1] = sign * m[from + volume];
      }
    }
  }

  /** m(s) = myM. */
  static void store(int n, double[] myM, int s, int volume, double[] m) {
    for (int c = 0; c < 2 * n * n; c++) {
      m[c * volume + s] = myM[c];
    }
  }

  /** myM = 0. */
  static void zero(int n, double[] myM) {
    for (int c = 0; c < 2 * n * n; c++) {
      myM[c] = 0;
    }
  }

  /** myOut = myOut + alpha myM. */
  static void add(int n, double alpha, double[] myM, double[] myOut) {
    for (int c = 0; c < 2 * n * n; c++) {
      myOut[c] = myOut[c] + alpha * myM[c];
    }
  }

  /** myOut = myA myB. */
  static void multiply(int n, double[] myA, double[] myB, double[] myOut) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double re = 0;
        double im = 0;
        for (int k = 0; k < n; k++) {
          double ar = myA[2 * (i * n + k)];
          double ai = myA[2 * (i * n + k) + 1];
          double br = myB[2 * (k * n + j)];
          double bi = myB[2 * (k * n + j) + 1];
          re += ar * br - ai * bi;
          im += ar * bi + ai * br;
        }
        myOut[2 * (i * n + j)] = re;
        myOut[2 * (i * n + j) + 1] = im;
      }
    }
  }

  /** myOut = myOut + alpha myA myB. */
  static void multiplyAdd(int n, double alpha, double[] myA, double[] myB, double[] myOut) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double re = 0;
        double im = 0;
        for (int k = 0; k < n; k++) {
          double ar = myA[2 * (i * n + k)];
          double ai = myA[2 * (i * n + k) + 1];
          double br = myB[2 * (k * n + j)];
          double bi = myB[2 * (k * n + j) + 1];
          re += ar * br - ai * bi;
          im += ar * bi + ai * br;
        }
        myOut[2 * (i * n + j)] = myOut[2 * (i * n + j)] + alpha * re;
        myOut[2 * (i * n + j) + 1] = myOut[2 * (i * n + j) + 1] + alpha * im;
      }
    }
  }

  /** myOut = myA myB^+. */
  static void timesAdjoint(int n, double[] myA, double[] myB, double[] myOut) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double re = 0;
        double im = 0;
        for (int k = 0; k < n; k++) {
          double ar = myA[2 * (i * n + k)];
          double ai = myA[2 * (i * n + k) + 1];
          double br = myB[2 * (j * n + k)];
          double bi = myB[2 * (j * n + k) + 1];
          re += ar * br + ai * bi;
          im += ai * br - ar * bi;
        }
        myOut[2 * (i * n + j)] = re;
        myOut[2 * (i * n + j) + 1] = im;
      }
    }
  }

  /** myOut = alpha myA^+ myB. */
  static void adjointTimes(int n, double alpha, double[] myA, double[] myB, double[] myOut) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double re = 0;
        double im = 0;
        for (int k = 0; k < n; k++) {
          double ar = myA[2 * (k * n + i)];
          double ai = myA[2 * (k * n + i) + 1];
          double br = myB[2 * (k * n + j)];
          double bi = myB[2 * (k * n + j) + 1];
          re += ar * br + ai * bi;
          im += ar * bi - ai * br;
        }
        myOut[2 * (i * n + j)] = alpha * re;
        myOut[2 * (i * n + j) + 1] = alpha * im;
      }
    }
  }

  /** Re tr[A B^+]. */
  static double realDot(int n, double[] myA, double[] myB) {
    double sum = 0;
    for (int c = 0; c < 2 * n * n; c++) {
      sum += myA[c] * myB[c];
    }
    return sum;
  }

  /** out(s) = alpha myA myB + beta out(s). */
  static void multiplyStore(
      int n,
      double alpha,
      double[] myA,
      double[] myB,
      double beta,
      int s,
      int volume,
      double[] out) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double re = 0;
        double im = 0;
        for (int k = 0; k < n; k++) {
          double ar = myA[2 * (i * n + k)];
          double ai = myA[2 * (i * n + k) + 1];
          double br = myB[2 * (k * n + j)];
          double bi = myB[2 * (k * n + j) + 1];
          re += ar * br - ai * bi;
          im += ar * bi + ai * br;
        }
        int at = 2 * (i * n + j) * volume + s;
        Project.put(at, beta, alpha * re, out);
        Project.put(at + volume, beta, alpha * im, out);
      }
    }
  }

  /**
   * out^a(s) = alpha Re tr[T^a myM] + beta out^a(s) with the generators of the engine. Loops to n,
   * so that they can be unrolled: the pair (j, k) has the generators k^2 - 1 + 2j and the next,
   * then comes the diagonal one.
   */
  static void project(
      int n, double alpha, double[] myM, double beta, int s, int volume, double[] out) {
    if (n == 1) {
      Project.put(s, beta, -alpha * myM[1], out);
    }
    double scaled = -0.5 * alpha;
    double trace = 0;
    for (int k = 1; k < n; k++) {
      trace += myM[2 * ((k - 1) * n + k - 1) + 1];
      for (int j = 0; j < n; j++) {
        if (j < k) {
          int jk = 2 * (j * n + k);
          int kj = 2 * (k * n + j);
          int a = (k * k - 1 + 2 * j) * volume + s;
          Project.put(a, beta, scaled * (myM[jk + 1] + myM[kj + 1]), out);
          Project.put(a + volume, beta, scaled * (myM[jk] - myM[kj]), out);
        }
      }
      double diagonal = trace - k * myM[2 * (k * n + k) + 1];
      int last = (k * k - 1 + 2 * k) * volume + s;
      Project.put(last, beta, scaled * Project.diagonal(k) * diagonal, out);
    }
  }

  /** myX = alpha p^a(s) T^a. */
  static void algebra(int n, double alpha, double[] p, int s, int volume, double[] myX) {
    zero(n, myX);
    if (n == 1) {
      myX[1] = alpha * p[s];
    }
    double scaled = 0.5 * alpha;
    for (int k = 1; k < n; k++) {
      double diagonal = scaled * p[(k * k - 1 + 2 * k) * volume + s] * Project.diagonal(k);
      for (int j = 0; j < n; j++) {
        if (j < k) {
          int a = (k * k - 1 + 2 * j) * volume + s;
          double symmetric = scaled * p[a];
          double antisymmetric = scaled * p[a + volume];
          myX[2 * (j * n + k)] = antisymmetric;
          myX[2 * (j * n + k) + 1] = symmetric;
          myX[2 * (k * n + j)] = -antisymmetric;
          myX[2 * (k * n + j) + 1] = symmetric;
          myX[2 * (j * n + j) + 1] = myX[2 * (j * n + j) + 1] + diagonal;
        }
      }
      myX[2 * (k * n + k) + 1] = myX[2 * (k * n + k) + 1] - k * diagonal;
    }
  }
}
