package org.fluxtube.engine.run;

import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldData;

/** Memory for the snapshots of one chain, used again and again. Safe for use by many threads. */
public final class SnapshotPool {
  private final ConcurrentLinkedQueue<double[]> free = new ConcurrentLinkedQueue<>();
  private final AtomicInteger live = new AtomicInteger();
  private final Runnable released;

  /** A pool that tells nobody. */
  public SnapshotPool() {
    this(() -> {});
  }

  /**
   * A pool that says when a snapshot came back.
   *
   * @param released called in the thread of the last release; must not block
   */
  public SnapshotPool(Runnable released) {
    this.released = released;
  }

  /** A snapshot of the chain's present field, with one reference that the caller owns. */
  public Configuration take(Chain<?> chain) {
    return take(chain, false);
  }

  /**
   * The same.
   *
   * @param teaching whether it also carries what the last trajectory has to teach
   */
  public Configuration take(Chain<?> chain, boolean teaching) {
    Field<?> field = chain.field();
    double[] memory = free.poll();
    if (memory == null) {
      memory = new double[field.type().size(field.lattice())];
    }
    field.store(memory);
    live.incrementAndGet();
    return new Configuration(
        chain.id(),
        chain.trajectory(),
        chain.phase(),
        chain.lastVersion(),
        new FieldData(field.type(), field.lattice(), memory),
        teaching ? chain.sample() : Optional.empty(),
        this);
  }

  void giveBack(double[] memory) {
    free.add(memory);
    live.decrementAndGet();
    released.run();
  }

  /** Snapshots that somebody still holds. */
  public int live() {
    return live.get();
  }
}
