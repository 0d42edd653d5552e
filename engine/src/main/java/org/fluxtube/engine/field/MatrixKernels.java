package org.fluxtube.engine.field;

/** Complex N x N matrices at an offset of an array, row by row, real part first. */
final class MatrixKernels {
  private MatrixKernels() {}

  /** c = alpha op(a) op(b) + beta c; c must not overlap a or b. */
  static void multiply(
      int n,
      double alpha,
      double[] a,
      int ao,
      boolean adjointA,
      double[] b,
      int bo,
      boolean adjointB,
      double beta,
      double[] c,
      int co) {
    int aRow = adjointA ? 2 : 2 * n;
    int aColumn = adjointA ? 2 * n : 2;
    int bRow = adjointB ? 2 : 2 * n;
    int bColumn = adjointB ? 2 * n : 2;
    double aSign = adjointA ? -1 : 1;
    double bSign = adjointB ? -1 : 1;
    if (n == 3) {
      multiply3(alpha, a, ao, aRow, aColumn, aSign, b, bo, bRow, bColumn, bSign, beta, c, co);
      return;
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double re = 0;
        double im = 0;
        for (int k = 0; k < n; k++) {
          int ai = ao + i * aRow + k * aColumn;
          int bi = bo + k * bRow + j * bColumn;
          double ar = a[ai];
          double ac = aSign * a[ai + 1];
          double br = b[bi];
          double bc = bSign * b[bi + 1];
          re += ar * br - ac * bc;
          im += ar * bc + ac * br;
        }
        int ci = co + 2 * (i * n + j);
        c[ci] = beta == 0 ? alpha * re : beta * c[ci] + alpha * re;
        c[ci + 1] = beta == 0 ? alpha * im : beta * c[ci + 1] + alpha * im;
      }
    }
  }

  private static void multiply3(
      double alpha,
      double[] a,
      int ao,
      int aRow,
      int aColumn,
      double aSign,
      double[] b,
      int bo,
      int bRow,
      int bColumn,
      double bSign,
      double beta,
      double[] c,
      int co) {
    for (int j = 0; j < 3; j++) {
      int bj = bo + j * bColumn;
      double b0r = alpha * b[bj];
      double b0i = alpha * bSign * b[bj + 1];
      double b1r = alpha * b[bj + bRow];
      double b1i = alpha * bSign * b[bj + bRow + 1];
      double b2r = alpha * b[bj + 2 * bRow];
      double b2i = alpha * bSign * b[bj + 2 * bRow + 1];
      for (int i = 0; i < 3; i++) {
        int ai = ao + i * aRow;
        double a0r = a[ai];
        double a0i = aSign * a[ai + 1];
        double a1r = a[ai + aColumn];
        double a1i = aSign * a[ai + aColumn + 1];
        double a2r = a[ai + 2 * aColumn];
        double a2i = aSign * a[ai + 2 * aColumn + 1];
        double re = a0r * b0r - a0i * b0i + a1r * b1r - a1i * b1i + a2r * b2r - a2i * b2i;
        double im = a0r * b0i + a0i * b0r + a1r * b1i + a1i * b1r + a2r * b2i + a2i * b2r;
        int ci = co + 6 * i + 2 * j;
        c[ci] = beta == 0 ? re : beta * c[ci] + re;
        c[ci + 1] = beta == 0 ? im : beta * c[ci + 1] + im;
      }
    }
  }

  /** Gram-Schmidt on rows; for N >= 2 the last row is divided by the determinant's phase. */
  static void reunitarise(int n, double[] u, int o) {
    for (int i = 0; i < n; i++) {
      int row = o + 2 * i * n;
      for (int j = 0; j < i; j++) {
        int other = o + 2 * j * n;
        double re = 0;
        double im = 0;
        for (int k = 0; k < 2 * n; k += 2) {
          re += u[other + k] * u[row + k] + u[other + k + 1] * u[row + k + 1];
          im += u[other + k] * u[row + k + 1] - u[other + k + 1] * u[row + k];
        }
        for (int k = 0; k < 2 * n; k += 2) {
          u[row + k] -= re * u[other + k] - im * u[other + k + 1];
          u[row + k + 1] -= re * u[other + k + 1] + im * u[other + k];
        }
      }
      double norm = 0;
      for (int k = 0; k < 2 * n; k++) {
        norm += u[row + k] * u[row + k];
      }
      double scale = 1 / Math.sqrt(norm);
      for (int k = 0; k < 2 * n; k++) {
        u[row + k] *= scale;
      }
    }
    if (n > 1) {
      double[] det = determinant(n, u, o);
      double norm = det[0] * det[0] + det[1] * det[1];
      double re = det[0] / norm;
      double im = -det[1] / norm;
      int row = o + 2 * (n - 1) * n;
      for (int k = 0; k < 2 * n; k += 2) {
        double r = u[row + k];
        double c = u[row + k + 1];
        u[row + k] = r * re - c * im;
        u[row + k + 1] = r * im + c * re;
      }
    }
  }

  /** det u as {re, im}, by elimination with partial pivoting. */
  static double[] determinant(int n, double[] u, int o) {
    double[] m = java.util.Arrays.copyOfRange(u, o, o + 2 * n * n);
    double re = 1;
    double im = 0;
    for (int k = 0; k < n; k++) {
      int pivot = k;
      double best = -1;
      for (int i = k; i < n; i++) {
        double r = m[2 * (i * n + k)];
        double c = m[2 * (i * n + k) + 1];
        if (r * r + c * c > best) {
          best = r * r + c * c;
          pivot = i;
        }
      }
      if (best == 0) {
        return new double[] {0, 0};
      }
      if (pivot != k) {
        for (int j = 0; j < 2 * n; j++) {
          double swap = m[2 * k * n + j];
          m[2 * k * n + j] = m[2 * pivot * n + j];
          m[2 * pivot * n + j] = swap;
        }
        re = -re;
        im = -im;
      }
      double pr = m[2 * (k * n + k)];
      double pi = m[2 * (k * n + k) + 1];
      double r = re * pr - im * pi;
      im = re * pi + im * pr;
      re = r;
      double norm = pr * pr + pi * pi;
      for (int i = k + 1; i < n; i++) {
        double xr = m[2 * (i * n + k)];
        double xi = m[2 * (i * n + k) + 1];
        double fr = (xr * pr + xi * pi) / norm;
        double fi = (xi * pr - xr * pi) / norm;
        for (int j = 2 * k; j < 2 * n; j += 2) {
          double ar = m[2 * k * n + j];
          double ai = m[2 * k * n + j + 1];
          m[2 * i * n + j] -= fr * ar - fi * ai;
          m[2 * i * n + j + 1] -= fr * ai + fi * ar;
        }
      }
    }
    return new double[] {re, im};
  }
}
