package org.fluxtube.engine.field;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Projections of weighted plaquettes and their derivative, in terms of primitives.
 *
 * <p>A plaquette P = a b c^+ d^+ at x, a = U_mu(x), b = U_nu(x+mu), c = U_mu(x+nu), d = U_nu(x), is
 * in M_mu(x) as P, in M_nu(x) as P^+, in M_nu(x+mu) as a^+ P a and in M_mu(x+nu) as d^+ P^+ d. With
 * anti-Hermitian h = h^b T^b the sum to be differentiated is Re tr[X P],
 *
 * <p>X = w_mu h_a - w_nu h_d + w_nu B - w_mu C, B = a h_b a^+, C = d h_c d^+.
 *
 * <p>A step w^a T^a of a link goes through P, and of a and d through B and C too; it gives Re tr
 * T^a of
 *
 * <p>a: P X + w_nu (B P - P B); d: -X P - w_mu (C P - P C); b: a^+ P X a; c: -d^+ X P d.
 */
final class LoopDerivatives {
  private LoopDerivatives() {}

  static void projections(FieldOps ops, Vector[] u, double[][] weights, Vector[] out) {
    if (uniform(weights)) {
      ops.gaugeForce(u, 1, weights[0][1], 0, out);
      return;
    }
    for (Vector v : out) {
      ops.constant(0, v);
    }
    try (Scratch.Lease ab = ops.scratch().like(u[0]);
        Scratch.Lease dc = ops.scratch().like(u[0]);
        Scratch.Lease b = ops.scratch().like(u[0]);
        Scratch.Lease c = ops.scratch().like(u[0]);
        Scratch.Lease f = ops.scratch().like(out[0]);
        Scratch.Lease moved = ops.scratch().like(out[0])) {
      Vector t = dc.vector();
      for (int mu = 0; mu < u.length; mu++) {
        for (int nu = mu + 1; nu < u.length; nu++) {
          double wMu = weights[mu][nu];
          double wNu = weights[nu][mu];
          if (wMu == 0 && wNu == 0) {
            continue;
          }
          ops.shift(u[nu], mu, 1, b.vector());
          ops.shift(u[mu], nu, 1, c.vector());
          // C = b c^+ and D = a^+ d give all: a C d^+, C D^+ and C^+ D
          ops.multiply(1, b.vector(), false, c.vector(), true, 0, ab.vector());
          ops.multiply(1, u[mu], true, u[nu], false, 0, t);
          ops.multiply(1, ab.vector(), false, t, true, 0, b.vector());
          ops.multiply(1, ab.vector(), true, t, false, 0, c.vector());
          ops.project(wNu, b.vector(), 0, f.vector());
          ops.shift(f.vector(), mu, -1, moved.vector());
          ops.axpy(1, moved.vector(), out[nu]);
          ops.project(wMu, c.vector(), 0, f.vector());
          ops.shift(f.vector(), nu, -1, moved.vector());
          ops.axpy(1, moved.vector(), out[mu]);
          ops.multiply(1, ab.vector(), false, u[nu], true, 0, b.vector());
          ops.multiply(1, u[mu], false, b.vector(), false, 0, c.vector());
          ops.project(wMu, c.vector(), 1, out[mu]);
          ops.project(-wNu, c.vector(), 1, out[nu]);
        }
      }
    }
  }

  private static boolean uniform(double[][] weights) {
    for (int mu = 0; mu < weights.length; mu++) {
      for (int nu = 0; nu < weights.length; nu++) {
        if (mu != nu && weights[mu][nu] != weights[0][1]) {
          return false;
        }
      }
    }
    return true;
  }

  static void derivatives(FieldOps ops, Vector[] u, double[][] weights, Vector[] h, Vector[] out) {
    Deque<Scratch.Lease> leases = new ArrayDeque<>();
    try {
      Vector[] m = new Vector[8];
      for (int i = 0; i < m.length; i++) {
        leases.push(ops.scratch().like(u[0]));
        m[i] = leases.peek().vector();
      }
      leases.push(ops.scratch().like(h[0]));
      Vector f = leases.peek().vector();
      leases.push(ops.scratch().like(h[0]));
      Vector moved = leases.peek().vector();
      for (int mu = 0; mu < u.length; mu++) {
        for (int nu = mu + 1; nu < u.length; nu++) {
          if (weights[mu][nu] != 0 || weights[nu][mu] != 0) {
            plaquettes(ops, u, mu, nu, weights[mu][nu], weights[nu][mu], h, m, f, moved, out);
          }
        }
      }
    } finally {
      leases.forEach(Scratch.Lease::close);
    }
  }

  private static void plaquettes(
      FieldOps ops,
      Vector[] u,
      int mu,
      int nu,
      double wMu,
      double wNu,
      Vector[] h,
      Vector[] m,
      Vector f,
      Vector moved,
      Vector[] out) {
    Vector a = u[mu];
    Vector d = u[nu];
    Vector p = m[0];
    Vector x = m[1];
    Vector carriedB = m[2];
    Vector carriedC = m[3];
    Vector s = m[4];
    Vector t = m[5];
    ops.shift(d, mu, 1, s);
    ops.multiply(1, a, false, s, false, 0, m[6]);
    ops.shift(a, nu, 1, s);
    ops.multiply(1, d, false, s, false, 0, m[7]);
    ops.multiply(1, m[6], false, m[7], true, 0, p);
    carried(ops, a, h[nu], mu, f, s, t, carriedB);
    carried(ops, d, h[mu], nu, f, s, t, carriedC);
    ops.element(wMu, h[mu], 0, x);
    ops.element(-wNu, h[nu], 1, x);
    ops.axpy(wNu, carriedB, x);
    ops.axpy(-wMu, carriedC, x);
    ops.multiply(1, p, false, x, false, 0, s);
    back(ops, a, s, 1, mu, m[6], m[7], f, moved, out[nu]);
    ops.multiply(wNu, carriedB, false, p, false, 1, s);
    ops.multiply(-wNu, p, false, carriedB, false, 1, s);
    ops.project(1, s, 1, out[mu]);
    ops.multiply(1, x, false, p, false, 0, s);
    back(ops, d, s, -1, nu, m[6], m[7], f, moved, out[mu]);
    ops.multiply(wMu, carriedC, false, p, false, 1, s);
    ops.multiply(-wMu, p, false, carriedC, false, 1, s);
    ops.project(-1, s, 1, out[nu]);
  }

  /** out(x) = link(x) h(x+mu) link(x)^+. */
  private static void carried(
      FieldOps ops, Vector link, Vector h, int mu, Vector f, Vector s, Vector t, Vector out) {
    ops.shift(h, mu, 1, f);
    ops.element(1, f, 0, s);
    ops.multiply(1, link, false, s, false, 0, t);
    ops.multiply(1, t, false, link, true, 0, out);
  }

  /** out^a(x+mu) += factor Re tr[T^a link(x)^+ y(x) link(x)]. */
  private static void back(
      FieldOps ops,
      Vector link,
      Vector y,
      double factor,
      int mu,
      Vector s,
      Vector t,
      Vector f,
      Vector moved,
      Vector out) {
    ops.multiply(1, link, true, y, false, 0, s);
    ops.multiply(1, s, false, link, false, 0, t);
    ops.project(factor, t, 0, f);
    ops.shift(f, mu, -1, moved);
    ops.axpy(1, moved, out);
  }
}
