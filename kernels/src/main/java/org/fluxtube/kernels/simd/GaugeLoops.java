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
 * <p>so that the four forces of a plaquette cost six products; the last two are added one step
 * further on. Neighbours at the edge of the sub-lattices are brought into the order of lanes before
 * each plane ("ghosts"), so that the products only see whole blocks.
 */
final class GaugeLoops {
  private static final int CHUNK = 32;

  private final Layout layout;
  private final Matrices matrices;
  private final int size;
  private final int algebra;
  private final double[] c;
  private final double[] d;
  private final double[] q;
  private final double[] f;
  private final double[] terms;
  private double[] nuGhosts = new double[0];
  private double[] muGhosts = new double[0];
  private double[] atMu = new double[0];
  private double[] atNu = new double[0];

  /** For n x n links. */
  GaugeLoops(Layout layout, int n, Matrices matrices) {
    this.layout = layout;
    this.matrices = matrices;
    this.size = 2 * n * n * layout.lanes();
    this.algebra = new Group(n).algebraDimension() * layout.lanes();
    this.c = new double[size];
    this.d = new double[size];
    this.q = new double[size];
    this.f = new double[size];
    this.terms = new double[(layout.blocks() + CHUNK - 1) / CHUNK];
  }

  /** out_mu^a = coefficient Re tr[T^a U_mu A_mu] with A the sum of the staples. */
  void force(double[][] u, double coefficient, double[][] out) {
    for (double[] part : out) {
      Arrays.fill(part, 0);
    }
    atMu = grown(atMu, layout.blocks() * algebra);
    atNu = grown(atNu, layout.blocks() * algebra);
    for (int mu = 0; mu < u.length; mu++) {
      for (int nu = mu + 1; nu < u.length; nu++) {
        ghosts(u, mu, nu);
        for (int b = 0; b < layout.blocks(); b++) {
          force(u[mu], u[nu], mu, nu, b, coefficient, out[mu], out[nu]);
        }
        int reals = algebra / layout.lanes();
        layout.addShifted(1, atMu, reals, Layout.way(mu, -1), f, out[nu]);
        layout.addShifted(1, atNu, reals, Layout.way(nu, -1), f, out[mu]);
      }
    }
  }

  private void force(
      double[] uMu,
      double[] uNu,
      int mu,
      int nu,
      int b,
      double coefficient,
      double[] outMu,
      double[] outNu) {
    corner(uMu, uNu, mu, nu, b);
    int o = b * size;
    int a = b * algebra;
    matrices.nd(c, 0, uNu, o, f, 0);
    matrices.nn(uMu, o, f, 0, q, 0);
    matrices.project(coefficient, q, 0, f, 0);
    for (int i = 0; i < algebra; i++) {
      outMu[a + i] += f[i];
    }
    for (int i = 0; i < algebra; i++) {
      outNu[a + i] -= f[i];
    }
    matrices.nd(c, 0, d, 0, q, 0);
    matrices.project(coefficient, q, 0, atMu, a);
    matrices.dn(c, 0, d, 0, q, 0);
    matrices.project(coefficient, q, 0, atNu, a);
  }

  /** Puts C and D of block b into c and d. */
  private void corner(double[] uMu, double[] uNu, int mu, int nu, int b) {
    int toMu = layout.neighbours(Layout.way(mu, 1))[b];
    int toNu = layout.neighbours(Layout.way(nu, 1))[b];
    matrices.nd(
        toMu < 0 ? nuGhosts : uNu,
        (toMu < 0 ? -1 - toMu : toMu) * size,
        toNu < 0 ? muGhosts : uMu,
        (toNu < 0 ? -1 - toNu : toNu) * size,
        c,
        0);
    matrices.dn(uMu, b * size, uNu, b * size, d, 0);
  }

  /** Sum of the plaquette staples of the links of direction mu, times weight. */
  void staple(double[][] u, int mu, double weight, double[] out) {
    Arrays.fill(out, 0);
    atNu = grown(atNu, layout.blocks() * size);
    for (int nu = 0; nu < u.length; nu++) {
      if (nu == mu) {
        continue;
      }
      ghosts(u, mu, nu);
      for (int b = 0; b < layout.blocks(); b++) {
        staple(u[mu], u[nu], mu, nu, b, weight, out);
      }
      layout.addShifted(weight, atNu, size / layout.lanes(), Layout.way(nu, -1), f, out);
    }
  }

  private void staple(
      double[] uMu, double[] uNu, int mu, int nu, int b, double weight, double[] out) {
    corner(uMu, uNu, mu, nu, b);
    int o = b * size;
    matrices.nd(c, 0, uNu, o, q, 0);
    for (int i = 0; i < size; i++) {
      out[o + i] += weight * q[i];
    }
    int toMu = layout.neighbours(Layout.way(mu, 1))[b];
    matrices.dn(
        toMu < 0 ? nuGhosts : uNu, (toMu < 0 ? -1 - toMu : toMu) * size, d, 0, atNu, o);
  }

  /** sum_x Re tr P_{mu nu}(x). */
  double plaquetteSum(double[][] u, int mu, int nu) {
    ghosts(u, mu, nu);
    for (int k = 0; k < terms.length; k++) {
      Arrays.fill(f, 0);
      int end = Math.min(layout.blocks(), (k + 1) * CHUNK);
      for (int b = k * CHUNK; b < end; b++) {
        halves(u[mu], u[nu], mu, nu, b);
        if (layout.used(b) < layout.lanes()) {
          clearUnused(b);
        }
        for (int i = 0; i < size; i++) {
          f[i] += c[i] * d[i];
        }
      }
      double sum = 0;
      for (int i = 0; i < size; i++) {
        sum += f[i];
      }
      terms[k] = sum;
    }
    return Sums.pairwise(terms, 0, terms.length);
  }

  private void clearUnused(int b) {
    for (int i = 0; i < size; i += layout.lanes()) {
      Arrays.fill(c, i + layout.used(b), i + layout.lanes(), 0);
      Arrays.fill(d, i + layout.used(b), i + layout.lanes(), 0);
    }
  }

  /** out(x) = P_{mu nu}(x). */
  void plaquette(double[][] u, int mu, int nu, double[] out) {
    ghosts(u, mu, nu);
    for (int b = 0; b < layout.blocks(); b++) {
      halves(u[mu], u[nu], mu, nu, b);
      matrices.nd(c, 0, d, 0, out, b * size);
    }
  }

  /** Puts U_mu(x) U_nu(x+mu) and U_nu(x) U_mu(x+nu) of block b into c and d. */
  private void halves(double[] uMu, double[] uNu, int mu, int nu, int b) {
    int toMu = layout.neighbours(Layout.way(mu, 1))[b];
    int toNu = layout.neighbours(Layout.way(nu, 1))[b];
    int o = b * size;
    matrices.nn(
        uMu, o, toMu < 0 ? nuGhosts : uNu, (toMu < 0 ? -1 - toMu : toMu) * size, c, 0);
    matrices.nn(
        uNu, o, toNu < 0 ? muGhosts : uMu, (toNu < 0 ? -1 - toNu : toNu) * size, d, 0);
  }

  private void ghosts(double[][] u, int mu, int nu) {
    int toMu = Layout.way(mu, 1);
    int toNu = Layout.way(nu, 1);
    nuGhosts = grown(nuGhosts, layout.edges(toMu) * size);
    muGhosts = grown(muGhosts, layout.edges(toNu) * size);
    layout.ghosts(u[nu], size / layout.lanes(), toMu, nuGhosts);
    layout.ghosts(u[mu], size / layout.lanes(), toNu, muGhosts);
  }

  private static double[] grown(double[] a, int size) {
    return a.length < size ? new double[size] : a;
  }
}
