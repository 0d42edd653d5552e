package org.fluxtube.engine.field;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Vectors that an operation borrows for its own use. Contents are undefined when taken. */
public final class Scratch implements AutoCloseable {
  private final FieldOps ops;
  private final Map<Key, Deque<Lease>> free = new HashMap<>();

  private record Key(Shape shape, Precision precision) {}

  /** A pool without vectors; they are allocated when first asked for. */
  public Scratch(FieldOps ops) {
    this.ops = ops;
  }

  /** A borrowed vector in double precision; close gives it back. */
  public Lease take(Shape shape) {
    return take(shape, Precision.DOUBLE);
  }

  /** A borrowed vector of the shape and precision of x. */
  public Lease like(Vector x) {
    return take(x.shape(), x.precision());
  }

  /** A borrowed vector; close gives it back. */
  public Lease take(Shape shape, Precision precision) {
    Deque<Lease> pool = free.computeIfAbsent(new Key(shape, precision), k -> new ArrayDeque<>());
    Lease lease = pool.poll();
    if (lease == null) {
      return new Lease(ops.allocate(shape, precision), pool);
    }
    lease.held = true;
    return lease;
  }

  /** Frees the vectors that nobody holds. */
  @Override
  public void close() {
    free.values().forEach(pool -> pool.forEach(lease -> lease.vector.close()));
    free.clear();
  }

  /** A borrowed vector. */
  public static final class Lease implements AutoCloseable {
    private final Vector vector;
    private final Deque<Lease> home;
    private boolean held = true;

    private Lease(Vector vector, Deque<Lease> home) {
      this.vector = vector;
      this.home = home;
    }

    /** The vector, valid until {@link #close}. */
    public Vector vector() {
      return vector;
    }

    /** Gives the vector back; closing twice does nothing, or two would share the memory. */
    @Override
    public void close() {
      if (held) {
        held = false;
        home.push(this);
      }
    }
  }
}
