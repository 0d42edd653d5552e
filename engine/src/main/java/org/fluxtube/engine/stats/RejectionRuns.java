package org.fluxtube.engine.stats;

import java.util.Arrays;
import java.util.List;

/**
 * Runs of rejections of an independence sampler. Only they make it remember: rho(t) is the
 * probability of t rejections in a row (arXiv:1904.12072, eq. 15), so that tau_int = 1/2 + mean of
 * the counter of rejections.
 *
 * @param longest rejections in a row
 * @param histogram how many runs had 0, 1, 2-3, 4-7, 8-15 ... rejections, a run for each accepted
 *     proposal
 * @param tauInt integrated autocorrelation time in proposals, for any observable
 */
public record RejectionRuns(long longest, List<Long> histogram, double tauInt) {
  /** Copies the histogram. */
  public RejectionRuns {
    histogram = List.copyOf(histogram);
  }

  /**
   * From the counter of rejections after each proposal, 0 where one was accepted.
   *
   * @param chains the series of each chain; unchanged
   */
  public static RejectionRuns of(List<double[]> chains) {
    long longest = 0;
    double sum = 0;
    long n = 0;
    long[] counts = new long[64];
    int bins = 0;
    for (double[] counter : chains) {
      for (int t = 0; t < counter.length; t++) {
        longest = Math.max(longest, (long) counter[t]);
        sum += counter[t];
        n++;
        if (counter[t] == 0 && t > 0) {
          int bin = 64 - Long.numberOfLeadingZeros((long) counter[t - 1]);
          counts[bin]++;
          bins = Math.max(bins, bin + 1);
        }
      }
    }
    List<Long> histogram = Arrays.stream(counts, 0, bins).boxed().toList();
    return new RejectionRuns(longest, histogram, n == 0 ? Double.NaN : 0.5 + sum / n);
  }

  /** The runs of a bin: 0, 1, 2-3, 4-7 ... */
  public static String bin(int k) {
    return k < 2 ? Integer.toString(k) : (1L << (k - 1)) + "-" + ((1L << k) - 1);
  }
}
