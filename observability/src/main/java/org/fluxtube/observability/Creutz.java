package org.fluxtube.observability;

/**
 * Running mean of exp(-dH), which is 1 in equilibrium (M. Creutz, Phys. Rev. D 38, 1228 (1988)),
 * and its distance from 1 in standard errors, as if the trajectories were independent.
 */
final class Creutz {
  private long n;
  private double mean;
  private double squares;

  synchronized void add(double deltaH) {
    double x = Math.exp(-deltaH);
    n++;
    double before = x - mean;
    mean += before / n;
    squares += before * (x - mean);
  }

  /** NaN before the first trajectory. */
  synchronized double mean() {
    return n == 0 ? Double.NaN : mean;
  }

  /** (mean - 1) / error; NaN where there is no error yet. */
  synchronized double deviation() {
    double error = Math.sqrt(squares / n / (n - 1));
    return n < 2 || !(error > 0) ? Double.NaN : (mean - 1) / error;
  }
}
