package org.fluxtube.kernels.simd;

/**
 * A spin matrix a (1, B; C, C B) in which each row of B and each column of C has one number that is
 * real or imaginary, as Wilson's 1 -+ gamma_mu has in a basis where gamma_5 is diagonal: links act
 * on the half spinors h = (1, B) x, and (1; C) takes what they make to whole spinors.
 *
 * <p>This is one component of them, h = x_at + f x_other, and where u h goes: y_at = y_at + u h and
 * y_to = y_to + g u h. f and g are real or imaginary: the real part of what is added is one number
 * times the real or the imaginary part. Factors stand in vectors, in an array of {@link Factors}.
 *
 * @param at where the component begins in x and in y
 * @param atRe where what is added to the real part begins in x
 * @param atIm where what is added to the imaginary part begins in x
 * @param re where its factor stands
 * @param im where its factor stands
 * @param toRe where the real part of u h is added a second time in y
 * @param toIm where the imaginary part is
 * @param fromRe where the factor of the real part there stands
 * @param fromIm where the factor of the imaginary part there stands
 */
record HalfSpin(
    int at, int atRe, int atIm, int re, int im, int toRe, int toIm, int fromRe, int fromIm) {
  private static final int W = Lanes.COUNT;

  /**
   * The components of (1, B) and (1; C), from their numbers row by row, or null where one has
   * another form.
   */
  static HalfSpin[] of(double[] hostP, double[] hostR, int half, int n, Factors factors) {
    HalfSpin[] out = new HalfSpin[half];
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
      out[i] =
          new HalfSpin(
              i * size,
              f ? from : from + W,
              f ? from + W : from,
              factors.scaled(factors.index(f ? hostF[0] : -hostF[1])),
              factors.scaled(factors.index(f ? hostF[0] : hostF[1])),
              g ? to : to + W,
              g ? to + W : to,
              factors.plain(factors.index(g ? hostG[0] : hostG[1])),
              factors.plain(factors.index(g ? hostG[0] : -hostG[1])));
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
}
