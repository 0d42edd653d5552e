package org.fluxtube.engine.observable;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Vector;

/** Lines of links and the loops made of them. */
final class Loops {
  private Loops() {}

  /** out(x) = U(x) U(x+mu) ... with {@code length} factors, length at least 1. */
  static void line(FieldOps ops, Vector u, int mu, int length, Vector out) {
    ops.copy(u, out);
    try (Scratch.Lease s = ops.scratch().take(u.shape())) {
      for (int k = 1; k < length; k++) {
        ops.shift(out, mu, 1, s.vector());
        ops.multiply(1, u, false, s.vector(), false, 0, out);
      }
    }
  }

  /** out(x) = x(x + steps mu), steps at least 0. */
  static void shift(FieldOps ops, Vector x, int mu, int steps, Vector out) {
    ops.copy(x, out);
    try (Scratch.Lease s = ops.scratch().take(x.shape())) {
      for (int k = 0; k < steps; k++) {
        ops.shift(out, mu, 1, s.vector());
        ops.copy(s.vector(), out);
      }
    }
  }

  /** sum_x Re tr of the rectangular loop with r links in mu and t in nu, not divided by N. */
  static double loopSum(FieldOps ops, Vector[] u, int mu, int r, int nu, int t) {
    try (Scratch.Lease lineMu = ops.scratch().take(u[mu].shape());
        Scratch.Lease lineNu = ops.scratch().take(u[mu].shape());
        Scratch.Lease moved = ops.scratch().take(u[mu].shape());
        Scratch.Lease there = ops.scratch().take(u[mu].shape());
        Scratch.Lease back = ops.scratch().take(u[mu].shape())) {
      line(ops, u[mu], mu, r, lineMu.vector());
      line(ops, u[nu], nu, t, lineNu.vector());
      shift(ops, lineNu.vector(), mu, r, moved.vector());
      ops.multiply(1, lineMu.vector(), false, moved.vector(), false, 0, there.vector());
      shift(ops, lineMu.vector(), nu, t, moved.vector());
      ops.multiply(1, lineNu.vector(), false, moved.vector(), false, 0, back.vector());
      return ops.dot(there.vector(), back.vector());
    }
  }
}
