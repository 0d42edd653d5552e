package org.fluxtube.engine.stats;

import java.util.Arrays;

/**
 * Gamma(t) = 1/(N - R t) sum_r sum_i d_i^r d_{i+t}^r of deviations d (Wolff, eq. 31), lag by lag
 * until the automatic window closes (section 3.3).
 *
 * @param gamma Gamma(0..length-1), not bias corrected
 * @param window W
 * @param closed whether the condition g(W) < 0 was met before the largest lag
 */
record Autocovariance(double[] gamma, int window, boolean closed) {
  private static final double SMALLEST_TAU = 1e-3;

  /**
   * Sums lags until the window closes and on to twice the window.
   *
   * @param d deviations of every chain from the overall mean; unchanged
   * @param maxLag largest lag, below the length of every chain
   * @param s ratio of the exponential to the integrated autocorrelation time that is assumed
   */
  static Autocovariance of(double[][] d, int maxLag, double s) {
    long n = 0;
    for (double[] chain : d) {
      n += chain.length;
    }
    double[] gamma = new double[Math.min(maxLag + 1, 64)];
    gamma[0] = lag(d, 0, n);
    double sum = 0;
    double absoluteSum = 0;
    int window = maxLag;
    boolean closed = false;
    int last = maxLag;
    for (int t = 1; t <= last; t++) {
      if (t == gamma.length) {
        gamma = Arrays.copyOf(gamma, Math.min(maxLag + 1, 2 * t));
      }
      gamma[t] = lag(d, t, n);
      if (!closed) {
        sum += gamma[t] / gamma[0];
        absoluteSum += Math.abs(gamma[t] / gamma[0]);
        if (sum > 0
            ? closes(t, sum, 1, s, n)
            : closes(t, absoluteSum, ratio(sum, absoluteSum), s, n)) {
          closed = true;
          window = t;
          last = (int) Math.min(maxLag, 2L * t);
        }
      }
    }
    return new Autocovariance(Arrays.copyOf(gamma, last + 1), window, closed);
  }

  /** C(W) = Gamma(0) + 2 sum_{t=1}^{W} Gamma(t), eq. 35. */
  double sum(int w) {
    double c = gamma[0];
    for (int t = 1; t <= w; t++) {
      c += 2 * gamma[t];
    }
    return c;
  }

  /**
   * Anticorrelated series: the sum is negative, but its envelope tells when it has decayed; the
   * remainder counts against the much smaller tau_int.
   */
  private static double ratio(double sum, double absoluteSum) {
    return (0.5 + absoluteSum) / Math.max(0.5 + sum, SMALLEST_TAU);
  }

  /**
   * g(W) = exp(-W/tau) - tau/sqrt(W N) < 0 with S/tau = ln((2 tau_int + 1)/(2 tau_int - 1)); the
   * exponential is multiplied by the amplitude, 1 for positive sums.
   */
  private static boolean closes(int w, double sumRho, double amplitude, double s, long n) {
    double tau = sumRho > 0 ? s / Math.log1p(1 / sumRho) : 0;
    double truncation = tau > 0 ? amplitude * Math.exp(-w / tau) : 0;
    return truncation - Math.max(tau, Double.MIN_NORMAL) / Math.sqrt((double) w * n) < 0;
  }

  private static double lag(double[][] d, int t, long n) {
    double sum = 0;
    for (double[] chain : d) {
      sum += dot(chain, t);
    }
    return sum / (n - (long) d.length * t);
  }

  /** Four partial sums in a fixed order: one sum alone waits for the latency of every addition. */
  private static double dot(double[] d, int t) {
    int length = d.length - t;
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i < length - 3; i += 4) {
      s0 += d[i] * d[i + t];
      s1 += d[i + 1] * d[i + 1 + t];
      s2 += d[i + 2] * d[i + 2 + t];
      s3 += d[i + 3] * d[i + 3 + t];
    }
    for (; i < length; i++) {
      s0 += d[i] * d[i + t];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
