package org.fluxtube.engine.stats;

import java.util.List;
import java.util.Locale;

/**
 * Bias of a derived quantity and consistency of chains: {@code b = (Fbar - F)/(R - 1)}, Fbar =
 * sum_r N_r F_r / N, and {@code chi^2 = sum_r N_r (F_r - Fbar)^2 / C} with R - 1 degrees of freedom
 * (Wolff, hep-lat/0306017, as in its program UWerr).
 */
record Replica(double[] values, double bias, double q) {
  private static final double SMALL_Q = 1e-3;

  static Replica of(
      double[][] d, double value, double[] chainValues, double c, long n, List<String> remarks) {
    int chains = d.length;
    if (chains == 1) {
      return new Replica(new double[] {value}, 0, Double.NaN);
    }
    double mean = 0;
    for (int r = 0; r < chains; r++) {
      if (!Double.isFinite(chainValues[r])) {
        remarks.add(
            "the derived quantity is %s on the means of chain %d alone: no bias correction and no Q"
                .formatted(chainValues[r], r));
        return new Replica(chainValues, 0, Double.NaN);
      }
      mean += chainValues[r] * d[r].length / n;
    }
    double bias = (mean - value) / (chains - 1);
    if (Math.abs(bias) <= 4 * Math.ulp(value)) {
      bias = 0; // linear quantities: only rounding
    }
    double sigma = Math.sqrt(c / n);
    if (Math.abs(bias) > sigma / 4) {
      remarks.add(String.format(Locale.ROOT, "a bias of %.2f errors was subtracted", bias / sigma));
    }
    double[] values = new double[chains];
    double chi2 = 0;
    for (int r = 0; r < chains; r++) {
      values[r] = chainValues[r] - bias * n / d[r].length;
      double x = values[r] - (mean - chains * bias);
      chi2 += x * x * d[r].length / c;
    }
    double q = new ChiSquared(chi2, chains - 1).pValue();
    if (q < SMALL_Q) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "the chains disagree: Q = %.1e; look for thermalisation or a frozen sector",
              q));
    }
    return new Replica(values, bias, q);
  }
}
