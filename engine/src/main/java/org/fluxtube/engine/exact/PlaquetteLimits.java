package org.fluxtube.engine.exact;

/**
 * Leading weak- and strong-coupling behaviour of the Wilson plaquette in d dimensions, S =
 * -(beta/N) sum_P Re tr P, for U(1) S = -beta sum_P cos theta_P. Asymptotic forms, not bounds.
 *
 * <p>Weak coupling counts (d-1) transverse Gaussian modes per site and colour. Strong coupling is
 * the single-plaquette value: the two-dimensional theory, whose first correction comes from the
 * 3-cube at relative order u^4. Source: K. G. Wilson, Phys. Rev. D 10 (1974) 2445; J.-M. Drouffe
 * and J.-B. Zuber, Phys. Rep. 102 (1983) 1.
 */
public final class PlaquetteLimits {

  private PlaquetteLimits() {}

  /** SU(N), beta to infinity: P = 1 - (N^2-1)/(d beta) + O(1/beta^2). */
  public static double weakSuN(int n, int dimensions, double beta) {
    Require.atLeast("n", 2, n);
    return 1 - (n * (double) n - 1) / modes(dimensions, beta);
  }

  /** U(1), beta to infinity: P = 1 - 1/(d beta) + O(1/beta^2). */
  public static double weakU1(int dimensions, double beta) {
    return 1 - 1 / modes(dimensions, beta);
  }

  /** SU(N), beta to 0: P = beta/4 for N = 2, beta/(2 N^2) for N &gt;= 3, plus O(beta^2). */
  public static double strongSuN(int n, double beta) {
    Require.atLeast("n", 2, n);
    return Require.notNegative("beta", beta) / (n == 2 ? 4 : 2.0 * n * n);
  }

  /** U(1), beta to 0: P = beta/2 + O(beta^3). */
  public static double strongU1(double beta) {
    return Require.notNegative("beta", beta) / 2;
  }

  private static double modes(int dimensions, double beta) {
    return Require.atLeast("dimensions", 2, dimensions) * Require.positive("beta", beta);
  }
}
