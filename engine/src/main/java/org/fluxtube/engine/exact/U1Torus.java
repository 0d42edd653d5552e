package org.fluxtube.engine.exact;

/**
 * Two-dimensional U(1) gauge theory on a periodic torus of V = Lx Ly plaquettes, S = -beta sum_P
 * cos theta_P: Z = sum_n I_n(beta)^V over all integers n, normalised Haar measure on each link.
 *
 * <p>Only the volume enters, not the shape. Source: the character expansion of A. A. Migdal, Sov.
 * Phys. JETP 42 (1975) 413; with theta term U.-J. Wiese, Nucl. Phys. B 318 (1989) 153.
 *
 * @param beta coupling, &gt; 0
 * @param volume number of plaquettes V, at least 1
 */
public record U1Torus(double beta, int volume) {

  private static final double TAIL = 1e-20;

  public U1Torus {
    Require.positive("beta", beta);
    Require.atLeast("volume", 1, volume);
  }

  /** ln Z = V ln I_0 + ln sum_n (I_n/I_0)^V. */
  public double logZ() {
    double[] r = ratios(0);
    return volume * U1Plane.logZPerPlaquette(beta) + Math.log(partition(r));
  }

  /** &lt;cos theta_P&gt; = sum_n I_n^{V-1} I_n' / sum_n I_n^V, I_n' = (I_{n-1} + I_{n+1})/2. */
  public double plaquette() {
    return wilsonLoop(1);
  }

  /**
   * &lt;W_A&gt; = sum_n I_n^{V-A} (I_{n+1}^A + I_{n-1}^A)/2 / sum_n I_n^V for a contractible loop
   * around A plaquettes; area A and V - A give the same value.
   *
   * @param area A, 0..V
   */
  public double wilsonLoop(int area) {
    Require.within("area", 0, volume, area);
    double[] r = ratios(1);
    double sum = 0;
    for (int n = -(r.length - 2); n <= r.length - 2; n++) {
      double neighbours = Math.pow(at(r, n + 1), area) + Math.pow(at(r, n - 1), area);
      sum += Math.pow(at(r, n), volume - area) * neighbours / 2;
    }
    return sum / partition(r);
  }

  /**
   * &lt;Q^2&gt; = -d^2 ln Z/dtheta^2 at theta = 0, Z(theta) = sum_n z(n + theta/2pi)^V, z(t) =
   * (1/2pi) int e^{beta cos phi + i phi t} dphi:
   *
   * <p>&lt;Q^2&gt; = -(1/4 pi^2) sum_n [V z^{V-1} z'' + V(V-1) z^{V-2} z'^2]/sum_n z^V.
   *
   * <p>z' and z'' at integers follow from the Fourier series of phi and phi^2, z'(n) = sum_k (-1)^k
   * (I_{n-k} - I_{n+k})/k and z''(n) = -(pi^2/3) I_n - 2 sum_k (-1)^k (I_{n-k} + I_{n+k})/k^2. The
   * absolute error is about 1e-15 V beta; where Q is frozen (V of the order of beta or less) the
   * relative error is larger. For V &lt; 3 the charge vanishes, because |Q| &lt; V/2.
   */
  public double meanSquareCharge() {
    if (volume < 3) {
      return 0;
    }
    double[] r = ratios(0);
    int top = r.length - 1;
    double sum = 0;
    for (int n = -top; n <= top; n++) {
      double z = at(r, n);
      double first = firstDerivative(r, n);
      double second = secondDerivative(r, n);
      sum += Math.pow(z, volume - 2) * (z * second + (volume - 1.0) * first * first);
    }
    return -volume * sum / partition(r) / (4 * Math.PI * Math.PI);
  }

  /** Topological susceptibility &lt;Q^2&gt;/V. */
  public double susceptibility() {
    return meanSquareCharge() / volume;
  }

  private static double firstDerivative(double[] r, int n) {
    double sum = 0;
    int reach = r.length - 1 + Math.abs(n);
    for (int k = 1; k <= reach; k++) {
      sum += (k % 2 == 0 ? 1 : -1) * (at(r, n - k) - at(r, n + k)) / k;
    }
    return sum;
  }

  private static double secondDerivative(double[] r, int n) {
    double sum = 0;
    int reach = r.length - 1 + Math.abs(n);
    for (int k = 1; k <= reach; k++) {
      sum += (k % 2 == 0 ? 1 : -1) * (at(r, n - k) + at(r, n + k)) / ((double) k * k);
    }
    return -Math.PI * Math.PI / 3 * at(r, n) - 2 * sum;
  }

  /** I_n/I_0 for n = 0 up to the order where it is negligible, plus extra orders. */
  private double[] ratios(int extra) {
    int top = BesselI.ordersAbove(2, beta, TAIL) + extra;
    double[] r = BesselI.scaled(top, beta);
    double zero = r[0];
    for (int n = 0; n <= top; n++) {
      r[n] /= zero;
    }
    return r;
  }

  private static double at(double[] r, int n) {
    int order = Math.abs(n);
    return order < r.length ? r[order] : 0;
  }

  private double partition(double[] r) {
    double sum = 0;
    for (int n = r.length - 1; n > 0; n--) {
      sum += 2 * Math.pow(r[n], volume);
    }
    return sum + 1;
  }
}
