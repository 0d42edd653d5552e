package org.fluxtube.engine.stats;

/**
 * Running mean and variance: {@code m <- m + (x - m)/n}, {@code M2 <- M2 + (x - m_old)(x - m_new)}.
 *
 * <p>Stable for any offset; mutable, for one thread. Two are merged exactly, so that chains may be
 * summed on their own. Sources: B. P. Welford, Technometrics 4 (1962) 419; T. F. Chan, G. H. Golub,
 * R. J. LeVeque, Am. Stat. 37 (1983) 242, eq. 2.1.
 */
public final class Running {
  private long n;
  private double mean;
  private double m2;

  /**
   * Adds a number.
   *
   * @throws IllegalArgumentException if it is not finite; the state is unchanged
   */
  public void add(double x) {
    if (!Double.isFinite(x)) {
      throw new IllegalArgumentException(
          "running mean: measurement " + n + " is " + x + ", allowed are finite numbers");
    }
    n++;
    double d = x - mean;
    mean += d / n;
    m2 += d * (x - mean);
  }

  /** Adds all numbers of another one, which is unchanged. */
  public void merge(Running other) {
    if (other.n == 0) {
      return;
    }
    long total = n + other.n;
    double d = other.mean - mean;
    m2 += other.m2 + d * d * ((double) n * other.n / total);
    mean += d * other.n / total;
    n = total;
  }

  /** How many numbers. */
  public long n() {
    return n;
  }

  /** Their mean; NaN for none. */
  public double mean() {
    return n == 0 ? Double.NaN : mean;
  }

  /** Unbiased variance M2/(n-1); NaN below two numbers. */
  public double variance() {
    return n < 2 ? Double.NaN : m2 / (n - 1);
  }

  /** Error of the mean as if the numbers were independent; NaN below two. */
  public double naiveError() {
    return Math.sqrt(variance() / n);
  }
}
