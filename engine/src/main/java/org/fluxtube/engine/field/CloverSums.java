package org.fluxtube.engine.field;

/** The four leaves around a site and their derivative, in terms of primitives. */
final class CloverSums {
  private CloverSums() {}

  static void leaves(FieldOps ops, Vector[] u, int mu, int nu, Vector out) {
    ops.plaquette(u, mu, nu, out);
    try (Scratch.Lease a = ops.scratch().like(out);
        Scratch.Lease b = ops.scratch().like(out)) {
      for (int direction : new int[] {mu, nu}) {
        ops.multiply(1, u[direction], true, out, false, 0, a.vector());
        ops.multiply(1, a.vector(), false, u[direction], false, 0, b.vector());
        ops.shift(b.vector(), direction, -1, a.vector());
        ops.axpy(1, a.vector(), out);
      }
    }
  }

  /**
   * Each plaquette carries K once at each of its corners. With a = U_mu(x) U_nu(x+mu) and b =
   * U_nu(x) U_mu(x+nu), the two ways to the far corner, the sum is Re tr[a_K b^dagger] - Re tr[a
   * b_K^dagger]: a_K has K at x, x+mu and x+mu+nu, b_K at x+nu, and K^dagger = -K.
   */
  static void force(
      FieldOps ops, Vector[] u, int mu, int nu, double alpha, Vector k, Vector[] out) {
    Scratch pool = ops.scratch();
    try (Scratch.Lease l2 = pool.like(k);
        Scratch.Lease l3 = pool.like(k);
        Scratch.Lease k1 = pool.like(k);
        Scratch.Lease k2 = pool.like(k);
        Scratch.Lease k3 = pool.like(k);
        Scratch.Lease a = pool.like(k);
        Scratch.Lease b = pool.like(k);
        Scratch.Lease aK = pool.like(k);
        Scratch.Lease bK = pool.like(k);
        Scratch.Lease s = pool.like(k);
        Scratch.Lease t = pool.like(k);
        Scratch.Lease m = pool.like(k);
        Scratch.Lease p = pool.like(out[mu]);
        Scratch.Lease q = pool.like(out[mu])) {
      ops.shift(u[nu], mu, 1, l2.vector());
      ops.shift(u[mu], nu, 1, l3.vector());
      ops.shift(k, mu, 1, k1.vector());
      ops.shift(k, nu, 1, k3.vector());
      ops.shift(k1.vector(), nu, 1, k2.vector());
      ops.multiply(1, u[mu], false, l2.vector(), false, 0, a.vector());
      ops.multiply(1, u[nu], false, l3.vector(), false, 0, b.vector());
      ops.multiply(1, u[nu], false, k3.vector(), false, 0, t.vector());
      ops.multiply(1, t.vector(), false, l3.vector(), false, 0, bK.vector());
      ops.multiply(1, u[mu], false, k1.vector(), false, 0, t.vector());
      ops.multiply(1, t.vector(), false, l2.vector(), false, 0, aK.vector());
      ops.multiply(1, a.vector(), false, k2.vector(), false, 1, aK.vector());
      // U_mu(x), before aK receives K(x)
      ops.multiply(1, aK.vector(), false, b.vector(), true, 0, m.vector());
      ops.multiply(-1, a.vector(), false, bK.vector(), true, 1, m.vector());
      ops.multiply(1, a.vector(), false, b.vector(), true, 0, t.vector());
      ops.multiply(1, t.vector(), false, k, false, 1, m.vector());
      ops.project(alpha, m.vector(), 1, out[mu]);
      ops.multiply(1, k, false, a.vector(), false, 1, aK.vector());
      // U_nu(x)
      ops.multiply(1, b.vector(), false, aK.vector(), true, 0, m.vector());
      ops.multiply(-1, bK.vector(), false, a.vector(), true, 1, m.vector());
      ops.project(alpha, m.vector(), 1, out[nu]);
      // U_nu(x+mu)
      ops.multiply(1, k3.vector(), false, u[nu], true, 0, s.vector());
      ops.multiply(1, l3.vector(), true, s.vector(), false, 0, t.vector());
      ops.multiply(1, b.vector(), true, k, false, 1, t.vector());
      ops.multiply(1, k2.vector(), false, b.vector(), true, 1, t.vector());
      ops.multiply(1, t.vector(), false, u[mu], false, 0, m.vector());
      ops.multiply(1, b.vector(), true, u[mu], false, 0, s.vector());
      ops.multiply(1, s.vector(), false, k1.vector(), false, 1, m.vector());
      ops.multiply(1, l2.vector(), false, m.vector(), false, 0, t.vector());
      addShifted(ops, alpha, t.vector(), mu, p.vector(), q.vector(), out[nu]);
      // U_mu(x+nu)
      ops.multiply(1, aK.vector(), true, u[nu], false, 0, t.vector());
      ops.multiply(1, a.vector(), true, u[nu], false, 0, s.vector());
      ops.multiply(-1, s.vector(), false, k3.vector(), false, 1, t.vector());
      ops.multiply(1, l3.vector(), false, t.vector(), false, 0, m.vector());
      addShifted(ops, alpha, m.vector(), nu, p.vector(), q.vector(), out[mu]);
    }
  }

  /** out(x + direction) += projection of alpha m(x). */
  private static void addShifted(
      FieldOps ops, double alpha, Vector m, int direction, Vector p, Vector q, Vector out) {
    ops.project(alpha, m, 0, p);
    ops.shift(p, direction, -1, q);
    ops.axpy(1, q, out);
  }
}
