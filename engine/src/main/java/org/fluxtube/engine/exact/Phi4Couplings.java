package org.fluxtube.engine.exact;

/**
 * S = sum_x [(2d + m^2) phi_x^2 - 2 sum_mu phi_x phi_{x+mu} + lambda phi_x^4], phi^4 without the
 * factor 1/2 (Albergo, Kanwar and Shanahan, Phys. Rev. D 100 (2019) 034515).
 *
 * @param mSquared m^2, any sign where lambda &gt; 0
 * @param lambda quartic coupling, &gt;= 0; m^2 &gt; 0 where it is 0
 * @param dimensions d, at least 1
 */
public record Phi4Couplings(double mSquared, double lambda, int dimensions) {

  public Phi4Couplings {
    Require.finite("mSquared", mSquared);
    Require.notNegative("lambda", lambda);
    Require.atLeast("dimensions", 1, dimensions);
    if (lambda == 0) {
      Require.positive("mSquared (lambda is 0)", mSquared);
    }
  }

  /**
   * The hopping form: kappa solves lambda kappa^2 * 2 + (2d + m^2) kappa = 1, kappa = [-(2d + m^2)
   * + sqrt((2d + m^2)^2 + 8 lambda)]/(4 lambda), lambda' = lambda kappa^2.
   */
  public HoppingCouplings toHopping() {
    double b = 2 * dimensions + mSquared;
    double root = Math.sqrt(b * b + 8 * lambda);
    // Two forms of one root, each without cancellation; the first also holds at lambda = 0.
    double kappa = b >= 0 ? 2 / (b + root) : (root - b) / (4 * lambda);
    return new HoppingCouplings(kappa, lambda * kappa * kappa);
  }
}
