package org.fluxtube.engine.stats;

import java.util.ArrayList;
import java.util.List;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.SiteRandom;

/**
 * Series with known statistics: x' = a x + sqrt(1-a^2) xi, started in equilibrium, variance 1,
 * rho(t) = a^t, tau_int = (1+a)/(2(1-a)).
 */
final class Series {
  private static final int ROWS_PER_SITE = 1000;

  private Series() {}

  static double tau(double a) {
    return (1 + a) / (2 * (1 - a));
  }

  /** Independent normal numbers. */
  static double[] normal(long seed, int length) {
    SiteRandom random = new RandomStream(seed, 0, 0).key(Purpose.TEST).at(0);
    double[] x = new double[length];
    for (int t = 0; t < length; t++) {
      if (t % ROWS_PER_SITE == 0) {
        random.moveTo(t / ROWS_PER_SITE);
      }
      x[t] = random.gaussian();
    }
    return x;
  }

  static double[] ar1(long seed, int length, double a) {
    double[] x = normal(seed, length);
    double b = Math.sqrt(1 - a * a);
    for (int t = 1; t < length; t++) {
      x[t] = a * x[t - 1] + b * x[t];
    }
    return x;
  }

  /** Rows (mean0 + x, mean1 + (x + y)/2) of two AR(1) series with a and with a/2. */
  static double[][] pair(long seed, int length, double a, double mean0, double mean1) {
    double[] x = ar1(2 * seed, length, a);
    double[] y = ar1(2 * seed + 1, length, a / 2);
    double[][] rows = new double[length][];
    for (int t = 0; t < length; t++) {
      rows[t] = new double[] {mean0 + x[t], mean1 + 0.5 * (x[t] + y[t])};
    }
    return rows;
  }

  static List<double[][]> rows(List<double[]> chains) {
    List<double[][]> all = new ArrayList<>();
    for (double[] chain : chains) {
      double[][] rows = new double[chain.length][];
      for (int t = 0; t < rows.length; t++) {
        rows[t] = new double[] {chain[t]};
      }
      all.add(rows);
    }
    return all;
  }
}
