package org.fluxtube.kernels.opencl;

/** Fused plaquette loops of U(1), SU(2) and SU(3) links. */
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

  /** out = weight times the sum of the staples. */
  void staple(int n, Buffer[] links, int mu, double weight, Buffer out) {
    run("Staple" + GROUPS[n], links, mu, weight, out);
  }

  /** out^a = weight Re tr[T^a U A]. */
  void force(int n, Buffer[] links, int mu, double weight, Buffer out) {
    run("Force" + GROUPS[n], links, mu, weight, out);
  }

  private void run(String name, Buffer[] links, int mu, double weight, Buffer out) {
    int[] nu = new int[3];
    int others = 0;
    for (int d = 0; d < dimensions; d++) {
      if (d != mu) {
        nu[others++] = d;
      }
    }
    launcher
        .kernel(name, KernelForm.sites(out.precision()))
        .set("link", links[mu])
        .set("u1", links[nu[0]])
        .set("u2", links[nu[1]])
        .set("u3", links[nu[2]])
        .set("out", out)
        .set("hop", hop)
        .set("mu", mu)
        .set("nu1", nu[0])
        .set("nu2", nu[1])
        .set("nu3", nu[2])
        .set("others", others)
        .set("dimensions", dimensions)
        .set("volume", volume)
        .set("weight", weight)
        .run(volume);
  }

  /** out(s) = Re tr P_{mu nu}(s). */
  void plaquette(int n, Buffer[] links, int mu, int nu, Buffer out) {
    launcher
        .kernel("Plaquette" + GROUPS[n], KernelForm.sites(out.precision()))
        .set("uMu", links[mu])
        .set("uNu", links[nu])
        .set("out", out)
        .set("hop", hop)
        .set("mu", mu)
        .set("nu", nu)
        .set("volume", volume)
        .run(volume);
  }
}
