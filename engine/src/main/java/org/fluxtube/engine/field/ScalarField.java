package org.fluxtube.engine.field;

import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;

/** A real scalar field phi_c(x). */
public final class ScalarField implements Field<ScalarField> {
  private final FieldOps ops;
  private final Vector phi;

  /** A new field; contents undefined. */
  public ScalarField(FieldOps ops, int components) {
    this.ops = ops;
    this.phi = ops.allocate(new Shape.Real(components));
  }

  /** The numbers. */
  public Vector vector() {
    return phi;
  }

  /** Number of components. */
  public int components() {
    return phi.shape().reals();
  }

  @Override
  public FieldOps ops() {
    return ops;
  }

  @Override
  public FieldType type() {
    return new FieldType.Scalar(components());
  }

  @Override
  public ScalarField self() {
    return this;
  }

  @Override
  public ScalarField allocateLike() {
    return new ScalarField(ops, components());
  }

  @Override
  public void copyFrom(ScalarField other) {
    ops.copy(other.phi, phi);
  }

  @Override
  public Momentum newMomentum() {
    return new Momentum(ops, 1, components());
  }

  @Override
  public void drift(double eps, Momentum p) {
    ops.axpy(eps, p.vector(0), phi);
  }

  @Override
  public void restore() {
    // no constraint
  }

  @Override
  public void cold() {
    ops.constant(0, phi);
  }

  @Override
  public void hot(RandomStream rng) {
    ops.gaussian(1, rng.key(Purpose.START, 0, 0), phi);
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
  public double distance2(ScalarField other) {
    return Fields.distance2(ops, vectors(), other.vectors());
  }

  @Override
  public Vector[] vectors() {
    return new Vector[] {phi};
  }

  @Override
  public void close() {
    phi.close();
  }
}
