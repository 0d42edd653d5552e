package org.fluxtube.engine.network;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Vector;

/**
 * Loops L = sum_x Re tr[a b c^dagger d^dagger] of four sides: from the corner x along a and b, or
 * along d and c, to the opposite corner. The staple S_l of a side l is what is left of the loop, L
 * = sum Re tr[l S_l].
 *
 * <p>If t_l is a direction in which the sides move, the derivative of all staples along it is the
 * adjoint of the staples: sum_l Re tr[t_l dS_l] = sum_l Re tr[S'_l dl], S' = d/deps S(l + eps t),
 * because both are the second derivative of L, which is linear in each side.
 */
final class LoopSides {
  private final FieldOps ops;

  /** Sides, or directions of sides (null: a side that does not move), at the corner x. */
  record Sides(Vector a, Vector b, Vector c, Vector d) {}

  LoopSides(FieldOps ops) {
    this.ops = ops;
  }

  /**
   * S_a = b (d c)^dagger, S_b = (d c)^dagger a, S_c = (a b)^dagger d, S_d = c (a b)^dagger.
   *
   * @param weightA weight of the staples of a and c; 0 leaves them out
   * @param weightB weight of those of b and d
   * @param out a and d are added to, b and c are overwritten unless left out
   */
  void staples(Sides l, double weightA, double weightB, Sides out) {
    try (Borrowed work = new Borrowed(ops, l.a.shape(), 2)) {
      Vector ab = product(l.a, l.b, work.vector(0));
      Vector dc = product(l.d, l.c, work.vector(1));
      if (weightA != 0) {
        ops.multiply(weightA, l.b, false, dc, true, 1, out.a);
        ops.multiply(weightA, ab, true, l.d, false, 0, out.c);
      }
      if (weightB != 0) {
        ops.multiply(weightB, dc, true, l.a, false, 0, out.b);
        ops.multiply(weightB, l.c, false, ab, true, 1, out.d);
      }
    }
  }

  private Vector product(Vector a, Vector b, Vector out) {
    ops.multiply(1, a, false, b, false, 0, out);
    return out;
  }

  /**
   * The derivatives of the four staples along t.
   *
   * @param weightA factor of t.a and t.c, which are not null
   * @param weightB factor of t.b and t.d; 0 if they are null
   * @param out a and d are added to, b and c overwritten
   */
  void derivatives(Sides l, Sides t, double weightA, double weightB, Sides out) {
    try (Borrowed work = new Borrowed(ops, l.a.shape(), 4)) {
      Vector ab = product(l.a, l.b, work.vector(0));
      Vector dc = product(l.d, l.c, work.vector(1));
      Vector moveAb = work.vector(2);
      Vector moveDc = work.vector(3);
      ops.multiply(weightA, t.a, false, l.b, false, 0, moveAb);
      ops.multiply(weightA, l.d, false, t.c, false, 0, moveDc);
      if (weightB != 0) {
        ops.multiply(weightB, l.a, false, t.b, false, 1, moveAb);
        ops.multiply(weightB, t.d, false, l.c, false, 1, moveDc);
        ops.multiply(weightB, t.b, false, dc, true, 1, out.a);
        ops.multiply(weightB, ab, true, t.d, false, 0, out.c);
      }
      ops.multiply(1, l.b, false, moveDc, true, 1, out.a);
      ops.multiply(1, moveAb, true, l.d, false, weightB != 0 ? 1 : 0, out.c);
      ops.multiply(1, moveDc, true, l.a, false, 0, out.b);
      ops.multiply(weightA, dc, true, t.a, false, 1, out.b);
      ops.multiply(1, l.c, false, moveAb, true, 1, out.d);
      ops.multiply(weightA, t.c, false, ab, true, 1, out.d);
    }
  }
}
