package org.fluxtube.engine.network;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Vector;

/**
 * The lines E_s(x) = U_nu(x) ... U_nu(x + (s-1) nu) of one field and direction, s = 1 .. most, the
 * 1 x s loops that have them as long sides, and the adjoint of both: what is collected for E_s goes
 * to the links.
 */
final class ExtendedLinks implements AutoCloseable {
  private final FieldOps ops;
  private final GaugeField field;
  private final int nu;
  private final int most;
  private final Borrowed lines;
  private final Borrowed collected;

  /** Of the contents of the field now; the scratch memory is given back by close. */
  ExtendedLinks(GaugeField field, int nu, int most) {
    this.ops = field.ops();
    this.field = field;
    this.nu = nu;
    this.most = most;
    this.lines = new Borrowed(ops, field.link(nu).shape(), most);
    this.collected = new Borrowed(ops, field.link(nu).shape(), most + 2);
    ops.copy(field.link(nu), line(1));
    for (int s = 2; s <= most; s++) {
      Vector t = collected.vector(most);
      ops.shift(line(s - 1), nu, 1, t);
      ops.multiply(1, field.link(nu), false, t, false, 0, line(s));
    }
    for (int s = 1; s <= most; s++) {
      ops.constant(0, adjoint(s));
    }
  }

  private Vector line(int s) {
    return lines.vector(s - 1);
  }

  /** What is collected for E_s. */
  private Vector adjoint(int s) {
    return collected.vector(s - 1);
  }

  /** The sides of the 1 x s loop with short sides in mu; b and c in the given memory. */
  LoopSides.Sides sides(int mu, int s, Vector b, Vector c) {
    ops.shift(line(s), mu, 1, b);
    move(ops, field.link(mu), nu, s, c, collected.vector(most));
    return new LoopSides.Sides(field.link(mu), b, c, line(s));
  }

  /** out(x) = x(x + steps mu); work is overwritten. */
  static void move(FieldOps ops, Vector x, int mu, int steps, Vector out, Vector work) {
    int way = Integer.signum(steps);
    ops.shift(x, mu, way, out);
    for (int k = 1; k < Math.abs(steps); k++) {
      ops.shift(out, mu, way, work);
      ops.copy(work, out);
    }
  }

  /** Adds the adjoints of the sides of one loop: of a and c to {@code out}, b and d to E_s. */
  void collect(int mu, int s, LoopSides.Sides adjoints, Vector out) {
    Vector t = collected.vector(most);
    Vector work = collected.vector(most + 1);
    ops.axpy(1, adjoints.a(), out);
    move(ops, adjoints.c(), nu, -s, t, work);
    ops.axpy(1, t, out);
    ops.axpy(1, adjoints.d(), adjoint(s));
    ops.shift(adjoints.b(), mu, -1, t);
    ops.axpy(1, t, adjoint(s));
  }

  /** out += the adjoint of U_nu, from E_s(x) = U(x) E_{s-1}(x + nu). */
  void spread(Vector out) {
    Vector t = collected.vector(most);
    Vector work = collected.vector(most + 1);
    for (int s = most; s > 1; s--) {
      ops.shift(line(s - 1), nu, 1, t);
      ops.multiply(1, t, false, adjoint(s), false, 1, out);
      ops.multiply(1, adjoint(s), false, field.link(nu), false, 0, t);
      ops.shift(t, nu, -1, work);
      ops.axpy(1, work, adjoint(s - 1));
    }
    ops.axpy(1, adjoint(1), out);
  }

  @Override
  public void close() {
    lines.close();
    collected.close();
  }
}
