package org.fluxtube.kernels.opencl;

/** Loops of U(1), SU(2) and SU(3) links in fused kernels. */
final class GaugeLoops {
  private static final String[] GROUPS = {"", "U1", "Su2", "Su3"};

  private final Launcher launcher;
  private final Buffer hop;
  private final int dimensions;
  private final int volume;

  /** {@code hop} is [direction forward, then backward][site]. */
  GaugeLoops(Launcher launcher, Buffer hop, int dimensions, int volume) {
    this.launcher = launcher;
    this.hop = hop;
    this.dimensions = dimensions;
    this.volume = volume;
  }

  /** Whether there are kernels for n x n links. */
  boolean covers(int n) {
    return n < GROUPS.length;
  }

  /** The kernel's name ends in the group. */
  static String group(int n) {
    return GROUPS[n];
  }

  /** out = the sum of the staples, those in the plane of mu and nu times weights[nu]. */
  void staple(int n, Buffer[] links, int mu, double[] weights, Buffer out) {
    around("Staple", n, links, mu, weights, out);
  }

  /** out^a = Re tr[T^a U A], A as in {@link #staple}. */
  void force(int n, Buffer[] links, int mu, double[] weights, Buffer out) {
    around("Force", n, links, mu, weights, out);
  }

  private void around(String name, int n, Buffer[] links, int mu, double[] weights, Buffer out) {
    int[] nu = new int[3];
    int others = 0;
    for (int d = 0; d < dimensions; d++) {
      if (d != mu && weights[d] != 0) {
        nu[others++] = d;
      }
    }
    kernel(name, n, out)
        .set("link", links[mu])
        .set("u1", links[nu[0]])
        .set("u2", links[nu[1]])
        .set("u3", links[nu[2]])
        .set("out", out)
        .set("mu", mu)
        .set("nu1", nu[0])
        .set("nu2", nu[1])
        .set("nu3", nu[2])
        .set("others", others)
        .set("dimensions", dimensions)
        .set("weight1", weights[nu[0]])
        .set("weight2", weights[nu[1]])
        .set("weight3", weights[nu[2]])
        .run(volume);
  }

  /** A kernel of the group, for each site. */
  private Launch kernel(String name, int n, Buffer out) {
    return launcher
        .kernel(name + GROUPS[n], KernelForm.sites(out.precision()))
        .set("colours", n)
        .set("hop", hop)
        .set("volume", volume);
  }

  /** The same for the plane of mu and nu. */
  private Launch plane(String name, int n, Buffer[] links, int mu, int nu, Buffer out) {
    return kernel(name, n, out)
        .set("uMu", links[mu])
        .set("uNu", links[nu])
        .set("mu", mu)
        .set("nu", nu);
  }

  /** out(s) = Re tr P_{mu nu}(s). */
  void plaquette(int n, Buffer[] links, int mu, int nu, Buffer out) {
    plane("Plaquette", n, links, mu, nu, out).set("out", out).run(volume);
  }

  /**
   * What the plaquettes of one plane give to the derivative of projections.
   *
   * @param wMu weight in the projections of the links of direction mu, wNu in those of nu
   * @param ahead work space, one number a generator, as {@code above}
   */
  void derivatives(
      int n,
      Buffer[] links,
      int mu,
      int nu,
      double wMu,
      double wNu,
      Buffer[] h,
      Buffer ahead,
      Buffer above,
      Buffer[] out) {
    plane("PlaquetteDerivatives", n, links, mu, nu, ahead)
        .set("hMu", h[mu])
        .set("hNu", h[nu])
        .set("wMu", wMu)
        .set("wNu", wNu)
        .set("ahead", ahead)
        .set("above", above)
        .set("outMu", out[mu])
        .set("outNu", out[nu])
        .run(volume);
    addBehind(mu, nu, ahead, above, out);
  }

  private void addBehind(int mu, int nu, Buffer ahead, Buffer above, Buffer[] out) {
    launcher
        .kernel("AddBehind", KernelForm.sites(ahead.precision()))
        .set("ahead", ahead)
        .set("above", above)
        .set("outMu", out[mu])
        .set("outNu", out[nu])
        .set("hop", hop)
        .set("behind", (dimensions + mu) * volume)
        .set("below", (dimensions + nu) * volume)
        .set("reals", ahead.length() / volume)
        .set("volume", volume)
        .run(volume);
  }
}
