package org.fluxtube.engine.network;

import java.util.ArrayList;
import java.util.List;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;

/** Several scratch vectors of one shape; contents undefined when taken. */
final class Borrowed implements AutoCloseable {
  private final List<Scratch.Lease> leases = new ArrayList<>();

  /** What was taken is given back where memory does not suffice for all. */
  Borrowed(FieldOps ops, Shape shape, int count) {
    try {
      while (leases.size() < count) {
        leases.add(ops.scratch().take(shape));
      }
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  Vector vector(int i) {
    return leases.get(i).vector();
  }

  Vector[] vectors() {
    return leases.stream().map(Scratch.Lease::vector).toArray(Vector[]::new);
  }

  @Override
  public void close() {
    leases.forEach(Scratch.Lease::close);
  }
}
