package org.fluxtube.kernels.simd;

import java.util.Arrays;
import org.fluxtube.engine.field.Group;

/**
 * The force of plaquettes and 2 x 1 rectangles, fused, in two passes over the lattice. For each
 * ordered pair of directions A and E are the two staples that lead from x to x+nu,
 *
 * <pre>
 *   A = U_mu(x) U_nu(x+mu) U_mu(x+nu)^+,   E = U_mu(x-mu)^+ U_nu(x-mu) U_mu(x-mu+nu)
 * </pre>
 *
 * <p>so that the sum of both over mu is the staple of U_nu(x), and A E^+ the rectangle with two
 * steps in mu in the middle of whose lower side is x. With X = proj(A E^+) at x and Y = proj(E^+ A)
 * at x+nu, elements of the algebra, the rectangle's force is
 *
 * <pre>
 *   long sides    K_mu += X at x, K_mu -= Y at x+nu; then on U_mu(x) K_mu(x) + U_mu(x) K_mu(x+mu) U_mu(x)^+
 *   short sides   X carried to x+mu on U_nu(x+mu), minus X carried to x-mu on U_nu(x-mu)
 * </pre>
 *
 * <p>The first pass leaves X and K, the second carries them along U_mu: 76 products and 28 elements
 * carried in four dimensions; six staples for each link are 192 products.
 */
final class RectangleLoops {
  private static final int O = Lanes.ORIGIN;

  private final Layout layout;
  private final Moves moves;
  private final Matrices matrices;
  private final GaugeLoops loops;
  private final int reals;
  private final int size;
  private final int generators;
  private final int algebra;
  private final double[] staples;
  private final double[] a;
  private final double[] e;
  private final double[] t;
  private final double[] side;
  private final double[] above;
  private final double[] corner;
  private final double[] f;

  /** For n x n links. */
  RectangleLoops(Layout layout, Moves moves, int n, Matrices matrices, GaugeLoops loops) {
    this.layout = layout;
    this.moves = moves;
    this.matrices = matrices;
    this.loops = loops;
    this.reals = 2 * n * n;
    this.size = reals * layout.lanes();
    this.generators = new Group(n).algebraDimension();
    this.algebra = generators * layout.lanes();
    this.staples = Lanes.array(size);
    this.a = Lanes.array(size);
    this.e = Lanes.array(size);
    this.t = Lanes.array(size);
    this.side = Lanes.array(size);
    this.above = Lanes.array(size);
    this.corner = Lanes.array(size);
    this.f = Lanes.array(algebra);
  }

  /**
   * The first pass, at the blocks {@code from} to {@code to}.
   *
   * @param c0 coefficient of the plaquettes' projections
   * @param c1 of the rectangles'
   * @param x X of the pair (mu, nu) at {@code mu d + nu}, overwritten
   * @param k K of each direction, added to
   * @param out the plaquettes' force is added
   */
  void staples(
      double[][] u,
      double c0,
      double c1,
      double[][] x,
      double[][] k,
      double[][] out,
      int from,
      int to) {
    int d = u.length;
    for (int b = from; b < to; b++) {
      int at = Lanes.start(b, algebra);
      for (int nu = 0; nu < d; nu++) {
        Arrays.fill(staples, 0);
        for (int mu = 0; mu < d; mu++) {
          if (mu != nu) {
            sides(u[mu], u[nu], mu, nu, b);
            LinkLoops.combine(1, a, O, 1, staples, O, size);
            LinkLoops.combine(1, e, O, 1, staples, O, size);
            matrices.nd(a, O, e, O, t, O);
            matrices.project(c1, t, O, x[mu * d + nu], at);
            matrices.addProjection(c1, t, O, k[mu], at);
            matrices.dn(e, O, a, O, t, O);
            loops.addAhead(-c1, t, nu, b, k[mu]);
          }
        }
        // the projection of U_nu staples^+ is minus that of its conjugate
        matrices.nd(staples, O, u[nu], Lanes.start(b, size), t, O);
        matrices.addProjection(-c0, t, O, out[nu], at);
      }
    }
  }

  /** Puts A and E of block b into a and e. */
  private void sides(double[] uMu, double[] uNu, int mu, int nu, int b) {
    int ahead = Layout.way(mu, 1);
    int back = Layout.way(mu, -1);
    int up = Layout.way(nu, 1);
    double[] link = moves.neighbour(uNu, reals, ahead, b, side);
    matrices.nn(uMu, Lanes.start(b, size), link, moves.start(ahead, b, size), t, O);
    link = moves.neighbour(uMu, reals, up, b, above);
    matrices.nd(t, O, link, moves.start(up, b, size), a, O);
    int start = moves.start(back, b, size);
    link = moves.neighbour(uNu, reals, back, b, side);
    if (layout.neighbours(back)[b] >= 0) {
      int before = layout.neighbours(back)[b];
      double[] last = moves.neighbour(uMu, reals, up, before, above);
      matrices.nn(link, start, last, moves.start(up, before, size), t, O);
    } else {
      moves.gather(uMu, reals, back, up, b, corner, above);
      matrices.nn(link, start, corner, O, t, O);
    }
    link = moves.neighbour(uMu, reals, back, b, side);
    matrices.dn(link, start, t, O, e, O);
  }

  /** The second pass: what {@link #staples} left in x and k, added to the force. */
  void carry(double[][] u, double[][] x, double[][] k, double[][] out, int from, int to) {
    int d = u.length;
    for (int b = from; b < to; b++) {
      for (int mu = 0; mu < d; mu++) {
        int at = Lanes.start(b, algebra);
        LinkLoops.combine(1, k[mu], at, 1, out[mu], at, algebra);
        fetch(1, u[mu], k[mu], mu, b, out[mu]);
        for (int nu = 0; nu < d; nu++) {
          if (nu != mu) {
            double[] mine = x[mu * d + nu];
            fetch(-1, u[mu], mine, mu, b, out[nu]);
            send(u[mu], mine, mu, b, out[nu]);
          }
        }
      }
    }
  }

  /** out += factor times the coordinates of U_mu g(x+mu) U_mu^+. */
  private void fetch(double factor, double[] uMu, double[] g, int mu, int b, double[] out) {
    int way = Layout.way(mu, 1);
    double[] ahead = moves.neighbour(g, generators, way, b, side);
    int from = moves.start(way, b, algebra);
    matrices.addCarried(
        factor, uMu, Lanes.start(b, size), false, ahead, from, out, Lanes.start(b, algebra));
  }

  /** out(x+mu) += the coordinates of U_mu^+ g(x) U_mu. */
  private void send(double[] uMu, double[] g, int mu, int b, double[] out) {
    int o = Lanes.start(b, size);
    int at = Lanes.start(b, algebra);
    int way = Layout.way(mu, 1);
    int next = layout.neighbours(way)[b];
    if (next >= 0) {
      matrices.addCarried(1, uMu, o, true, g, at, out, Lanes.start(next, algebra));
    } else {
      Arrays.fill(f, 0);
      matrices.addCarried(1, uMu, o, true, g, at, f, O);
      moves.addAhead(f, generators, way, b, side, out);
    }
  }
}
