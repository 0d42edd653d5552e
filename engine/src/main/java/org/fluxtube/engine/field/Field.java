package org.fluxtube.engine.field;

import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;

/**
 * A dynamical field, kept by a backend. Owned by whoever made it, who closes it.
 *
 * @param <F> the field's own type
 */
public sealed interface Field<F extends Field<F>> extends AutoCloseable
    permits GaugeField, ScalarField, SpinField {

  /** The operations that own the memory. */
  FieldOps ops();

  /** What lives on the lattice. */
  FieldType type();

  /** A new field of the same type on the same backend; contents undefined. */
  F allocateLike();

  /** Overwrites this field with the other one. */
  void copyFrom(F other);

  /** A new momentum of this field, all zero. */
  Momentum newMomentum();

  /**
   * Moves the field: U = exp(eps p^a T^a) U, phi = phi + eps p, x = exp(eps w^a L_a) x. This field
   * is overwritten, p unchanged.
   */
  void drift(double eps, Momentum p);

  /** Removes rounding from the constraint (unitarity, unit length); scalars stay as they are. */
  void restore();

  /** The ordered start: unit links, phi = 0, spins along the first axis. */
  void cold();

  /** A random start: Haar-distributed links, standard normal scalars, uniform spins. */
  void hot(RandomStream rng);

  /** Overwrites this field with host data of the same type and lattice. */
  void load(FieldData data);

  /** Writes the field to host numbers of length {@code type().size(lattice())}. */
  void store(double[] host);

  /** Sum of the squared differences of all numbers. */
  double distance2(F other);

  /** The vectors behind this field: d for a gauge field, else one. */
  Vector[] vectors();

  /** The lattice. */
  default Lattice lattice() {
    return ops().lattice();
  }

  /** A new field with the same contents, owned by the caller. */
  default F duplicate() {
    F copy = allocateLike();
    copy.copyFrom(self());
    return copy;
  }

  /** This. */
  F self();

  /** The field on the host, in new memory. */
  default FieldData snapshot() {
    double[] host = new double[type().size(lattice())];
    store(host);
    return new FieldData(type(), lattice(), host);
  }

  @Override
  void close();

  /** A new field of the given type; contents undefined. */
  static Field<?> allocate(FieldOps ops, FieldType type) {
    return switch (type) {
      case FieldType.Gauge gauge -> new GaugeField(ops, gauge.group());
      case FieldType.Scalar scalar -> new ScalarField(ops, scalar.components());
      case FieldType.Spin spin -> new SpinField(ops, spin.components());
    };
  }
}
