package org.fluxtube.kernels.opencl;

/** Loops of U(1), SU(2) and SU(3) links in fused kernels. */
final class GaugeLoops {
  private static final String[] GROUPS = {"", "U1", "Su2", "Su3"};

  private final Launcher launcher;
  private final Buffer hop;
  private final int dimensions;
  private final int lanes;
  private final int blocks;

  /** {@code hop} is the table of blocks of {@link SiteOrder}. */
  GaugeLoops(Launcher launcher, Buffer hop, SiteOrder order, int dimensions, int volume) {
    this.launcher = launcher;
    this.hop = hop;
    this.dimensions = dimensions;
    this.lanes = order.lanes();
    this.blocks = volume / lanes;
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
        .set("uniformWeight1", weights[nu[0]])
        .set("uniformWeight2", weights[nu[1]])
        .set("uniformWeight3", weights[nu[2]])
        .run(blocks);
  }

  /** A kernel of the group, for each block of sites. */
  private Launch kernel(String name, int n, Buffer out) {
    return launcher
        .kernel(name + GROUPS[n], KernelForm.blocks(lanes, out.precision()))
        .set("colours", n)
        .set("hop", hop)
        .set("volume", blocks);
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
    plane("Plaquette", n, links, mu, nu, out).set("out", out).run(blocks);
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
        .set("uniformMu", wMu)
        .set("uniformNu", wNu)
        .set("ahead", ahead)
        .set("above", above)
        .set("outMu", out[mu])
        .set("outNu", out[nu])
        .run(blocks);
    addBehind(mu, nu, ahead, above, out);
  }

  /**
   * What the clover leaves of one plane give to the force at fixed k.
   *
   * @param ahead work space, as in {@link #derivatives}
   */
  void cloverForce(
      int n,
      Buffer[] links,
      int mu,
      int nu,
      double alpha,
      Buffer k,
      Buffer ahead,
      Buffer above,
      Buffer[] out) {
    plane("CloverForce", n, links, mu, nu, ahead)
        .set("k", k)
        .set("alpha", alpha)
        .set("ahead", ahead)
        .set("above", above)
        .set("outMu", out[mu])
        .set("outNu", out[nu])
        .run(blocks);
    addBehind(mu, nu, ahead, above, out);
  }

  /** out(s) = P_{mu nu}(s). */
  void plaquetteMatrix(int n, Buffer[] links, int mu, int nu, Buffer out) {
    plane("PlaquetteMatrix", n, links, mu, nu, out).set("out", out).run(blocks);
  }

  /** out = the plaquettes of the plane on all sides, {@code half} is work space. */
  void leaves(int n, Buffer[] links, int mu, int nu, Buffer half, Buffer out) {
    plaquetteMatrix(n, links, mu, nu, out);
    leaf(n, links[mu], mu, out, half);
    leaf(n, links[nu], nu, half, out);
  }

  private void leaf(int n, Buffer link, int mu, Buffer x, Buffer out) {
    kernel("Leaf", n, out)
        .set("link", link)
        .set("x", x)
        .set("out", out)
        .set("behind", (dimensions + mu) * blocks)
        .run(blocks);
  }

  /** out(s) = Re tr of a rectangle with two steps in mu. */
  void rectangle(int n, Buffer[] links, int mu, int nu, Buffer out) {
    plane("Rectangle", n, links, mu, nu, out)
        .set("dimensions", dimensions)
        .set("out", out)
        .run(blocks);
  }

  /** Adds the staples of plaquettes and rectangles; {@code up} and {@code down} are work space. */
  void addStaple(
      int n, Buffer[] links, int mu, double c0, double c1, Buffer up, Buffer down, Buffer out) {
    for (int nu = 0; nu < dimensions; nu++) {
      if (nu != mu) {
        plane("StapleSides", n, links, mu, nu, out)
            .set("dimensions", dimensions)
            .set("up", up)
            .set("down", down)
            .run(blocks);
        plane("WideStaple", n, links, mu, nu, out)
            .set("dimensions", dimensions)
            .set("up", up)
            .set("down", down)
            .set("uniformPlaquette", c0)
            .set("uniformRectangle", c1)
            .set("out", out)
            .run(blocks);
      }
    }
  }

  /**
   * Adds the force of plaquettes and rectangles.
   *
   * @param lower work space, one number a generator, as {@code upper} and {@code k}
   */
  void addForce(
      int n,
      Buffer[] links,
      double c0,
      double c1,
      Buffer lower,
      Buffer upper,
      Buffer k,
      Buffer[] out) {
    for (int mu = 0; mu < dimensions; mu++) {
      double beta = 0;
      for (int nu = 0; nu < dimensions; nu++) {
        if (nu != mu) {
          plane("RectangleSides", n, links, mu, nu, lower)
              .set("dimensions", dimensions)
              .set("lower", lower)
              .set("upper", upper)
              .set("uniformPlaquette", c0)
              .set("uniformRectangle", c1)
              .set("outNu", out[nu])
              .run(blocks);
          kernel("RectangleCarry", n, lower)
              .set("uMu", links[mu])
              .set("mu", mu)
              .set("nu", nu)
              .set("dimensions", dimensions)
              .set("lower", lower)
              .set("upper", upper)
              .set("k", k)
              .set("outNu", out[nu])
              .set("alpha", n == 1 ? 1.0 : 2.0)
              .set("beta", beta)
              .run(blocks);
          beta = 1;
        }
      }
      if (beta == 1) {
        kernel("LongSides", n, lower)
            .set("link", links[mu])
            .set("mu", mu)
            .set("k", k)
            .set("alpha", n == 1 ? 1.0 : 2.0)
            .set("out", out[mu])
            .run(blocks);
      }
    }
  }

  private void addBehind(int mu, int nu, Buffer ahead, Buffer above, Buffer[] out) {
    launcher
        .kernel("AddBehind", KernelForm.blocks(lanes, ahead.precision()))
        .set("ahead", ahead)
        .set("above", above)
        .set("outMu", out[mu])
        .set("outNu", out[nu])
        .set("hop", hop)
        .set("behind", (dimensions + mu) * blocks)
        .set("below", (dimensions + nu) * blocks)
        .set("reals", ahead.length() / (lanes * blocks))
        .set("volume", blocks)
        .run(blocks);
  }
}
