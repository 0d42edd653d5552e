package org.fluxtube.engine.exact;

/**
 * Two-dimensional U(1) gauge theory in infinite volume, S = -beta sum_P cos theta_P.
 *
 * <p>Plaquettes are independent, each with density e^{beta cos phi}/(2 pi I_0(beta)). Source: D. J.
 * Gross and E. Witten, Phys. Rev. D 21 (1980) 446; A. A. Migdal, Sov. Phys. JETP 42 (1975) 413.
 * Adding the constant beta to each plaquette's action shifts only ln Z, by -beta a plaquette.
 */
public final class U1Plane {

  private static final GaussLegendre RULE = new GaussLegendre(80);

  private U1Plane() {}

  /** &lt;cos theta_P&gt; = I_1(beta)/I_0(beta). */
  public static double plaquette(double beta) {
    double[] i = BesselI.scaled(1, beta);
    return i[1] / i[0];
  }

  /** ln Z / V = ln I_0(beta), normalised Haar measure on each link. */
  public static double logZPerPlaquette(double beta) {
    return beta + Math.log(BesselI.scaled(0, beta)[0]);
  }

  /** &lt;W_A&gt; = (I_1(beta)/I_0(beta))^A for a simple loop around A plaquettes. */
  public static double wilsonLoop(double beta, int area) {
    return Math.pow(plaquette(beta), Require.atLeast("area", 0, area));
  }

  /** String tension in lattice units, -ln(I_1(beta)/I_0(beta)). */
  public static double stringTension(double beta) {
    return -Math.log(plaquette(Require.positive("beta", beta)));
  }

  /**
   * chi = &lt;Q^2&gt;/V = (1/4 pi^2) int phi^2 e^{beta cos phi} dphi / int e^{beta cos phi} dphi
   * over (-pi, pi], with Q = (1/2 pi) sum_P wrap(theta_P). By quadrature; 1/12 at beta = 0.
   */
  public static double susceptibility(double beta) {
    Require.notNegative("beta", beta);
    // Beyond this angle the weight is below e^{-40} of its maximum.
    double end = beta > 20 ? 2 * Math.asin(Math.sqrt(20 / beta)) : Math.PI;
    double norm = RULE.integrate(phi -> weight(beta, phi), 0, end);
    double square = RULE.integrate(phi -> phi * phi * weight(beta, phi), 0, end);
    return square / norm / (4 * Math.PI * Math.PI);
  }

  private static double weight(double beta, double phi) {
    double s = Math.sin(phi / 2);
    return Math.exp(-2 * beta * s * s);
  }
}
