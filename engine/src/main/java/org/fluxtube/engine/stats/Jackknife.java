package org.fluxtube.engine.stats;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Jackknife over bins: {@code error^2 = (B-1)/B sum_b (F_b - mean F_b)^2}, F_b = f of the means
 * without bin b; the value is {@code F - (B-1)(mean F_b - F)}, free of the bias of order 1/n.
 *
 * <p>For quantities that are no smooth function of few means (fits, roots), and for covariances.
 * Bins must be several tau_int long. They never join two chains; what does not fill a bin is left
 * out at the beginning of its chain. Source: B. Efron, SIAM monograph 38 (1982), chapters 2-3.
 *
 * @param binSize measurements in a bin, 1 or more
 */
public record Jackknife(int binSize) {
  private static final String NAME = "jackknife";

  /** Checks the size. */
  public Jackknife {
    if (binSize < 1) {
      throw new IllegalArgumentException(
          NAME + ": bin size is " + binSize + ", allowed is 1 or more, e.g. 10 tau_int");
    }
  }

  /**
   * F and its values without one bin each.
   *
   * @param value f of the means of all bins, m numbers
   * @param replicas {@code replicas[b]} = F_b, B rows of m numbers
   * @param n measurements used
   * @param binSize measurements in a bin
   */
  public record Samples(double[] value, double[][] replicas, long n, int binSize) {

    /** Component i; tau_int is not estimated (NaN), error of the error is error/sqrt(2(B-1)). */
    public Estimate estimate(int i) {
      int bins = replicas.length;
      double mean = mean(i);
      double error = Math.sqrt(covariance(i, i));
      return new Estimate(
          value[i] - (bins - 1) * (mean - value[i]),
          error,
          error / Math.sqrt(2.0 * (bins - 1)),
          Double.NaN,
          Double.NaN,
          n,
          binSize);
    }

    /** cov(F_i, F_j) = (B-1)/B sum_b (F_bi - mean)(F_bj - mean), as correlated fits need it. */
    public double covariance(int i, int j) {
      int bins = replicas.length;
      double meanI = mean(i);
      double meanJ = mean(j);
      double sum = 0;
      for (double[] row : replicas) {
        sum += (row[i] - meanI) * (row[j] - meanJ);
      }
      return sum * (bins - 1) / bins;
    }

    private double mean(int i) {
      double sum = 0;
      for (double[] row : replicas) {
        sum += row[i] - value[i];
      }
      return value[i] + sum / replicas.length;
    }
  }

  /**
   * A function of the means.
   *
   * @param chains rows of observables: {@code chains.get(r)[t][k]}; unchanged
   * @param f must not keep or change its argument
   * @throws IllegalArgumentException for fewer than two bins, numbers that are not finite, or f not
   *     finite
   */
  public Estimate estimate(List<double[][]> chains, ToDoubleFunction<double[]> f) {
    return samples(chains, a -> new double[] {f.applyAsDouble(a)}).estimate(0);
  }

  /** A vector-valued function of the means; arguments and errors as {@link #estimate}. */
  public Samples samples(List<double[][]> chains, UnaryOperator<double[]> f) {
    Chains data = Chains.of(chains, 1, NAME);
    double[][] bins = binMeans(data);
    int count = bins.length;
    if (count < 2) {
      throw new IllegalArgumentException(
          "%s: %d measurements make %d bins of %d, allowed is two bins or more"
              .formatted(NAME, data.n(), count, binSize));
    }
    double[] mean = bins[0].clone();
    for (double[] bin : bins) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += (bin[k] - bins[0][k]) / count;
      }
    }
    double[] value = finite(f.apply(mean.clone()), "all bins");
    double[][] replicas = new double[count][];
    for (int b = 0; b < count; b++) {
      double[] without = mean.clone();
      for (int k = 0; k < mean.length; k++) {
        without[k] += (mean[k] - bins[b][k]) / (count - 1);
      }
      replicas[b] = finite(f.apply(without), "all bins but bin " + b);
    }
    return new Samples(value, replicas, (long) count * binSize, binSize);
  }

  private double[][] binMeans(Chains data) {
    int count = 0;
    for (double[][] chain : data.data()) {
      count += chain.length / binSize;
    }
    double[][] bins = new double[count][data.width()];
    int b = 0;
    for (double[][] chain : data.data()) {
      for (int t = chain.length % binSize; t < chain.length; t += binSize, b++) {
        double[] first = chain[t];
        for (int i = 0; i < binSize; i++) {
          for (int k = 0; k < first.length; k++) {
            bins[b][k] += (chain[t + i][k] - first[k]) / binSize;
          }
        }
        for (int k = 0; k < first.length; k++) {
          bins[b][k] += first[k];
        }
      }
    }
    return bins;
  }

  private static double[] finite(double[] values, String what) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "%s: the derived quantity is %s (component %d) on the means of %s"
                .formatted(NAME, values[i], i, what));
      }
    }
    return values;
  }
}
