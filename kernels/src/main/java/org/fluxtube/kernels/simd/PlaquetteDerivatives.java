package org.fluxtube.kernels.simd;

import java.util.Arrays;
import org.fluxtube.engine.field.Group;

/**
 * The derivative of sum h_mu^a(x) Re tr[T^a U_mu(x) A_mu(x)] at fixed h, A the weighted staples of
 * plaquettes. A plaquette P = a b c^+ d^+ at x, a = U_mu(x), b = U_nu(x+mu), c = U_mu(x+nu), d =
 * U_nu(x), contributes Re tr[X P] with
 *
 * <pre>
 *   X = w_mu h_a - w_nu h_d + w_nu B - w_mu C,   B = a h_b a^+,   C = d h_c d^+
 * </pre>
 *
 * <p>and with pi = proj(P), Y = proj(P X), Z = proj(X P), all elements of the algebra, it gives
 *
 * <pre>
 *   a: Y - w_nu [pi, B],   d: -Z + w_mu [pi, C],   b: a^+ Y a,   c: -d^+ Z d
 * </pre>
 */
final class PlaquetteDerivatives {
  private static final int O = Lanes.ORIGIN;

  private final Moves moves;
  private final Matrices matrices;
  private final int n;
  private final int reals;
  private final int size;
  private final int generators;
  private final int algebra;
  private final double[] p;
  private final double[] t;
  private final double[] e;
  private final double[] pi;
  private final double[] carriedB;
  private final double[] carriedC;
  private final double[] y;
  private final double[] z;
  private final double[] f;
  private final double[] ahead;
  private final double[] above;
  private final double[] x;

  /** For n x n links. */
  PlaquetteDerivatives(Layout layout, Moves moves, int n, Matrices matrices) {
    this.moves = moves;
    this.matrices = matrices;
    this.n = n;
    this.reals = 2 * n * n;
    this.size = reals * layout.lanes();
    this.generators = new Group(n).algebraDimension();
    this.algebra = generators * layout.lanes();
    this.p = Lanes.array(size);
    this.t = Lanes.array(size);
    this.e = Lanes.array(size);
    this.pi = Lanes.array(algebra);
    this.carriedB = Lanes.array(algebra);
    this.carriedC = Lanes.array(algebra);
    this.y = Lanes.array(algebra);
    this.z = Lanes.array(algebra);
    this.f = Lanes.array(algebra);
    this.ahead = Lanes.array(size);
    this.above = Lanes.array(size);
    this.x = Lanes.array(algebra);
  }

  /** out_mu^a += the derivative, from the plaquettes at the blocks {@code from} to {@code to}. */
  void add(double[][] u, double[][] hostWeights, double[][] h, double[][] out, int from, int to) {
    for (int b = from; b < to; b++) {
      for (int mu = 0; mu < u.length; mu++) {
        for (int nu = mu + 1; nu < u.length; nu++) {
          double wMu = hostWeights[mu][nu];
          double wNu = hostWeights[nu][mu];
          if (wMu != 0 || wNu != 0) {
            plaquette(u[mu], u[nu], mu, nu, b);
            direction(u[mu], u[nu], wMu, wNu, h[mu], h[nu], mu, nu, b);
            scatter(u[mu], u[nu], wMu, wNu, mu, nu, b, out[mu], out[nu]);
          }
        }
      }
    }
  }

  /** p = P, pi its projection. */
  private void plaquette(double[] uMu, double[] uNu, int mu, int nu, int b) {
    int right = Layout.way(mu, 1);
    int up = Layout.way(nu, 1);
    int o = Lanes.start(b, size);
    double[] next = moves.neighbour(uNu, reals, right, b, ahead);
    matrices.nn(uMu, o, next, moves.start(right, b, size), t, O);
    next = moves.neighbour(uMu, reals, up, b, above);
    matrices.nn(uNu, o, next, moves.start(up, b, size), e, O);
    matrices.nd(t, O, e, O, p, O);
    matrices.project(1, p, O, pi, O);
  }

  /** carriedB = B, carriedC = C, x = X. */
  private void direction(
      double[] uMu,
      double[] uNu,
      double wMu,
      double wNu,
      double[] hMu,
      double[] hNu,
      int mu,
      int nu,
      int b) {
    int right = Layout.way(mu, 1);
    int up = Layout.way(nu, 1);
    int o = Lanes.start(b, size);
    double[] next = moves.neighbour(hNu, generators, right, b, ahead);
    Arrays.fill(carriedB, 0);
    matrices.addCarried(1, uMu, o, false, next, moves.start(right, b, algebra), carriedB, O);
    next = moves.neighbour(hMu, generators, up, b, above);
    Arrays.fill(carriedC, 0);
    matrices.addCarried(1, uNu, o, false, next, moves.start(up, b, algebra), carriedC, O);
    int at = Lanes.start(b, algebra);
    LinkLoops.combine(wMu, hMu, at, 0, x, O, algebra);
    LinkLoops.combine(-wNu, hNu, at, 1, x, O, algebra);
    LinkLoops.combine(wNu, carriedB, O, 1, x, O, algebra);
    LinkLoops.combine(-wMu, carriedC, O, 1, x, O, algebra);
  }

  private void scatter(
      double[] uMu,
      double[] uNu,
      double wMu,
      double wNu,
      int mu,
      int nu,
      int b,
      double[] outMu,
      double[] outNu) {
    int o = Lanes.start(b, size);
    int at = Lanes.start(b, algebra);
    Matrices.element(n, 1, x, O, e, O);
    matrices.nn(p, O, e, O, t, O);
    matrices.project(1, t, O, y, O);
    matrices.nn(e, O, p, O, t, O);
    matrices.project(1, t, O, z, O);
    LinkLoops.combine(1, y, O, 1, outMu, at, algebra);
    matrices.addBracket(-wNu, pi, O, carriedB, O, outMu, at);
    LinkLoops.combine(-1, z, O, 1, outNu, at, algebra);
    matrices.addBracket(wMu, pi, O, carriedC, O, outNu, at);
    Arrays.fill(f, 0);
    matrices.addCarried(1, uMu, o, true, y, O, f, O);
    moves.addAhead(f, generators, Layout.way(mu, 1), b, pi, outNu);
    Arrays.fill(f, 0);
    matrices.addCarried(-1, uNu, o, true, z, O, f, O);
    moves.addAhead(f, generators, Layout.way(nu, 1), b, pi, outMu);
  }
}
