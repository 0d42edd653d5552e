package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * Puts u(s) back into U(1) or SU(N), one work-item a site: Gram-Schmidt on rows, then the last row
 * is divided by the determinant's phase; m is work space like u.
 */
public final class Reunitarise extends Kernel {
  double[] u;
  double[] m;
  int n;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      at(s, n, volume, u, m);
    }
  }

  static void at(int s, int n, int volume, double[] u, double[] m) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        orthogonalise(s, n, volume, i, j, u);
      }
      normalise(s, n, volume, i, u);
    }
    if (n > 1) {
      Shift.at(s, u, s, 2 * n * n, volume, m);
      double sign = 1;
      for (int k = 0; k < n; k++) {
        sign = sign * pivot(s, n, volume, k, m);
        eliminate(s, n, volume, k, m);
      }
      determinant(s, n, volume, sign, u, m);
    }
  }

  /** Row i loses its part along row j. */
  static void orthogonalise(int s, int n, int volume, int i, int j, double[] u) {
    double re = 0;
    double im = 0;
    for (int k = 0; k < n; k++) {
      int ik = 2 * (i * n + k) * volume + s;
      int jk = 2 * (j * n + k) * volume + s;
      re += u[jk] * u[ik] + u[jk + volume] * u[ik + volume];
      im += u[jk] * u[ik + volume] - u[jk + volume] * u[ik];
    }
    for (int k = 0; k < n; k++) {
      int ik = 2 * (i * n + k) * volume + s;
      int jk = 2 * (j * n + k) * volume + s;
      u[ik] = u[ik] - (re * u[jk] - im * u[jk + volume]);
      u[ik + volume] = u[ik + volume] - (re * u[jk + volume] + im * u[jk]);
    }
  }

  static void normalise(int s, int n, int volume, int i, double[] u) {
    double norm = 0;
    for (int k = 2 * i * n; k < 2 * (i + 1) * n; k++) {
      norm += u[k * volume + s] * u[k * volume + s];
    }
    double scale = 1 / Math.sqrt(norm);
    for (int k = 2 * i * n; k < 2 * (i + 1) * n; k++) {
      u[k * volume + s] = u[k * volume + s] * scale;
    }
  }

  /** Brings the largest element of column k to row k; -1 if rows were exchanged, else 1. */
  static double pivot(int s, int n, int volume, int k, double[] m) {
    int pivot = k;
    double best = -1;
    for (int i = k; i < n; i++) {
      int ik = 2 * (i * n + k) * volume + s;
      double size = m[ik] * m[ik] + m[ik + volume] * m[ik + volume];
      if (size > best) {
        best = size;
        pivot = i;
      }
    }
    for (int j = 0; j < 2 * n; j++) {
      int kj = (2 * k * n + j) * volume + s;
      int pj = (2 * pivot * n + j) * volume + s;
      double keep = m[kj];
      m[kj] = m[pj];
      m[pj] = keep;
    }
    double sign = 1;
    if (pivot != k) {
      sign = -1;
    }
    return sign;
  }

  /** Rows below k lose their column k. */
  static void eliminate(int s, int n, int volume, int k, double[] m) {
    int kk = 2 * (k * n + k) * volume + s;
    double pr = m[kk];
    double pi = m[kk + volume];
    double norm = pr * pr + pi * pi;
    for (int i = k + 1; i < n; i++) {
      int ik = 2 * (i * n + k) * volume + s;
      double xr = m[ik];
      double xi = m[ik + volume];
      double fr = (xr * pr + xi * pi) / norm;
      double fi = (xi * pr - xr * pi) / norm;
      for (int j = k; j < n; j++) {
        int kj = 2 * (k * n + j) * volume + s;
        int ij = 2 * (i * n + j) * volume + s;
        m[ij] = m[ij] - (fr * m[kj] - fi * m[kj + volume]);
        m[ij + volume] = m[ij + volume] - (fr * m[kj + volume] + fi * m[kj]);
      }
    }
  }

  /** The last row of u times the inverse of the product of the diagonal of m. */
  static void determinant(int s, int n, int volume, double sign, double[] u, double[] m) {
    double re = sign;
    double im = 0;
    for (int k = 0; k < n; k++) {
      int kk = 2 * (k * n + k) * volume + s;
      double next = re * m[kk] - im * m[kk + volume];
      im = re * m[kk + volume] + im * m[kk];
      re = next;
    }
    double norm = re * re + im * im;
    double fr = re / norm;
    double fi = -im / norm;
    for (int k = (n - 1) * n; k < n * n; k++) {
      double r = u[2 * k * volume + s];
      double c = u[(2 * k + 1) * volume + s];
      u[2 * k * volume + s] = r * fr - c * fi;
      u[(2 * k + 1) * volume + s] = r * fi + c * fr;
    }
  }
}
