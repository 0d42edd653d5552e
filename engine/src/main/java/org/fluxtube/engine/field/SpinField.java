package org.fluxtube.engine.field;

import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;

/** Unit vectors x(s) in R^n. */
public final class SpinField implements Field<SpinField> {
  private final FieldOps ops;
  private final Vector spins;

  /** A new field; contents undefined. */
  public SpinField(FieldOps ops, int components) {
    this.ops = ops;
    this.spins = ops.allocate(new Shape.Real(components));
  }

  /** The numbers. */
  public Vector vector() {
    return spins;
  }

  /** n of O(n). */
  public int components() {
    return spins.shape().reals();
  }

  @Override
  public FieldOps ops() {
    return ops;
  }

  @Override
  public FieldType type() {
    return new FieldType.Spin(components());
  }

  @Override
  public SpinField self() {
    return this;
  }

  @Override
  public SpinField allocateLike() {
    return new SpinField(ops, components());
  }

  @Override
  public void copyFrom(SpinField other) {
    ops.copy(other.spins, spins);
  }

  @Override
  public Momentum newMomentum() {
    return new Momentum(ops, 1, Generators.rotations(components()));
  }

  @Override
  public void drift(double eps, Momentum p) {
    ops.rotate(eps, p.vector(0), spins);
  }

  @Override
  public void restore() {
    ops.normalise(spins);
  }

  @Override
  public void cold() {
    double[] host = new double[type().size(lattice())];
    for (int i = 0; i < host.length; i += components()) {
      host[i] = 1;
    }
    ops.load(host, 0, spins);
  }

  @Override
  public void hot(RandomStream rng) {
    ops.gaussian(1, rng.key(Purpose.START, 0, 0), spins);
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
  public double distance2(SpinField other) {
    return Fields.distance2(ops, vectors(), other.vectors());
  }

  @Override
  public Vector[] vectors() {
    return new Vector[] {spins};
  }

  @Override
  public void close() {
    spins.close();
  }
}
