package org.fluxtube.engine.field;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Vectors that an operation borrows for its own use. Contents are undefined when taken. */
public final class Scratch implements AutoCloseable {
  private final FieldOps ops;
  private final Map<Shape, Deque<Lease>> free = new HashMap<>();

  /** A pool without vectors; they are allocated when first asked for. */
  public Scratch(FieldOps ops) {
    this.ops = ops;
  }

  /** A borrowed vector; close gives it back. */
  public Lease take(Shape shape) {
    Deque<Lease> pool = free.computeIfAbsent(shape, s -> new ArrayDeque<>());
    Lease lease = pool.poll();
    if (lease == null) {
      return new Lease(ops.allocate(shape), pool);
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
