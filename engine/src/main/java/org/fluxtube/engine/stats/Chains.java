package org.fluxtube.engine.stats;

import java.util.List;

/**
 * Checked vector-valued series: rows of chain r at time t are {@code chains.get(r)[t][k]}. Means
 * are taken relative to the first row, so that a constant series has exactly zero deviations.
 *
 * @param data the chains, unchanged
 * @param width length of every row
 * @param n rows of all chains
 */
record Chains(List<double[][]> data, int width, long n) {

  static Chains of(List<double[][]> data, int minimum, String method) {
    refuseNone(data, method);
    int width = 0;
    long n = 0;
    for (int r = 0; r < data.size(); r++) {
      double[][] chain = data.get(r);
      refuseShort(r, chain.length, minimum, method);
      width = r == 0 ? chain[0].length : width;
      n += chain.length;
      for (int t = 0; t < chain.length; t++) {
        if (chain[t].length != width || width == 0) {
          throw new IllegalArgumentException(
              ("%s: row %d of chain %d has %d numbers, allowed is the same number (> 0) in all"
                      + " rows, here %d")
                  .formatted(method, t, r, chain[t].length, width));
        }
        for (int k = 0; k < width; k++) {
          refuseNotFinite(chain[t][k], method, r, t, k);
        }
      }
    }
    return new Chains(data, width, n);
  }

  static void refuseNone(List<?> data, String method) {
    if (data.isEmpty()) {
      throw new IllegalArgumentException(method + ": no chain given, allowed is one or more");
    }
  }

  static void refuseShort(int chain, int length, int minimum, String method) {
    if (length < minimum) {
      throw new IllegalArgumentException(
          ("%s: chain %d has %d measurements, which says nothing about its error; allowed is %d"
                  + " or more (measure longer, or leave this chain out)")
              .formatted(method, chain, length, minimum));
    }
  }

  static void refuseNotFinite(double x, String method, int chain, int index, int component) {
    if (!Double.isFinite(x)) {
      throw new IllegalArgumentException(
          "%s: measurement %d of chain %d is %s (component %d), allowed are finite numbers"
              .formatted(method, index, chain, x, component));
    }
  }

  /** Means over one chain. */
  double[] mean(int chain) {
    double[] first = data.getFirst()[0];
    double[] mean = new double[width];
    double[][] rows = data.get(chain);
    for (double[] row : rows) {
      for (int k = 0; k < width; k++) {
        mean[k] += row[k] - first[k];
      }
    }
    for (int k = 0; k < width; k++) {
      mean[k] = first[k] + mean[k] / rows.length;
    }
    return mean;
  }

  /** Means over all chains, every measurement with the same weight. */
  double[] mean() {
    double[] first = data.getFirst()[0];
    double[] mean = first.clone();
    for (int r = 0; r < data.size(); r++) {
      double[] chainMean = mean(r);
      double weight = data.get(r).length / (double) n;
      for (int k = 0; k < width; k++) {
        mean[k] += weight * (chainMean[k] - first[k]);
      }
    }
    return mean;
  }

  /** Variances Gamma_kk(0) about the given means, normalised by n. */
  double[] variance(double[] mean) {
    double[] variance = new double[width];
    for (double[][] chain : data) {
      for (double[] row : chain) {
        for (int k = 0; k < width; k++) {
          double d = row[k] - mean[k];
          variance[k] += d * d;
        }
      }
    }
    for (int k = 0; k < width; k++) {
      variance[k] /= n;
    }
    return variance;
  }

  /** Projected deviations sum_k g_k (a_k - mean_k) of every chain (Wolff, hep-lat/0306017). */
  double[][] project(double[] g, double[] mean) {
    double[][] d = new double[data.size()][];
    for (int r = 0; r < d.length; r++) {
      double[][] rows = data.get(r);
      d[r] = new double[rows.length];
      for (int t = 0; t < rows.length; t++) {
        double sum = 0;
        for (int k = 0; k < width; k++) {
          sum += g[k] * (rows[t][k] - mean[k]);
        }
        d[r][t] = sum;
      }
    }
    return d;
  }
}
