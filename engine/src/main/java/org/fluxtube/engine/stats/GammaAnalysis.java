package org.fluxtube.engine.stats;

import java.util.List;

/**
 * What the {@link GammaMethod} found. The arrays are its own; readers leave them as they are.
 *
 * @param estimate mean, error and tau_int
 * @param variance Gamma(0): the variance of one (projected) measurement, bias corrected
 * @param naiveError sqrt(variance / n): the error without autocorrelations
 * @param rho normalised autocorrelation rho(t), t = 0..min(2W, half the shortest chain), rho(0) =
 *     1; the part beyond the window W shows the noise
 * @param rhoError one standard deviation of rho(t), same length
 * @param chainValues the quantity from every chain alone, bias corrected as value is
 * @param bias what was subtracted from the function of the means; 0 for means and for one chain
 * @param q probability of chain means that differ at least as much as these do (chi^2 with chains -
 *     1 degrees of freedom); uniform in (0,1) where all is well, NaN for one chain
 * @param windowClosed whether the window condition was met; if not, error and tauInt are lower
 *     bounds
 * @param frozen whether no chain ever changed: nothing is known of tau_int, and the error only from
 *     the spread of the chains, if there are several
 * @param remarks sentences for a report about what limits the trust in these numbers; empty if
 *     nothing does
 */
public record GammaAnalysis(
    Estimate estimate,
    double variance,
    double naiveError,
    double[] rho,
    double[] rhoError,
    double[] chainValues,
    double bias,
    double q,
    boolean windowClosed,
    boolean frozen,
    List<String> remarks) {

  /**
   * Whether tau_int is an estimate: the window closed, 50 tau_int or more were measured, and the
   * series is not constant. What it is otherwise is at most a lower bound.
   */
  public boolean resolved() {
    return windowClosed && variance > 0 && estimate.n() >= GammaMethod.FEW_TAU * estimate.tauInt();
  }

  /** tau_int(W) = 1/2 + sum_{t=1}^{W} rho(t) for W = 0..rho.length - 1, for plots. */
  public double[] tauIntByWindow() {
    double[] tau = new double[rho.length];
    double sum = -0.5;
    for (int t = 0; t < rho.length; t++) {
      sum += rho[t];
      tau[t] = sum;
    }
    return tau;
  }
}
