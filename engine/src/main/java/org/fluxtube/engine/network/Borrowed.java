package org.fluxtube.engine.network;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;

/** Several scratch vectors of one shape; contents undefined when taken. */
final class Borrowed implements AutoCloseable {
  private final Scratch.Lease[] leases;

  Borrowed(FieldOps ops, Shape shape, int count) {
    leases = new Scratch.Lease[count];
    for (int i = 0; i < count; i++) {
      leases[i] = ops.scratch().take(shape);
    }
  }

  Vector vector(int i) {
    return leases[i].vector();
  }

  Vector[] vectors() {
    Vector[] all = new Vector[leases.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = leases[i].vector();
    }
    return all;
  }

  @Override
  public void close() {
    for (Scratch.Lease lease : leases) {
      lease.close();
    }
  }
}
