package org.fluxtube.kernels.opencl.kernel;

/**
 * Hops of spinors with n colours at one site; {@code x[c * stride + at]} is component c of x. A
 * spin projector 1 - sign gamma has half rank: with h = psi_upper + c psi_lower, c = +-1 or +-i,
 * the lower component of the result is conj(c) h (I. Montvay, G. Muenster, Quantum Fields on a
 * Lattice (1994), section 7.4). c is given as {@code swap} (1 for +-i) and the factors of the real
 * and imaginary part of h.
 */
final class Hops {
  private Hops() {}

  /** One component h of x, turned. */
  static void halve(
      int n,
      double[] x,
      int at,
      int stride,
      int upper,
      int lower,
      int swap,
      double uniformRe,
      double uniformIm,
      double[] myH) {
    for (int c = 0; c < n; c++) {
      int u = 2 * (upper * n + c);
      int l = 2 * (lower * n + c);
      myH[u] = x[u * stride + at] + uniformRe * x[(l + swap) * stride + at];
      myH[u + 1] = x[(u + 1) * stride + at] + uniformIm * x[(l + 1 - swap) * stride + at];
    }
  }

  /** myH = x(at). */
  static void component(int n, double[] x, int at, int stride, int spin, double[] myH) {
    for (int c = 0; c < 2 * n; c++) {
      myH[c] = x[(2 * spin * n + c) * stride + at];
    }
  }

  /** Turns the lanes of one component. */
  static void turn(int n, int spin, int turn, double[] myH) {
    if (turn != 0) {
      for (int c = 0; c < 2 * n; c++) {
        myH[2 * spin * n + c] = Lanes.turned(myH[2 * spin * n + c], turn);
      }
    }
  }

  /** myG = U myH for one component. */
  static void colour(int n, double[] myU, int spin, double[] myH, double[] myG) {
    for (int i = 0; i < n; i++) {
      double re = 0;
      double im = 0;
      for (int k = 0; k < n; k++) {
        double ur = myU[2 * (i * n + k)];
        double ui = myU[2 * (i * n + k) + 1];
        double hr = myH[2 * (spin * n + k)];
        double hi = myH[2 * (spin * n + k) + 1];
        re += ur * hr - ui * hi;
        im += ur * hi + ui * hr;
      }
      myG[2 * (spin * n + i)] = re;
      myG[2 * (spin * n + i) + 1] = im;
    }
  }

  /** Adds h to the upper and conj(c) h to the lower component. */
  static void add(
      int n,
      int upper,
      int lower,
      int swap,
      double uniformRe,
      double uniformIm,
      double[] myG,
      double[] mySum) {
    for (int c = 0; c < n; c++) {
      int u = 2 * (upper * n + c);
      int l = 2 * (lower * n + c);
      double re = myG[u];
      double im = myG[u + 1];
      mySum[u] = mySum[u] + re;
      mySum[u + 1] = mySum[u + 1] + im;
      if (swap == 1) {
        mySum[l] = mySum[l] - uniformRe * im;
        mySum[l + 1] = mySum[l + 1] - uniformIm * re;
      }
      if (swap == 0) {
        mySum[l] = mySum[l] + uniformRe * re;
        mySum[l + 1] = mySum[l + 1] + uniformIm * im;
      }
    }
  }

  /** Adds weight myG. */
  static void addTimes(int n, double uniformWeight, double[] myG, double[] mySum) {
    for (int c = 0; c < 2 * n; c++) {
      mySum[c] = mySum[c] + uniformWeight * myG[c];
    }
  }

  /** out = alpha mySum + beta out for 2 n numbers of one spin. */
  static void combine(
      int n,
      int spin,
      double alpha,
      double[] mySum,
      double beta,
      int at,
      int stride,
      double[] out) {
    for (int c = 0; c < 2 * n; c++) {
      int k = 2 * spin * n + c;
      Project.put(k * stride + at, beta, alpha * mySum[k], out);
    }
  }
}
