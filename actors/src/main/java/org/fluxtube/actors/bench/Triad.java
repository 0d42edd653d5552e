package org.fluxtube.actors.bench;

import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The memory of this machine: a = b + s c on arrays far larger than the caches, plain Java, one
 * slice a thread (JMH's threads). J. D. McCalpin, STREAM.
 */
@State(Scope.Thread)
public class Triad {
  /** Numbers a thread: three arrays of 64 MiB. */
  static final int SIZE = 8 << 20;

  /** Bytes that a call moves. */
  static final double BYTES = 3.0 * 8 * SIZE;

  private final double[] a = new double[SIZE];
  private final double[] b = new double[SIZE];
  private final double[] c = new double[SIZE];

  /** Touches all pages, and checks one call. */
  @Setup(Level.Trial)
  public void start() {
    Arrays.setAll(b, i -> i);
    Arrays.fill(c, 2);
    call();
    if (a[SIZE - 1] != SIZE - 1 + 6.0) {
      throw new IllegalStateException("a = b + 3 c gave " + a[SIZE - 1]);
    }
  }

  /** One pass. */
  @Benchmark
  public void call() {
    for (int i = 0; i < SIZE; i++) {
      a[i] = b[i] + 3.0 * c[i];
    }
  }
}
