package org.fluxtube.engine.exact;

/**
 * One-site phi^4, weight e^{-S(phi)}, S = m^2 phi^2 + lambda phi^4, by quadrature: the trapezoidal
 * rule, which converges exponentially for an analytic weight that vanishes at both ends.
 *
 * <p>The same as the action of {@link Phi4Couplings} on a lattice of one site, where the kinetic
 * term vanishes. Dyson-Schwinger: 2 m^2 &lt;phi^2&gt; + 4 lambda &lt;phi^4&gt; = 1.
 *
 * @param mSquared m^2, any sign where lambda &gt; 0
 * @param lambda quartic coupling, &gt;= 0
 */
public record Phi4Site(double mSquared, double lambda) {

  private static final int POINTS = 2000;

  public Phi4Site {
    new Phi4Couplings(mSquared, lambda, 1); // the same rules
  }

  /** &lt;phi^k&gt;; 0 for odd k. k from 0 to 40. */
  public double moment(int k) {
    Require.within("k", 0, 40, k);
    return k % 2 == 1 ? 0 : integral(k) / integral(0);
  }

  /** ln int dphi e^{-S}. */
  public double logZ() {
    return Math.log(integral(0)) - Phi4Well.minimum(mSquared, lambda);
  }

  private double integral(int k) {
    double end = Phi4Well.end(mSquared, lambda);
    double h = end / POINTS;
    double low = Phi4Well.minimum(mSquared, lambda);
    double sum = 0;
    for (int i = 0; i < POINTS; i++) {
      double phi = (i + 0.5) * h;
      sum += Math.pow(phi, k) * Math.exp(low - Phi4Well.value(mSquared, lambda, phi));
    }
    return 2 * h * sum;
  }
}
