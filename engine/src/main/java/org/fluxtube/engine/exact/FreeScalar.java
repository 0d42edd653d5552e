package org.fluxtube.engine.exact;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Free real scalar field on a periodic lattice, S = (c/2) sum_x [sum_mu (phi_{x+mu} - phi_x)^2 +
 * m^2 phi_x^2] = (c/2) sum_p (m^2 + p^2_lat) |phi_p|^2, p^2_lat = 4 sum_mu sin^2(p_mu/2), p_mu = 2
 * pi k_mu/L_mu.
 *
 * <p>c = 1: the usual normalisation. c = 2: the action without 1/2, S = sum_x [phi Box phi + m^2
 * phi^2], of Albergo, Kanwar and Shanahan, Phys. Rev. D 100 (2019) 034515 at lambda = 0. Measure
 * prod_x dphi_x without factors of 2 pi. One to four axes, extents from 1.
 */
public final class FreeScalar {

  private final double c;
  private final double mSquared;
  private final int[] extents;
  private final int volume;

  private FreeScalar(double c, double mSquared, int[] extents) {
    Require.within("number of extents", 1, 4, extents.length);
    this.c = c;
    this.mSquared = Require.positive("mSquared", mSquared);
    this.extents = extents.clone();
    int product = 1;
    for (int extent : extents) {
      product = Math.multiplyExact(product, Require.atLeast("extent", 1, extent));
    }
    volume = product;
  }

  /** S = (1/2) sum_x [(d phi)^2 + m^2 phi^2]. */
  public static FreeScalar withHalf(double mSquared, int... extents) {
    return new FreeScalar(1, mSquared, extents);
  }

  /** S = sum_x [phi Box phi + m^2 phi^2]: the action of arXiv:1904.12072 at lambda = 0. */
  public static FreeScalar withoutHalf(double mSquared, int... extents) {
    return new FreeScalar(2, mSquared, extents);
  }

  /** Number of sites V. */
  public int volume() {
    return volume;
  }

  /** &lt;phi_x^2&gt; = (1/V) sum_p 1/(c (m^2 + p^2_lat)). */
  public double phiSquared() {
    return sum(k -> propagator(k)) / volume;
  }

  /** F = -ln Z = (1/2) sum_p ln(c (m^2 + p^2_lat)/(2 pi)). */
  public double freeEnergy() {
    return sum(k -> Math.log(1 / (2 * Math.PI * propagator(k)))) / 2;
  }

  /** &lt;S&gt; = V/2, from Z proportional to (scale of S)^{-V/2}. */
  public double meanAction() {
    return volume / 2.0;
  }

  /** chi_2 = sum_x &lt;phi_0 phi_x&gt; = 1/(c m^2). */
  public double susceptibility() {
    return 1 / (c * mSquared);
  }

  /**
   * G(p) = sum_x e^{-ipx} &lt;phi_0 phi_x&gt; = 1/(c (m^2 + p^2_lat)).
   *
   * @param k integer momenta, p_mu = 2 pi k_mu/L_mu, one for each axis; unchanged
   */
  public double propagator(int... k) {
    axes(k.length);
    double p2 = 0;
    for (int mu = 0; mu < extents.length; mu++) {
      double s = Math.sin(Math.PI * k[mu] / extents[mu]);
      p2 += 4 * s * s;
    }
    return 1 / (c * (mSquared + p2));
  }

  /**
   * G(x) = &lt;phi_0 phi_x&gt; = (1/V) sum_p cos(px) G(p).
   *
   * @param x displacement, one integer for each axis; unchanged
   */
  public double twoPoint(int... x) {
    axes(x.length);
    return sum(k -> Math.cos(phase(k, x)) * propagator(k)) / volume;
  }

  /** E_mu = &lt;phi_x phi_{x+mu}&gt;. */
  public double neighbour(int mu) {
    int[] x = new int[extents.length];
    x[Require.within("mu", 0, extents.length - 1, mu)] = 1;
    return twoPoint(x);
  }

  /** Ising energy E = (1/d) sum_mu &lt;phi_x phi_{x+mu}&gt;. */
  public double isingEnergy() {
    double sum = 0;
    for (int mu = 0; mu < extents.length; mu++) {
      sum += neighbour(mu);
    }
    return sum / extents.length;
  }

  /**
   * Zero-spatial-momentum correlator G(t) = (1/V_s) sum_{x: x_mu = t} &lt;phi_0 phi_x&gt; = (1/V)
   * sum_w cos(wt)/(c (m^2 + 4 sin^2(w/2))), V_s = V/L_mu; so sum_t G(t) = chi_2/V_s.
   *
   * @param mu the time axis
   * @param t separation, any integer (periodic)
   */
  public double correlator(int mu, int t) {
    int length = extents[Require.within("mu", 0, extents.length - 1, mu)];
    int[] k = new int[extents.length];
    double sum = 0;
    for (k[mu] = 0; k[mu] < length; k[mu]++) {
      sum += Math.cos(2 * Math.PI * ((long) k[mu] * t % length) / length) * propagator(k);
    }
    return sum / volume;
  }

  /** Pole mass of {@link #correlator}: 2 sinh(M/2) = m, the same in both normalisations. */
  public double poleMass() {
    double half = Math.sqrt(mSquared) / 2;
    return 2 * Math.log(half + Math.hypot(half, 1));
  }

  private double phase(int[] k, int[] x) {
    double phase = 0;
    for (int mu = 0; mu < extents.length; mu++) {
      phase += 2 * Math.PI * ((long) k[mu] * x[mu] % extents[mu]) / extents[mu];
    }
    return phase;
  }

  private double sum(ToDoubleFunction<int[]> term) {
    int[] k = new int[extents.length];
    double sum = 0;
    double lost = 0;
    for (int site = 0; site < volume; site++) {
      double y = term.applyAsDouble(k) - lost; // Kahan summation
      double next = sum + y;
      lost = next - sum - y;
      sum = next;
      for (int mu = 0; mu < k.length && ++k[mu] == extents[mu]; mu++) {
        k[mu] = 0;
      }
    }
    return sum;
  }

  private void axes(int got) {
    if (got != extents.length) {
      throw new IllegalArgumentException(
          "got "
              + got
              + " components for "
              + extents.length
              + " axes "
              + Arrays.toString(extents)
              + "; give one integer for each axis, for example ("
              + "0, ".repeat(extents.length - 1)
              + "1)");
    }
  }
}
