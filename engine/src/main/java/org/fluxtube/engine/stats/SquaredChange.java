package org.fluxtube.engine.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code <(x(t+k) - x(t))^2>}, how far a series moves in k steps, with the error of the Gamma
 * method for the series of its squares. Of an equilibrated series it is {@code 2 (C(0) - C(k))}
 * with the autocovariance C, {@code 2 var(x) (1 - rho(k))}: it grows to the plateau {@code 2
 * var(x)}. Unlike tau_int it is known well from runs that are much shorter than the autocorrelation
 * time.
 */
public final class SquaredChange {
  private SquaredChange() {}

  /** Fewest measurements of a chain. */
  public static int minimum(int lag) {
    return GammaMethod.MINIMUM + lag;
  }

  /**
   * The mean over all chains.
   *
   * @param chains one series a chain, {@link #minimum} measurements or more each; unchanged
   * @param lag k, at least 1, in measurements
   * @throws IllegalArgumentException for a lag below 1, and as {@link GammaMethod#analyse(List)}
   */
  public static Estimate of(List<double[]> chains, int lag) {
    if (lag < 1) {
      throw new IllegalArgumentException(
          "squared change: the lag is " + lag + ", allowed is 1 or more, e.g. 1");
    }
    List<double[]> squares = new ArrayList<>();
    for (int r = 0; r < chains.size(); r++) {
      double[] x = chains.get(r);
      Chains.refuseShort(r, x.length, minimum(lag), "squared change over " + lag);
      double[] square = new double[x.length - lag];
      for (int t = 0; t < square.length; t++) {
        double change = x[t + lag] - x[t];
        square[t] = change * change;
      }
      squares.add(square);
    }
    return GammaMethod.DEFAULT.analyse(squares).estimate();
  }
}
