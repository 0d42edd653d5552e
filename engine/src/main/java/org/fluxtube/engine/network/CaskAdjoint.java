package org.fluxtube.engine.network;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;

/**
 * The adjoint of the sum of staples of {@link CaskLayer}, B = sum_i rho_s (1 + a_i) V_i(U^V): sum
 * Re tr[y dB] = sum over the four fields of Re tr[adjoint dU].
 */
final class CaskAdjoint {
  private final FieldOps ops;
  private final LoopSides loops;
  private final int dimensions;
  private final Shape matrix;
  private final GaugeField plain;
  private final GaugeField query;
  private final GaugeField key;
  private final GaugeField value;
  private final Vector[] y;
  private final Sums sums;

  /** The adjoints of U, U^Q, U^K and U^V. */
  record Sums(Vector[] plain, Vector[] query, Vector[] key, Vector[] value) {}

  CaskAdjoint(
      FieldOps ops,
      GaugeField plain,
      GaugeField query,
      GaugeField key,
      GaugeField value,
      Vector[] y,
      Sums sums) {
    this.ops = ops;
    this.loops = new LoopSides(ops);
    this.dimensions = ops.lattice().dimensions();
    this.matrix = plain.link(0).shape();
    this.plain = plain;
    this.query = query;
    this.key = key;
    this.value = value;
    this.y = y;
    this.sums = sums;
  }

  Sums sums() {
    return sums;
  }

  /**
   * Fills the sums.
   *
   * @param slopes sum Re tr[y dB/drho_s] is added
   */
  void run(double[] rho, Attention attention, int most, double[] slopes) {
    for (int mu = 0; mu < dimensions; mu++) {
      for (Vector[] sum : new Vector[][] {sums.plain, sums.query, sums.key, sums.value}) {
        ops.constant(0, sum[mu]);
      }
    }
    try (Borrowed work = new Borrowed(ops, matrix, 12);
        Borrowed scalars = new Borrowed(ops, new Shape.Real(1), 4)) {
      for (int nu = 0; nu < dimensions; nu++) {
        try (ExtendedLinks plains = new ExtendedLinks(plain, nu, most);
            ExtendedLinks keys = new ExtendedLinks(key, nu, most);
            ExtendedLinks values = new ExtendedLinks(value, nu, most)) {
          for (int mu = 0; mu < dimensions; mu++) {
            for (int s = 1; s <= most && mu != nu; s++) {
              Loop loop = new Loop(mu, nu, s, rho[s - 1], attention.of(mu, nu, s), work, scalars);
              slopes[s - 1] += values(loop, values);
              scores(loop, keys);
              plain(loop, plains);
            }
          }
          plains.spread(sums.plain[nu]);
          keys.spread(sums.key[nu]);
          values.spread(sums.value[nu]);
        }
      }
    }
  }

  /** One kind of loop and memory: work 0, 1 sides; 2, 3 directions; 4, 5 free; 6 to 9 adjoints. */
  private record Loop(
      int mu, int nu, int s, double rho, Attention.Pair pair, Borrowed work, Borrowed scalars) {
    /** eta of the staples of a and c. */
    Vector etaA() {
      return scalars.vector(0);
    }

    Vector etaC() {
      return scalars.vector(1);
    }

    LoopSides.Sides sides(ExtendedLinks field) {
      return field.sides(mu, s, work.vector(0), work.vector(1));
    }

    LoopSides.Sides adjoints() {
      return new LoopSides.Sides(work.vector(6), work.vector(7), work.vector(8), work.vector(9));
    }
  }

  /** Through V_i(U^V): its adjoint, eta, and the gradient of rho. */
  private double values(Loop loop, ExtendedLinks field) {
    LoopSides.Sides l = loop.sides(field);
    Vector ya = y[loop.mu];
    Vector yc = loop.work.vector(4);
    Vector t = loop.work.vector(5);
    Vector ab = loop.work.vector(10);
    Vector dc = loop.work.vector(11);
    Vector ha = loop.scalars.vector(2);
    Vector hc = loop.scalars.vector(3);
    ExtendedLinks.move(ops, ya, loop.nu, loop.s, yc, t);
    ops.multiply(1, l.a(), false, l.b(), false, 0, ab);
    ops.multiply(1, l.d(), false, l.c(), false, 0, dc);
    ops.multiply(1, ya, false, l.b(), false, 0, t);
    ops.inner(1, t, dc, 0, ha);
    ops.multiply(1, l.d(), false, yc, false, 0, t);
    ops.inner(1, t, ab, 0, hc);
    ops.inner(loop.rho, loop.pair.slopeA(), ha, 0, loop.etaA());
    ops.inner(loop.rho, loop.pair.slopeC(), hc, 0, loop.etaC());
    Vector ta = loop.work.vector(2);
    Vector tc = loop.work.vector(3);
    ops.axpby(loop.rho, ya, 0, ta);
    ops.weigh(loop.rho, loop.pair.a(), ya, 1, ta);
    ops.axpby(loop.rho, yc, 0, tc);
    ops.weigh(loop.rho, loop.pair.c(), yc, 1, tc);
    derivatives(loop, field, l, sums.value);
    double slope = ops.sum(ha)[0] + ops.sum(hc)[0];
    return slope + ops.dot(ha, loop.pair.a()) + ops.dot(hc, loop.pair.c());
  }

  /** The adjoint of the staples of a and c at the directions in work 2, 3. */
  private void derivatives(Loop loop, ExtendedLinks field, LoopSides.Sides l, Vector[] out) {
    LoopSides.Sides adjoints = loop.adjoints();
    ops.constant(0, adjoints.a());
    ops.constant(0, adjoints.d());
    LoopSides.Sides t = new LoopSides.Sides(loop.work.vector(2), null, loop.work.vector(3), null);
    loops.derivatives(l, t, 1, 0, adjoints);
    field.collect(loop.mu, loop.s, adjoints, out[loop.mu]);
  }

  /** Through Re tr[U^Q V_i(U^K)]. */
  private void scores(Loop loop, ExtendedLinks field) {
    LoopSides.Sides l = loop.sides(field);
    Vector q = query.link(loop.mu);
    Vector qc = loop.work.vector(4);
    Vector t = loop.work.vector(5);
    ExtendedLinks.move(ops, q, loop.nu, loop.s, qc, t);
    ops.weigh(1, loop.etaA(), q, 0, loop.work.vector(2));
    ops.weigh(1, loop.etaC(), qc, 0, loop.work.vector(3));
    Vector stapleA = loop.work.vector(10);
    Vector stapleC = loop.work.vector(11);
    ops.constant(0, stapleA);
    loops.staples(l, 1, 0, new LoopSides.Sides(stapleA, null, stapleC, null));
    ops.weigh(1, loop.etaA(), stapleA, 1, sums.query[loop.mu]);
    ops.weigh(1, loop.etaC(), stapleC, 0, t);
    ExtendedLinks.move(ops, t, loop.nu, -loop.s, stapleA, stapleC);
    ops.axpy(1, stapleA, sums.query[loop.mu]);
    derivatives(loop, field, l, sums.key);
  }

  /** Through -Re tr[U V_i(U)], the same loop for both staples. */
  private void plain(Loop loop, ExtendedLinks field) {
    LoopSides.Sides l = loop.sides(field);
    LoopSides.Sides staples =
        new LoopSides.Sides(
            loop.work.vector(2), loop.work.vector(3), loop.work.vector(4), loop.work.vector(5));
    ops.constant(0, staples.a());
    ops.constant(0, staples.d());
    loops.staples(l, 1, 1, staples);
    ops.axpy(1, loop.etaC(), loop.etaA());
    LoopSides.Sides adjoints = loop.adjoints();
    ops.weigh(-1, loop.etaA(), staples.a(), 0, adjoints.a());
    ops.weigh(-1, loop.etaA(), staples.b(), 0, adjoints.b());
    ops.weigh(-1, loop.etaA(), staples.c(), 0, adjoints.c());
    ops.weigh(-1, loop.etaA(), staples.d(), 0, adjoints.d());
    field.collect(loop.mu, loop.s, adjoints, sums.plain[loop.mu]);
  }
}
