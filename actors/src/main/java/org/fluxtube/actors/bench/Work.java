package org.fluxtube.actors.bench;

import java.util.function.Supplier;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;

/** One kernel on one backend, with everything that it needs; closing it closes the operations. */
final class Work implements AutoCloseable {
  /** Calls on a device that are queued before the host waits for them. */
  private static final int QUEUED = 20;

  private final FieldOps ops;
  private final Runnable call;
  private final Supplier<double[]> result;
  private final int each;
  private final int calls;
  private final Vector last;

  /**
   * @param call one call of the kernel
   * @param result the numbers that a call leaves
   * @param each how many times a call does what is counted, for example iterations of a solver
   * @param waits whether a call returns only when its result is there, as a sum does
   */
  Work(FieldOps ops, Runnable call, Supplier<double[]> result, int each, boolean waits) {
    boolean device = ops.backend().equals("opencl");
    this.ops = ops;
    this.call = call;
    this.result = result;
    this.each = each;
    this.calls = device && !waits ? QUEUED : 1;
    this.last = device && !waits ? ops.allocate(new Shape.Real(1)) : null;
  }

  /** A kernel of which a call counts once, and which need not wait. */
  Work(FieldOps ops, Runnable call, Supplier<double[]> result) {
    this(ops, call, result, 1, false);
  }

  /** {@link #repeats} of what is counted; returns when the results are there. */
  void run() {
    for (int i = 0; i < calls; i++) {
      call.run();
    }
    if (last != null) {
      ops.sum(last); // the queue is in order: a number read is the end of all before it
    }
  }

  /** How many times {@link #run} does what is counted. */
  int repeats() {
    return each * calls;
  }

  /** The numbers after one call of the kernel. */
  double[] check() {
    call.run();
    return result.get();
  }

  @Override
  public void close() {
    ops.close();
  }
}
