package org.fluxtube.engine.exact;

/**
 * O(N) model on a ring of L unit spins, S = -beta sum_x S_x . S_{x+1}: Z = sum_l dim_l a_l(beta)^L
 * with the uniform normalised measure on the sphere and a_l of {@link BesselI#scaledOnSphere}.
 *
 * <p>N = 2: Z = sum_n I_n^L over all integers; N = 3: Z = sum_l (2l+1) i_l^L. Source: H. E.
 * Stanley, Phys. Rev. 179 (1969) 570.
 *
 * @param components N, at least 2
 * @param beta coupling, &gt; 0
 * @param length number of spins L, at least 1 (L = 1 couples the spin to itself, L = 2 has two
 *     links)
 */
public record OnRing(int components, double beta, int length) {

  private static final double TAIL = 1e-30;

  public OnRing {
    Require.atLeast("components", 2, components);
    Require.positive("beta", beta);
    Require.atLeast("length", 1, length);
  }

  /** ln Z. */
  public double logZ() {
    double[] a = BesselI.scaledOnSphere(components, top(), beta);
    return length * (beta + Math.log(a[0])) + Math.log(sum(a));
  }

  /** &lt;S_x . S_{x+1}&gt; = (1/L) d ln Z/dbeta; a_1/a_0 for L to infinity. */
  public double bond() {
    return correlation(1);
  }

  /**
   * &lt;S_0 . S_r&gt; = (1/Z) sum_l dim_l a_l^r [u_l a_{l+1}^{L-r} + (1 - u_l) a_{l-1}^{L-r}], u_l
   * = (l + N - 2)/(2l + N - 2) from cos(gamma) K_l, u_0 = 1.
   *
   * @param r separation, 0..L
   */
  public double correlation(int r) {
    Require.within("r", 0, length, r);
    int top = top();
    double[] a = BesselI.scaledOnSphere(components, top + 1, beta);
    double total = 0;
    for (int l = 0; l <= top; l++) {
      double up = l == 0 ? 1 : (l + components - 2.0) / (2.0 * l + components - 2);
      double rest = up * Math.pow(a[l + 1] / a[0], length - r);
      if (l > 0) {
        rest += (1 - up) * Math.pow(a[l - 1] / a[0], length - r);
      }
      total += BesselI.harmonics(components, l) * Math.pow(a[l] / a[0], r) * rest;
    }
    return total / sum(a);
  }

  /** chi = (1/L) &lt;(sum_x S_x)^2&gt; = sum_{r=0}^{L-1} &lt;S_0 . S_r&gt;. */
  public double susceptibility() {
    double sum = 0;
    for (int r = 0; r < length; r++) {
      sum += correlation(r);
    }
    return sum;
  }

  private int top() {
    return BesselI.ordersAbove(components, beta, TAIL);
  }

  private double sum(double[] a) {
    double sum = 0;
    for (int l = a.length - 1; l >= 0; l--) {
      sum += BesselI.harmonics(components, l) * Math.pow(a[l] / a[0], length);
    }
    return sum;
  }
}
