package org.fluxtube.engine.field;

/** Plaquettes, rectangles and their staples in terms of the primitives of {@link FieldOps}. */
final class LoopSums {
  private LoopSums() {}

  static double plaquette(FieldOps ops, Vector[] u, int mu, int nu) {
    try (Scratch.Lease s = ops.scratch().like(u[mu]);
        Scratch.Lease a = ops.scratch().like(u[mu]);
        Scratch.Lease b = ops.scratch().like(u[mu])) {
      ops.shift(u[nu], mu, 1, s.vector());
      ops.multiply(1, u[mu], false, s.vector(), false, 0, a.vector());
      ops.shift(u[mu], nu, 1, s.vector());
      ops.multiply(1, u[nu], false, s.vector(), false, 0, b.vector());
      return ops.dot(a.vector(), b.vector());
    }
  }

  static void plaquette(FieldOps ops, Vector[] u, int mu, int nu, Vector out) {
    try (Scratch.Lease s = ops.scratch().like(u[mu]);
        Scratch.Lease a = ops.scratch().like(u[mu]);
        Scratch.Lease b = ops.scratch().like(u[mu])) {
      ops.shift(u[nu], mu, 1, s.vector());
      ops.multiply(1, u[mu], false, s.vector(), false, 0, a.vector());
      ops.shift(u[mu], nu, 1, s.vector());
      ops.multiply(1, u[nu], false, s.vector(), false, 0, b.vector());
      ops.multiply(1, a.vector(), false, b.vector(), true, 0, out);
    }
  }

  static double rectangle(FieldOps ops, Vector[] u, int mu, int nu) {
    try (Scratch.Lease line = ops.scratch().like(u[mu]);
        Scratch.Lease s = ops.scratch().like(u[mu]);
        Scratch.Lease t = ops.scratch().like(u[mu]);
        Scratch.Lease a = ops.scratch().like(u[mu])) {
      ops.shift(u[mu], mu, 1, s.vector());
      ops.multiply(1, u[mu], false, s.vector(), false, 0, line.vector());
      ops.shift(u[nu], mu, 1, t.vector());
      ops.shift(t.vector(), mu, 1, s.vector());
      ops.multiply(1, line.vector(), false, s.vector(), false, 0, a.vector());
      ops.shift(line.vector(), nu, 1, s.vector());
      ops.multiply(1, u[nu], false, s.vector(), false, 0, t.vector());
      return ops.dot(a.vector(), t.vector());
    }
  }

  static void force(
      FieldOps ops, Vector[] u, double coefficient, double c0, double c1, Vector[] out) {
    try (Scratch.Lease a = ops.scratch().like(u[0]);
        Scratch.Lease m = ops.scratch().like(u[0])) {
      for (int mu = 0; mu < u.length; mu++) {
        ops.staple(u, mu, c0, c1, a.vector());
        ops.multiply(1, u[mu], false, a.vector(), false, 0, m.vector());
        ops.project(coefficient, m.vector(), 0, out[mu]);
      }
    }
  }

  static void staple(FieldOps ops, Vector[] u, int mu, double c0, double c1, Vector out) {
    ops.constant(0, out);
    try (Scratch.Lease side = ops.scratch().like(u[mu]);
        Scratch.Lease above = ops.scratch().like(u[mu]);
        Scratch.Lease t = ops.scratch().like(u[mu]);
        Scratch.Lease up = ops.scratch().like(u[mu]);
        Scratch.Lease down = ops.scratch().like(u[mu])) {
      for (int nu = 0; nu < u.length; nu++) {
        if (nu == mu) {
          continue;
        }
        // up(x) = U_nu(x+mu) U_mu(x+nu)^+ U_nu(x)^+
        ops.shift(u[nu], mu, 1, side.vector());
        ops.shift(u[mu], nu, 1, above.vector());
        ops.multiply(1, side.vector(), false, above.vector(), true, 0, t.vector());
        ops.multiply(1, t.vector(), false, u[nu], true, 0, up.vector());
        // down(x) = U_nu(x-nu+mu)^+ U_mu(x-nu)^+ U_nu(x-nu)
        ops.multiply(1, side.vector(), true, u[mu], true, 0, t.vector());
        ops.multiply(1, t.vector(), false, u[nu], false, 0, above.vector());
        ops.shift(above.vector(), nu, -1, down.vector());
        ops.axpy(c0, up.vector(), out);
        ops.axpy(c0, down.vector(), out);
        if (c1 != 0) {
          tall(ops, u[nu], nu, c1, side.vector(), up.vector(), down.vector(), out);
          wide(ops, u[mu], mu, c1, up.vector(), out);
          wide(ops, u[mu], mu, c1, down.vector(), out);
        }
      }
    }
  }

  /** Rectangles with two steps in nu: the far link of the staple is itself a staple. */
  private static void tall(
      FieldOps ops,
      Vector uNu,
      int nu,
      double c1,
      Vector side,
      Vector up,
      Vector down,
      Vector out) {
    try (Scratch.Lease s = ops.scratch().like(uNu);
        Scratch.Lease t = ops.scratch().like(uNu)) {
      ops.shift(up, nu, 1, s.vector());
      ops.multiply(1, side, false, s.vector(), false, 0, t.vector());
      ops.multiply(c1, t.vector(), false, uNu, true, 1, out);
      ops.multiply(1, side, true, down, false, 0, s.vector());
      ops.multiply(1, s.vector(), false, uNu, false, 0, t.vector());
      ops.shift(t.vector(), nu, -1, s.vector());
      ops.axpy(c1, s.vector(), out);
    }
  }

  /**
   * Rectangles with two steps in mu, the link first or second: U S(x+mu) S(x) and S(x) S U(x-mu).
   */
  private static void wide(FieldOps ops, Vector uMu, int mu, double c1, Vector staple, Vector out) {
    try (Scratch.Lease s = ops.scratch().like(uMu);
        Scratch.Lease t = ops.scratch().like(uMu)) {
      ops.multiply(1, uMu, false, staple, false, 0, t.vector());
      ops.shift(t.vector(), mu, 1, s.vector());
      ops.multiply(c1, s.vector(), false, staple, false, 1, out);
      ops.multiply(1, staple, false, uMu, false, 0, t.vector());
      ops.shift(t.vector(), mu, -1, s.vector());
      ops.multiply(c1, staple, false, s.vector(), false, 1, out);
    }
  }
}
