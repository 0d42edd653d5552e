package org.fluxtube.engine.network;

import java.util.Arrays;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;

/**
 * The layer of {@link Cask}. A loop a b c^dagger d^dagger of the plane (mu, nu) has the staples of
 * a and c: their attention is kept at the loop's corner.
 *
 * <p>Backward, with y the gradient of the sum B of the staples: h_i = Re tr[y V_i(U^V)] is the
 * gradient of rho_s (1 + a_i), eta_i = rho_s (da/da~) h_i that of a~_i.
 */
final class CaskLayer implements Layer {
  private final FieldOps ops;
  private final int dimensions;
  private final int most;
  private final Shape matrix;
  private final double norm;
  private final Branch query;
  private final Branch key;
  private final Branch value;
  private final Attention attention;
  private final Momentum w;
  private final Momentum h;
  private final GaugeField m;

  /** A stout step of the input, its result, and the force on that. */
  private record Branch(Layer step, GaugeField field, Momentum force) implements AutoCloseable {
    static Branch of(GaugeField like) {
      return new Branch(new StapleLayer(like, 1, 0, 0), like.allocateLike(), like.newMomentum());
    }

    @Override
    public void close() {
      step.close();
      field.close();
      force.close();
    }
  }

  CaskLayer(GaugeField like, int most) {
    this.ops = like.ops();
    this.dimensions = ops.lattice().dimensions();
    this.most = most;
    this.matrix = like.link(0).shape();
    this.norm = StapleLayer.norm(like);
    this.query = Branch.of(like);
    this.key = Branch.of(like);
    this.value = Branch.of(like);
    this.attention = new Attention(ops, like.group().n(), most);
    this.w = like.newMomentum();
    this.h = like.newMomentum();
    this.m = like.allocateLike();
  }

  @Override
  public int weights() {
    return most + 3;
  }

  /** That of the last forward pass. */
  Attention attention() {
    return attention;
  }

  private static double[] one(double[] rho, int k) {
    return new double[] {rho[k]};
  }

  @Override
  public void forward(double[] rho, GaugeField u, GaugeField v) {
    query.step.forward(one(rho, most), u, query.field);
    key.step.forward(one(rho, most + 1), u, key.field);
    value.step.forward(one(rho, most + 2), u, value.field);
    try (Borrowed sums = new Borrowed(ops, matrix, dimensions);
        Borrowed work = new Borrowed(ops, matrix, 7)) {
      Vector[] b = sums.vectors();
      Arrays.stream(b).forEach(sum -> ops.constant(0, sum));
      for (int nu = 0; nu < dimensions; nu++) {
        try (ExtendedLinks plain = new ExtendedLinks(u, nu, most);
            ExtendedLinks keys = new ExtendedLinks(key.field, nu, most);
            ExtendedLinks values = new ExtendedLinks(value.field, nu, most)) {
          for (int mu = 0; mu < dimensions; mu++) {
            for (int s = 1; s <= most && mu != nu; s++) {
              attend(plain, keys, mu, nu, s, work);
              LoopSides.Sides l = values.sides(mu, s, work.vector(0), work.vector(1));
              add(l, attention.of(mu, nu, s), rho[s - 1], mu, nu, s, work, b[mu]);
            }
          }
        }
      }
      for (int mu = 0; mu < dimensions; mu++) {
        ops.multiply(1, value.field.link(mu), false, b[mu], false, 0, m.link(mu));
        ops.project(norm, m.link(mu), 0, w.vector(mu));
        ops.copy(u.link(mu), v.link(mu));
        ops.exponentiate(1, w.vector(mu), v.link(mu));
      }
    }
  }

  /** The scores of both staples of the loops of (mu, nu, s), and from them the attention. */
  private void attend(
      ExtendedLinks plain, ExtendedLinks keys, int mu, int nu, int s, Borrowed work) {
    Attention.Pair pair = attention.of(mu, nu, s);
    Vector ab = work.vector(2);
    Vector dc = work.vector(3);
    Vector t = work.vector(4);
    Vector q = query.field.link(mu);
    LoopSides.Sides l = plain.sides(mu, s, work.vector(0), work.vector(1));
    products(l, ab, dc);
    ops.inner(-1, ab, dc, 0, pair.a());
    ops.copy(pair.a(), pair.c());
    l = keys.sides(mu, s, work.vector(0), work.vector(1));
    products(l, ab, dc);
    ops.multiply(1, q, false, l.b(), false, 0, t);
    ops.inner(1, t, dc, 1, pair.a());
    ExtendedLinks.move(ops, q, nu, s, work.vector(5), work.vector(6));
    ops.multiply(1, l.d(), false, work.vector(5), false, 0, t);
    ops.inner(1, t, ab, 1, pair.c());
    attention.fromScores(pair);
  }

  private void products(LoopSides.Sides l, Vector ab, Vector dc) {
    ops.multiply(1, l.a(), false, l.b(), false, 0, ab);
    ops.multiply(1, l.d(), false, l.c(), false, 0, dc);
  }

  /** out += rho (1 + a) staple, for the link at the corner and the one opposite. */
  private void add(
      LoopSides.Sides l,
      Attention.Pair pair,
      double rho,
      int mu,
      int nu,
      int s,
      Borrowed work,
      Vector out) {
    Vector ab = work.vector(2);
    Vector dc = work.vector(3);
    Vector staple = work.vector(4);
    Vector t = work.vector(5);
    products(l, ab, dc);
    ops.multiply(1, l.b(), false, dc, true, 0, staple);
    ops.axpy(rho, staple, out);
    ops.weigh(rho, pair.a(), staple, 1, out);
    ops.multiply(1, ab, true, l.d(), false, 0, staple);
    ops.axpby(rho, staple, 0, t);
    ops.weigh(rho, pair.c(), staple, 1, t);
    ExtendedLinks.move(ops, t, nu, -s, staple, dc);
    ops.axpy(1, staple, out);
  }

  @Override
  public void backward(double[] rho, GaugeField u, Momentum force, double[] gradient) {
    double[] slopes = new double[most];
    try (Borrowed work = new Borrowed(ops, matrix, 5 * dimensions + 2)) {
      Vector[] all = work.vectors();
      Vector element = all[5 * dimensions];
      Vector t = all[5 * dimensions + 1];
      CaskAdjoint adjoint =
          new CaskAdjoint(
              ops,
              u,
              query.field,
              key.field,
              value.field,
              part(all, 0),
              new CaskAdjoint.Sums(part(all, 1), part(all, 2), part(all, 3), part(all, 4)));
      for (int mu = 0; mu < dimensions; mu++) {
        ops.exponentialDerivative(1, 1, w.vector(mu), force.vector(mu), 0, h.vector(mu));
        ops.element(1, h.vector(mu), 0, element);
        ops.multiply(norm, element, false, value.field.link(mu), false, 0, all[mu]);
        ops.multiply(1, m.link(mu), false, element, false, 0, t);
        ops.project(norm, t, 0, value.force.vector(mu));
        // -[w, h], as in StapleLayer
        ops.element(4, w.vector(mu), 0, all[dimensions + mu]);
        ops.multiply(1, all[dimensions + mu], false, element, false, 0, t);
        ops.project(1, t, 1, force.vector(mu));
      }
      adjoint.run(rho, attention, most, slopes);
      for (int mu = 0; mu < dimensions; mu++) {
        project(u, mu, adjoint.sums().plain(), t, 1, force);
        project(query.field, mu, adjoint.sums().query(), t, 0, query.force);
        project(key.field, mu, adjoint.sums().key(), t, 0, key.force);
        project(value.field, mu, adjoint.sums().value(), t, 1, value.force);
      }
    }
    for (int s = 0; s < most && gradient != null; s++) {
      gradient[s] -= slopes[s];
    }
    back(query, most, rho, u, force, gradient);
    back(key, most + 1, rho, u, force, gradient);
    back(value, most + 2, rho, u, force, gradient);
  }

  private Vector[] part(Vector[] all, int k) {
    return Arrays.copyOfRange(all, k * dimensions, (k + 1) * dimensions);
  }

  /** out^a = Re tr[T^a U adjoint] + beta out^a. */
  private void project(
      GaugeField field, int mu, Vector[] adjoint, Vector t, double beta, Momentum out) {
    ops.multiply(1, field.link(mu), false, adjoint[mu], false, 0, t);
    ops.project(1, t, beta, out.vector(mu));
  }

  private void back(
      Branch branch, int k, double[] rho, GaugeField u, Momentum force, double[] gradient) {
    double[] own = gradient == null ? null : new double[1];
    branch.step.backward(one(rho, k), u, branch.force, own);
    force.axpy(1, branch.force);
    if (own != null) {
      gradient[k] += own[0];
    }
  }

  @Override
  public void close() {
    query.close();
    key.close();
    value.close();
    attention.close();
    w.close();
    h.close();
    m.close();
  }
}
