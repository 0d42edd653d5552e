package org.fluxtube.engine.field;

import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;

/** Links U_mu(x) of a gauge group: d vectors of n x n matrices. */
public final class GaugeField implements Field<GaugeField> {
  private final FieldOps ops;
  private final Group group;
  private final Vector[] links;

  /** A new field; contents undefined. */
  public GaugeField(FieldOps ops, Group group) {
    this.ops = ops;
    this.group = group;
    this.links = new Vector[ops.lattice().dimensions()];
    for (int mu = 0; mu < links.length; mu++) {
      links[mu] = ops.allocate(new Shape.Matrix(group.n()));
    }
  }

  /** The gauge group. */
  public Group group() {
    return group;
  }

  /** The links of direction mu. */
  public Vector link(int mu) {
    return links[mu];
  }

  @Override
  public FieldOps ops() {
    return ops;
  }

  @Override
  public FieldType type() {
    return new FieldType.Gauge(group);
  }

  @Override
  public GaugeField self() {
    return this;
  }

  @Override
  public GaugeField allocateLike() {
    return new GaugeField(ops, group);
  }

  @Override
  public void copyFrom(GaugeField other) {
    Fields.copy(ops, other.links, links);
  }

  @Override
  public Momentum newMomentum() {
    return new Momentum(ops, links.length, group.algebraDimension());
  }

  @Override
  public void drift(double eps, Momentum p) {
    for (int mu = 0; mu < links.length; mu++) {
      ops.exponentiate(eps, p.vector(mu), links[mu]);
    }
  }

  @Override
  public void restore() {
    for (Vector link : links) {
      ops.reunitarise(link);
    }
  }

  @Override
  public void cold() {
    for (Vector link : links) {
      ops.constant(1, link);
    }
  }

  /** Haar measure: Gram-Schmidt of normal complex matrices (Mezzadri, math-ph/0609050). */
  @Override
  public void hot(RandomStream rng) {
    for (int mu = 0; mu < links.length; mu++) {
      ops.gaussian(1, rng.key(Purpose.START, mu, 0), links[mu]);
    }
    restore();
  }

  @Override
  public void load(FieldData data) {
    Fields.load(this, data);
  }

  @Override
  public void store(double[] host) {
    Fields.store(this, host);
  }

  @Override
  public double distance2(GaugeField other) {
    return Fields.distance2(ops, links, other.links);
  }

  @Override
  public Vector[] vectors() {
    return links;
  }

  @Override
  public void close() {
    for (Vector link : links) {
      link.close();
    }
  }
}
