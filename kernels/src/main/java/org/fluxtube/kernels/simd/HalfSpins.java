package org.fluxtube.kernels.simd;

/**
 * A spin matrix a (1, B; C, C B) in which each row of B and each column of C has one number that is
 * real or imaginary, as Wilson's 1 -+ gamma_mu has in a basis where gamma_5 is diagonal: links act
 * on the half spinors h = (1, B) x, and (1; C) takes what they make to whole spinors.
 */
final class HalfSpins {
  private static final int W = Lanes.COUNT;
  private final HalfSpin[] components;

  private HalfSpins(int half) {
    this.components = new HalfSpin[half];
  }

  /**
   * From the numbers of the matrices (1, B) and (1; C), row by row, or null where one has another
   * form.
   */
  static HalfSpins of(double[] hostP, double[] hostR, int half, int n) {
    HalfSpins out = new HalfSpins(half);
    int size = 2 * n * W;
    for (int i = 0; i < half; i++) {
      int b = only(hostP, 2 * i * half + half, 1, half);
      int c = only(hostR, half * half + i, half, half);
      if (b < 0 || c < 0) {
        return null;
      }
      double[] hostF = hostNumbers(hostP, 2 * i * half + half + b);
      double[] hostG = hostNumbers(hostR, half * half + i + c * half);
      int from = (half + b) * size;
      int to = (half + c) * size;
      boolean f = hostF[1] == 0;
      boolean g = hostG[1] == 0;
      out.components[i] =
          new HalfSpin(
              i * size,
              f ? from : from + W,
              f ? from + W : from,
              f ? hostF[0] : -hostF[1],
              f ? hostF[0] : hostF[1],
              g ? to : to + W,
              g ? to + W : to,
              g ? hostG[0] : hostG[1],
              g ? hostG[0] : -hostG[1]);
    }
    return out;
  }

  /** Which of {@code count} complex numbers is the only one, or -1. */
  private static int only(double[] host, int first, int step, int count) {
    int found = -1;
    for (int k = 0; k < count; k++) {
      double re = host[2 * (first + k * step)];
      double im = host[2 * (first + k * step) + 1];
      if (re != 0 || im != 0) {
        if (found >= 0 || (re != 0 && im != 0)) {
          return -1;
        }
        found = k;
      }
    }
    return found;
  }

  private static double[] hostNumbers(double[] host, int at) {
    double[] hostPair = Host.numbers(2);
    hostPair[0] = host[2 * at];
    hostPair[1] = host[2 * at + 1];
    return hostPair;
  }

  /** y = y + alpha (1; C) u (1, B) x, with x in the order of lanes {@code turn}. */
  void addTimes(
      Colours colours,
      Turn turn,
      double alpha,
      double[] u,
      int uo,
      double[] x,
      int xo,
      double[] y,
      int yo) {
    for (HalfSpin h : components) {
      colours.addTimes(h, turn, alpha, u, uo, x, xo, y, yo);
    }
  }

  /** y = y + alpha (1; C) u^dagger (1, B) x, where what is added is turned. */
  void addAdjointTimes(
      Colours colours,
      Turn turn,
      double alpha,
      double[] u,
      int uo,
      double[] x,
      int xo,
      double[] y,
      int yo) {
    for (HalfSpin h : components) {
      colours.addAdjointTimes(h, turn, alpha, u, uo, x, xo, y, yo);
    }
  }
}
