package org.fluxtube.engine.flow;

import java.util.Arrays;

/**
 * P = V diag(e^(i theta)) V^dagger of matrices of SU(N), the angles in the canonical cell theta_1
 * &gt;= theta_2 &gt;= .. &gt;= theta_N &gt;= theta_1 - 2 pi, sum theta = 0.
 *
 * <p>Rotations of pairs (p, q) as in Jacobi's method; P is normal, so that its Hermitian parts A =
 * (P + P^dagger)/2 and B = (P - P^dagger)/2i have the same eigenvectors, and a rotation makes that
 * combination of A and B diagonal whose 2 x 2 block is the longest. V is unitary to rounding, also
 * where eigenvalues coincide. Used by one thread; numbers of one matrix at a time.
 */
final class UnitaryEigen {
  private static final int MOST_SWEEPS = 40;

  /** Squared norm of what is off the diagonal, and of what a rotation would still move. */
  private static final double OFF = 1e-31;

  /** Gaps below, in units of 2 pi, are taken as this: a set of measure 1e-24. */
  static final double LEAST_GAP = 1e-8;

  private final int n;
  final double[] re;
  final double[] im;
  final double[] vRe;
  final double[] vIm;
  final double[] theta;
  private final double[] gaps;

  UnitaryEigen(int n) {
    this.n = n;
    this.re = new double[n * n];
    this.im = new double[n * n];
    this.vRe = new double[n * n];
    this.vIm = new double[n * n];
    this.theta = new double[n];
    this.gaps = new double[n];
  }

  /** From {@link #re} and {@link #im}, overwritten, to {@link #vRe}, {@link #vIm}, theta. */
  void decompose() {
    Arrays.fill(vRe, 0);
    Arrays.fill(vIm, 0);
    for (int k = 0; k < n; k++) {
      vRe[k * n + k] = 1;
    }
    for (int sweep = 0; sweep < MOST_SWEEPS && off() > OFF; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(p, q);
        }
      }
    }
    for (int k = 0; k < n; k++) {
      theta[k] = Math.atan2(im[k * n + k], re[k * n + k]);
    }
    intoTheCell();
  }

  private double off() {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        int at = i * n + j;
        sum += i == j ? 0 : re[at] * re[at] + im[at] * im[at];
      }
    }
    return sum;
  }

  /** With h = (H_pp - H_qq, 2 Re H_pq, 2 Im H_pq) of a Hermitian H. */
  private void rotate(int p, int q) {
    int pp = p * n + p;
    int qq = q * n + q;
    int pq = p * n + q;
    int qp = q * n + p;
    double[] a = {re[pp] - re[qq], re[pq] + re[qp], im[pq] - im[qp]};
    double[] b = {im[pp] - im[qq], im[pq] + im[qp], re[qp] - re[pq]};
    double turn = 0.5 * Math.atan2(2 * dot(a, b), dot(a, a) - dot(b, b));
    double ca = Math.cos(turn);
    double cb = Math.sin(turn);
    for (int k = 0; k < 3; k++) {
      a[k] = ca * a[k] + cb * b[k];
    }
    double length = Math.copySign(Math.sqrt(dot(a, a)), a[0]);
    if (!(Math.abs(length) > Double.MIN_NORMAL)) {
      return;
    }
    double norm = Math.sqrt(2 * (1 + a[0] / length));
    double c = norm / 2;
    double sRe = a[1] / length / norm;
    double sIm = -a[2] / length / norm;
    columns(re, im, p, q, c, sRe, sIm);
    columns(vRe, vIm, p, q, c, sRe, sIm);
    rows(p, q, c, sRe, sIm);
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  /** v_p becomes c v_p + s v_q, v_q becomes c v_q - s^* v_p. */
  private void columns(double[] mRe, double[] mIm, int p, int q, double c, double sRe, double sIm) {
    for (int i = 0; i < n; i++) {
      turn(mRe, mIm, i * n + p, i * n + q, c, sRe, sIm);
    }
  }

  private void rows(int p, int q, double c, double sRe, double sIm) {
    for (int j = 0; j < n; j++) {
      turn(re, im, p * n + j, q * n + j, c, sRe, -sIm);
    }
  }

  private static void turn(
      double[] mRe, double[] mIm, int p, int q, double c, double sRe, double sIm) {
    double pr = mRe[p];
    double pi = mIm[p];
    double qr = mRe[q];
    double qi = mIm[q];
    mRe[p] = c * pr + sRe * qr - sIm * qi;
    mIm[p] = c * pi + sRe * qi + sIm * qr;
    mRe[q] = c * qr - sRe * pr - sIm * pi;
    mIm[q] = c * qi - sRe * pi + sIm * pr;
  }

  private void intoTheCell() {
    double sum = 0;
    for (int k = 0; k < n; k++) {
      sum += theta[k];
      for (int j = k; j > 0 && theta[j] > theta[j - 1]; j--) {
        exchange(j - 1, j);
      }
    }
    int turns = (int) Math.rint(sum / (2 * Math.PI));
    for (; turns > 0; turns--) {
      theta[0] -= 2 * Math.PI;
      for (int j = 0; j + 1 < n; j++) {
        exchange(j, j + 1);
      }
    }
    for (; turns < 0; turns++) {
      theta[n - 1] += 2 * Math.PI;
      for (int j = n - 1; j > 0; j--) {
        exchange(j - 1, j);
      }
    }
    apart();
  }

  /** Theta anew from gaps that are at least {@link #LEAST_GAP} and have the sum 1. */
  private void apart() {
    int widest = 0;
    double sum = 0;
    for (int k = 0; k < n; k++) {
      double next = k + 1 < n ? theta[k + 1] : theta[0] - 2 * Math.PI;
      gaps[k] = Math.max(LEAST_GAP, (theta[k] - next) / (2 * Math.PI));
      sum += gaps[k];
      widest = gaps[k] > gaps[widest] ? k : widest;
    }
    gaps[widest] += 1 - sum;
    double first = 0;
    for (int k = 0; k + 1 < n; k++) {
      first += (n - 1 - k) * gaps[k];
    }
    theta[0] = 2 * Math.PI * first / n;
    for (int k = 1; k < n; k++) {
      theta[k] = theta[k - 1] - 2 * Math.PI * gaps[k - 1];
    }
  }

  private void exchange(int j, int k) {
    double t = theta[j];
    theta[j] = theta[k];
    theta[k] = t;
    for (int i = 0; i < n; i++) {
      double r = vRe[i * n + j];
      vRe[i * n + j] = vRe[i * n + k];
      vRe[i * n + k] = r;
      double m = vIm[i * n + j];
      vIm[i * n + j] = vIm[i * n + k];
      vIm[i * n + k] = m;
    }
  }
}
