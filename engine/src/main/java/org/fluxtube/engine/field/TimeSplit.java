package org.fluxtube.engine.field;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the wall-clock time of a chain goes: every moment belongs to one part, the innermost that
 * was entered, so the parts add up to the whole. A part within a part is called {@code
 * outer.inner}.
 *
 * <p>Times are not reproducible: they steer nothing, and are kept apart from all numbers that are.
 * An operation that a device has only queued counts for the part that waits for it; a solve waits
 * in every iteration. Used by the thread of its {@link FieldOps}.
 */
public final class TimeSplit {
  /** The part of what no other part claims. */
  public static final String OTHER = "other";

  private final Part root = new Part(OTHER, null);
  private Part current = root;
  private long last = System.nanoTime();

  /** A part that was entered; close leaves it. */
  public final class Part implements AutoCloseable {
    private final String path;
    private final Part outer;
    private final Map<String, Part> inner = new LinkedHashMap<>();
    private long nanos;

    private Part(String path, Part outer) {
      this.path = path;
      this.outer = outer;
    }

    private Part within(String name) {
      return inner.computeIfAbsent(name, n -> new Part(this == root ? n : path + "." + n, this));
    }

    private void take(Map<String, Double> out) {
      if (nanos > 0) {
        out.put(path, 1e-9 * nanos);
      }
      nanos = 0;
      inner.values().forEach(part -> part.take(out));
    }

    @Override
    public void close() {
      if (current != this) {
        throw new IllegalStateException(
            "the part \"" + path + "\" was left while \"" + current.path + "\" was the innermost");
      }
      count();
      current = outer;
    }
  }

  private void count() {
    long now = System.nanoTime();
    current.nanos += now - last;
    last = now;
  }

  /** Enters a part within the present one: {@code try (var _ = times.enter("drift")) { ... }}. */
  public Part enter(String name) {
    count();
    current = current.within(name);
    return current;
  }

  /** Seconds by part since the last call, without empty parts; starts again from 0. */
  public Map<String, Double> take() {
    count();
    Map<String, Double> all = new TreeMap<>();
    root.take(all);
    return all;
  }
}
