package org.fluxtube.engine.run;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.learn.Sample;

/**
 * An immutable snapshot of a chain's field on the host. Reference-counted: the maker holds one
 * reference, each receiver retains before and releases after use; at zero the memory goes back to
 * its {@link SnapshotPool} and must not be read any more.
 */
public final class Configuration {
  private final int chain;
  private final long trajectory;
  private final Phase phase;
  private final int version;
  private final FieldData data;
  private final Optional<Sample> sample;
  private final SnapshotPool pool;
  private final AtomicInteger references = new AtomicInteger(1);

  Configuration(
      int chain,
      long trajectory,
      Phase phase,
      int version,
      FieldData data,
      Optional<Sample> sample,
      SnapshotPool pool) {
    this.chain = chain;
    this.trajectory = trajectory;
    this.phase = phase;
    this.version = version;
    this.data = data;
    this.sample = sample;
    this.pool = pool;
  }

  /** The chain. */
  public int chain() {
    return chain;
  }

  /** The trajectory that ended here, counted from 1. */
  public long trajectory() {
    return trajectory;
  }

  /** The phase of that trajectory. */
  public Phase phase() {
    return phase;
  }

  /** The version of the model that drove it. */
  public int version() {
    return version;
  }

  /**
   * The numbers; must not be written.
   *
   * @throws IllegalStateException after the last release
   */
  public FieldData data() {
    if (references.get() <= 0) {
      throw new IllegalStateException("the snapshot was released");
    }
    return data;
  }

  /**
   * What the trajectory has to teach, where somebody asked for it: both ends of the proposal, the
   * auxiliary fields, the action's terms. Independent of the references; stays valid.
   */
  public Optional<Sample> sample() {
    return sample;
  }

  /** One reference more. */
  public Configuration retain() {
    if (references.getAndUpdate(n -> n > 0 ? n + 1 : n) <= 0) {
      throw new IllegalStateException("the snapshot was released");
    }
    return this;
  }

  /** One reference less; the last one gives the memory back. */
  public void release() {
    int left = references.decrementAndGet();
    if (left == 0) {
      pool.giveBack(data.values());
    } else if (left < 0) {
      throw new IllegalStateException("the snapshot was released more often than retained");
    }
  }
}
