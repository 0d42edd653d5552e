package org.fluxtube.engine.exact;

/**
 * Acceptance of Metropolis steps whose exponent is Gaussian.
 *
 * <p>HMC: dH is normal with variance v, and the Creutz equality &lt;e^{-dH}&gt; = 1 forces
 * &lt;dH&gt; = v/2. Independence proposals (flows, self-learning Monte Carlo with a decorrelated
 * proposal): ln weight is normal with variance s^2 under the proposal law. Sources: M. Creutz,
 * Phys. Rev. D 38 (1988) 1228; S. Gupta et al., Phys. Lett. B 242 (1990) 437.
 */
public final class Acceptance {

  private Acceptance() {}

  /** P_acc = erfc(sqrt(&lt;dH&gt;)/2). */
  public static double hmc(double meanDeltaH) {
    return Erfc.of(Math.sqrt(Require.notNegative("meanDeltaH", meanDeltaH)) / 2);
  }

  /** The &lt;dH&gt; at which {@link #hmc} gives this acceptance; 0.40 needs 1.42. */
  public static double meanDeltaH(double acceptance) {
    if (!(acceptance > 0 && acceptance <= 1)) {
      throw new IllegalArgumentException(
          "acceptance is " + acceptance + "; it must be in (0, 1], for example acceptance = 0.8");
    }
    double low = 0;
    double high = 56; // erfc(28) is 0 in double precision
    for (int step = 0; step < 200; step++) {
      double middle = (low + high) / 2;
      if (Erfc.of(middle / 2) > acceptance) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high * high;
  }

  /** P_acc = erfc(s/2) of an independence sampler; s is the standard deviation of ln weight. */
  public static double independence(double s) {
    return Erfc.of(Require.notNegative("s", s) / 2);
  }

  /** Effective sample size per sample, (mean w)^2/mean(w^2) = e^{-s^2}. */
  public static double effectiveSampleSize(double s) {
    return Math.exp(-s * Require.notNegative("s", s));
  }

  /** Reverse Kullback-Leibler gap &lt;ln q - ln p&gt;_q = s^2/2. */
  public static double divergence(double s) {
    return Require.notNegative("s", s) * s / 2;
  }

  /** e^{-sqrt(mse)}: the rule of thumb to plot beside {@link #independence}(sqrt(mse)). */
  public static double ruleOfThumb(double meanSquareError) {
    return Math.exp(-Math.sqrt(Require.notNegative("meanSquareError", meanSquareError)));
  }
}
