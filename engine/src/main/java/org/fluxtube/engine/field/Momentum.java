package org.fluxtube.engine.field;

import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;

/**
 * Momenta p^a, or forces, of a field: algebra coordinates for each link, numbers for each scalar
 * component, rotations for each spin. Kinetic energy (1/2) sum p_a^2.
 */
public final class Momentum implements AutoCloseable {
  private final FieldOps ops;
  private final Vector[] parts;

  Momentum(FieldOps ops, int parts, int reals) {
    this.ops = ops;
    this.parts = new Vector[parts];
    for (int i = 0; i < parts; i++) {
      this.parts[i] = ops.allocate(new Shape.Real(reals));
    }
  }

  /** Number of vectors: d for a gauge field, else one. */
  public int size() {
    return parts.length;
  }

  /** The i-th vector. */
  public Vector vector(int i) {
    return parts[i];
  }

  /** All vectors; shared. */
  public Vector[] vectors() {
    return parts;
  }

  /** A new momentum of the same shape, all zero, owned by the caller. */
  public Momentum allocateLike() {
    return new Momentum(ops, parts.length, parts[0].shape().reals());
  }

  /** Overwrites with standard normal numbers. */
  public void refresh(RandomStream rng) {
    refresh(rng, Purpose.MOMENTUM);
  }

  /** Overwrites with standard normal numbers drawn for the given purpose. */
  public void refresh(RandomStream rng, Purpose purpose) {
    for (int i = 0; i < parts.length; i++) {
      ops.gaussian(1, rng.key(purpose, i, 0), parts[i]);
    }
  }

  /** (1/2) sum p_a^2. */
  public double kinetic() {
    return 0.5 * dot(this);
  }

  /** sum p_a q_a. */
  public double dot(Momentum q) {
    double sum = 0;
    for (int i = 0; i < parts.length; i++) {
      sum += ops.dot(parts[i], q.parts[i]);
    }
    return sum;
  }

  /** Number of real coordinates. */
  public long coordinates() {
    return (long) parts.length * parts[0].shape().reals() * ops.lattice().volume();
  }

  /** p = p + alpha q. */
  public void axpy(double alpha, Momentum q) {
    for (int i = 0; i < parts.length; i++) {
      ops.axpy(alpha, q.parts[i], parts[i]);
    }
  }

  /** p = alpha p. */
  public void scale(double alpha) {
    for (Vector part : parts) {
      ops.scale(alpha, part);
    }
  }

  /** p = q. */
  public void copyFrom(Momentum q) {
    for (int i = 0; i < parts.length; i++) {
      ops.copy(q.parts[i], parts[i]);
    }
  }

  /** p = 0. */
  public void zero() {
    for (Vector part : parts) {
      ops.constant(0, part);
    }
  }

  @Override
  public void close() {
    for (Vector part : parts) {
      part.close();
    }
  }
}
