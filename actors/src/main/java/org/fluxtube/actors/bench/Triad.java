package org.fluxtube.actors.bench;

import java.util.Arrays;
import java.util.Locale;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.kernels.simd.FlopPeak;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What this machine itself can do, with one slice a thread (JMH's threads). Its memory: a = b + s c
 * on arrays far larger than the caches, plain Java (J. D. McCalpin, STREAM). Its arithmetic:
 * multiply-adds of vectors in registers.
 */
@State(Scope.Thread)
public class Triad {
  /** Numbers a thread: three arrays of 64 MiB. */
  static final int SIZE = 8 << 20;

  /** Bytes that a call moves. */
  static final double BYTES = 3.0 * 8 * SIZE;

  /** Multiply-adds that each chain of {@link #peak} does after another. */
  static final int STEPS = 100_000;

  /** double or float, for {@link #peak} alone. */
  @Param("double")
  public String precision;

  private final double[] a = new double[SIZE];
  private final double[] b = new double[SIZE];
  private final double[] c = new double[SIZE];

  private Precision kind;

  /** Touches all pages, and checks one call of each. */
  @Setup(Level.Trial)
  public void start() {
    kind = Precision.valueOf(precision.toUpperCase(Locale.ROOT));
    Arrays.setAll(b, i -> i);
    Arrays.fill(c, 2);
    call();
    if (a[SIZE - 1] != SIZE - 1 + 6.0) {
      throw new IllegalStateException("a = b + 3 c gave " + a[SIZE - 1]);
    }
    // 0 to 11, and twelve times 2 a step: exact in both precisions
    if (peak() != 66 + 12.0 * 2 * STEPS) {
      throw new IllegalStateException("the multiply-adds gave " + peak());
    }
  }

  /** One pass. */
  @Benchmark
  public void call() {
    for (int i = 0; i < SIZE; i++) {
      a[i] = b[i] + 3.0 * c[i];
    }
  }

  /** {@link #operations} in registers. */
  @Benchmark
  public double peak() {
    return FlopPeak.run(kind, 1, 2, STEPS);
  }

  /** Additions and multiplications of a call of {@link #peak} of one thread. */
  static double operations(Precision precision) {
    return FlopPeak.operations(precision, STEPS);
  }
}
