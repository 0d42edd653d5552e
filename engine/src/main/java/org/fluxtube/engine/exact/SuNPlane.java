package org.fluxtube.engine.exact;

/**
 * Two-dimensional SU(N) gauge theory in infinite volume, S = -(beta/N) sum_P Re tr P.
 *
 * <p>Plaquettes are independent: ln Z/V = ln z, z = int dU e^{(beta/N) Re tr U} = sum_n det
 * I_{j-i+n}(beta/N), normalised Haar measure. SU(2): z = 2 I_1(beta)/beta. SU(2) at any beta; N = 3
 * to 8 while the determinants keep ten digits (an error says where they do not). Source: D. J.
 * Gross and E. Witten, Phys. Rev. D 21 (1980) 446; I. Bars and F. Green, Phys. Rev. D 20 (1979)
 * 3311.
 */
public final class SuNPlane {

  private SuNPlane() {}

  /** &lt;Re tr P/N&gt; = d ln z/dbeta; SU(2): I_2(beta)/I_1(beta). */
  public static double plaquette(int n, double beta) {
    if (n == 2) {
      double[] a = BesselI.scaledOnSphere(4, 1, Require.positive("beta", beta));
      return a[1] / a[0];
    }
    SuNCharacters.Coefficient z = trivial(n, beta);
    return z.derivative() / z.value();
  }

  /** ln Z/V = ln z(beta). */
  public static double logZPerPlaquette(int n, double beta) {
    if (n == 2) {
      return beta + Math.log(BesselI.scaledOnSphere(4, 0, Require.positive("beta", beta))[0]);
    }
    return beta + Math.log(trivial(n, beta).value());
  }

  /** &lt;Re tr W_A/N&gt; = plaquette^A for a simple fundamental loop around A plaquettes. */
  public static double wilsonLoop(int n, double beta, int area) {
    return Math.pow(plaquette(n, beta), Require.atLeast("area", 0, area));
  }

  /** Fundamental string tension in lattice units, -ln plaquette. */
  public static double stringTension(int n, double beta) {
    return -Math.log(plaquette(n, beta));
  }

  private static SuNCharacters.Coefficient trivial(int n, double beta) {
    return new SuNCharacters(n, beta, 1).coefficient(new int[n]);
  }
}
