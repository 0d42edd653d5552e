package org.fluxtube.engine.exact;

/**
 * S = sum_x [-2 kappa sum_mu psi_x psi_{x+mu} + (1 - 2 lambda) psi_x^2 + lambda psi_x^4], the
 * hopping form of phi^4 (Pawlowski and Urban, arXiv:1811.03533).
 *
 * @param kappa hopping parameter, &gt; 0
 * @param lambda quartic coupling, &gt;= 0
 */
public record HoppingCouplings(double kappa, double lambda) {

  public HoppingCouplings {
    Require.positive("kappa", kappa);
    Require.notNegative("lambda", lambda);
  }

  /**
   * The same theory in phi = sqrt(kappa) psi: m^2 = (1 - 2 lambda)/kappa - 2d, lambda' =
   * lambda/kappa^2. The action's value at corresponding fields is unchanged.
   */
  public Phi4Couplings toPhi4(int dimensions) {
    return new Phi4Couplings(
        (1 - 2 * lambda) / kappa - 2 * dimensions, lambda / (kappa * kappa), dimensions);
  }

  /** phi/psi = sqrt(kappa); ln Z over dphi exceeds ln Z over dpsi by (V/2) ln kappa. */
  public double fieldScale() {
    return Math.sqrt(kappa);
  }
}
