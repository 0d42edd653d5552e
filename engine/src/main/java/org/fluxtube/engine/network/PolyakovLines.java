package org.fluxtube.engine.network;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;

/** Lines that close around the torus. */
final class PolyakovLines {
  private final FieldOps ops;
  private final Shape shape;

  PolyakovLines(FieldOps ops, Shape shape) {
    this.ops = ops;
    this.shape = shape;
  }

  /** out(x) = U(x) U(x + mu) ... U(x - mu); overwritten. */
  void line(Vector u, int mu, Vector out) {
    ops.copy(u, out);
    try (Borrowed work = new Borrowed(ops, shape, 1)) {
      Vector t = work.vector(0);
      for (int k = 1; k < ops.lattice().extent(mu); k++) {
        ops.shift(out, mu, 1, t);
        ops.multiply(1, u, false, t, false, 0, out);
      }
    }
  }

  /** out(x) = sum over the other sites y of the line of g(y), carried from y to x; overwritten. */
  void gather(Vector u, int mu, Vector g, Vector out) {
    ops.constant(0, out);
    try (Borrowed work = new Borrowed(ops, shape, 3)) {
      Vector carried = work.vector(0);
      Vector t = work.vector(1);
      Vector s = work.vector(2);
      ops.copy(g, carried);
      for (int k = 1; k < ops.lattice().extent(mu); k++) {
        ops.shift(carried, mu, 1, t);
        ops.multiply(1, u, false, t, false, 0, s);
        ops.multiply(1, s, false, u, true, 0, carried);
        ops.axpy(1, carried, out);
      }
    }
  }
}
