package org.fluxtube.kernels.simd;

import java.util.Arrays;
import org.fluxtube.engine.field.Group;

/**
 * Plaquettes, their staples and their force, fused. With C = U_nu(x+mu) U_mu(x+nu)^+ and D =
 * U_mu(x)^+ U_nu(x) a plaquette has the forms
 *
 * <pre>
 *   U_mu(x) C U_nu(x)^+   from x       force on U_mu(x), reversed on U_nu(x)
 *   C D^+                 from x+mu    force on U_nu(x+mu)
 *   C^+ D                 from x+nu    force on U_mu(x+nu)
 * </pre>
 *
 * <p>so that the four forces of a plaquette cost six products; the last two are added to the block
 * one step further on. All planes of a block follow each other, so that its links are read once.
 */
final class GaugeLoops {
  private static final int CHUNK = 32;
  private static final int O = Lanes.ORIGIN;

  private final Layout layout;
  private final Moves moves;
  private final Matrices matrices;
  private final int reals;
  private final int size;
  private final int generators;
  private final int algebra;
  private final double[] c;
  private final double[] d;
  private final double[] q;
  private final double[] r;
  private final double[] half;
  private final double[] f;
  private final double[] ahead;
  private final double[] above;

  /** For n x n links. */
  GaugeLoops(Layout layout, Moves moves, int n, Matrices matrices) {
    this.layout = layout;
    this.moves = moves;
    this.matrices = matrices;
    this.reals = 2 * n * n;
    this.size = reals * layout.lanes();
    this.generators = new Group(n).algebraDimension();
    this.algebra = generators * layout.lanes();
    this.c = Lanes.array(size);
    this.d = Lanes.array(size);
    this.q = Lanes.array(size);
    this.r = Lanes.array(size);
    this.half = Lanes.array(size);
    this.f = Lanes.array(size);
    this.ahead = Lanes.array(size);
    this.above = Lanes.array(size);
  }

  /**
   * out_mu^a += Re tr[T^a U_mu A_mu] from the plaquettes at the blocks {@code from} to {@code to},
   * A the sum of the staples in the planes (mu, nu) times {@code hostWeights[mu][nu]}.
   */
  void force(double[][] u, double[][] hostWeights, double[][] out, int from, int to) {
    for (int b = from; b < to; b++) {
      for (int mu = 0; mu < u.length; mu++) {
        for (int nu = mu + 1; nu < u.length; nu++) {
          double wMu = hostWeights[mu][nu];
          double wNu = hostWeights[nu][mu];
          if (wMu != 0 || wNu != 0) {
            force(u[mu], u[nu], mu, nu, b, wMu, wNu, out[mu], out[nu]);
          }
        }
      }
    }
  }

  private void force(
      double[] uMu,
      double[] uNu,
      int mu,
      int nu,
      int b,
      double wMu,
      double wNu,
      double[] outMu,
      double[] outNu) {
    corner(uMu, uNu, mu, nu, b);
    int o = Lanes.start(b, size);
    // in an order in which few wait for the one before
    matrices.nd(c, O, uNu, o, half, O);
    matrices.nd(c, O, d, O, q, O);
    matrices.dn(c, O, d, O, r, O);
    matrices.nn(uMu, o, half, O, c, O);
    addAhead(wNu, q, mu, b, outNu);
    addAhead(wMu, r, nu, b, outMu);
    matrices.addProjection(wMu, c, O, outMu, Lanes.start(b, algebra));
    matrices.addProjection(-wNu, c, O, outNu, Lanes.start(b, algebra));
  }

  /** Adds the projection of m to the block one step ahead. */
  void addAhead(double coefficient, double[] m, int mu, int b, double[] out) {
    int to = layout.neighbours(Layout.way(mu, 1))[b];
    if (to >= 0) {
      matrices.addProjection(coefficient, m, O, out, Lanes.start(to, algebra));
    } else {
      matrices.project(coefficient, m, O, f, O);
      moves.addAhead(f, generators, Layout.way(mu, 1), b, half, out);
    }
  }

  /** Puts C and D of block b into c and d. */
  private void corner(double[] uMu, double[] uNu, int mu, int nu, int b) {
    int right = Layout.way(mu, 1);
    int up = Layout.way(nu, 1);
    matrices.nd(
        moves.neighbour(uNu, reals, right, b, ahead),
        moves.start(right, b, size),
        moves.neighbour(uMu, reals, up, b, above),
        moves.start(up, b, size),
        c,
        O);
    matrices.dn(uMu, Lanes.start(b, size), uNu, Lanes.start(b, size), d, O);
  }

  /**
   * out += weight times the staples of the links of direction mu, from the plaquettes at the blocks
   * {@code from} to {@code to}.
   */
  void staple(double[][] u, int mu, double weight, double[] out, int from, int to) {
    for (int b = from; b < to; b++) {
      for (int nu = 0; nu < u.length; nu++) {
        if (nu != mu) {
          staple(u[mu], u[nu], mu, nu, b, weight, out);
        }
      }
    }
  }

  private void staple(
      double[] uMu, double[] uNu, int mu, int nu, int b, double weight, double[] out) {
    corner(uMu, uNu, mu, nu, b);
    int o = Lanes.start(b, size);
    matrices.nd(c, O, uNu, o, q, O);
    Moves.add(weight, q, O, out, o, size);
    int toMu = layout.neighbours(Layout.way(mu, 1))[b];
    matrices.dn(toMu < 0 ? ahead : uNu, Lanes.start(Math.max(0, toMu), size), d, O, q, O);
    Moves.scale(weight, q);
    moves.addAhead(q, reals, Layout.way(nu, 1), b, f, out);
  }

  /** Chunks of {@link #plaquetteSums}. */
  static int chunks(Layout layout) {
    return (layout.blocks() + CHUNK - 1) / CHUNK;
  }

  /**
   * hostTerms_k = sum over chunk k of Re tr P_{mu nu}(x), for the chunks {@code from} to {@code
   * to}.
   */
  void plaquetteSums(double[][] u, int mu, int nu, double[] hostTerms, int from, int to) {
    for (int k = from; k < to; k++) {
      int end = Math.min(layout.blocks(), (k + 1) * CHUNK);
      double sum = 0;
      for (int b = k * CHUNK; b < end; b++) {
        halves(u[mu], u[nu], mu, nu, b);
        if (layout.used(b) < layout.lanes()) {
          clearUnused(b);
        }
        sum += Lanes.dot(c, d, O, O + size);
      }
      hostTerms[k] = sum;
    }
  }

  private void clearUnused(int b) {
    for (int i = O; i < O + size; i += layout.lanes()) {
      Arrays.fill(c, i + layout.used(b), i + layout.lanes(), 0);
      Arrays.fill(d, i + layout.used(b), i + layout.lanes(), 0);
    }
  }

  /** out(x) = P_{mu nu}(x). */
  void plaquette(double[][] u, int mu, int nu, double[] out, int from, int to) {
    for (int b = from; b < to; b++) {
      halves(u[mu], u[nu], mu, nu, b);
      matrices.nd(c, O, d, O, out, Lanes.start(b, size));
    }
  }

  /** Puts U_mu(x) U_nu(x+mu) and U_nu(x) U_mu(x+nu) of block b into c and d. */
  private void halves(double[] uMu, double[] uNu, int mu, int nu, int b) {
    int right = Layout.way(mu, 1);
    int up = Layout.way(nu, 1);
    int o = Lanes.start(b, size);
    double[] next = moves.neighbour(uNu, reals, right, b, ahead);
    matrices.nn(uMu, o, next, moves.start(right, b, size), c, O);
    next = moves.neighbour(uMu, reals, up, b, above);
    matrices.nn(uNu, o, next, moves.start(up, b, size), d, O);
  }
}
