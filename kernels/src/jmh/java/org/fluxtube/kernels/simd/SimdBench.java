package org.fluxtube.kernels.simd;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.fluxtube.engine.lattice.Lattice;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reference and simd in turn, call by call, so that both see the same machine: JMH's own figure is
 * the time of one call of each; the line printed at the end of a trial has the medians of both in
 * processor time of the thread (a busy machine interrupts the slower one more often) and their
 * ratio. Before the first call the results of both are compared, and a difference ends the run.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class SimdBench {
  /** Name in {@link BenchKernel}. */
  @Param public BenchKernel kernel;

  /** Size of the links. */
  @Param("3")
  public int n;

  /** Extents as in 8x8x8x8. */
  @Param("8x8x8x8")
  public String lattice;

  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private BenchFields reference;
  private BenchFields simd;
  private final long[][] nanos = new long[2][1 << 16];
  private int calls;

  /** Fields of both backends, and the comparison. */
  @Setup(Level.Trial)
  public void start() {
    Lattice extents =
        new Lattice(Arrays.stream(lattice.split("x")).mapToInt(Integer::parseInt).toArray());
    reference = new BenchFields("reference", extents, n);
    simd = new BenchFields("simd", extents, n);
    double[] expected = kernel.check(reference);
    double[] got = kernel.check(simd);
    double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(got[i] - expected[i]) <= 1e-10 * scale)) {
        throw new IllegalStateException(
            kernel + ", number " + i + ": simd " + got[i] + ", reference " + expected[i]);
      }
    }
  }

  /** Forgets the iteration before. */
  @Setup(Level.Iteration)
  public void forget() {
    calls = 0;
  }

  /** One call of each. */
  @Benchmark
  public void both() {
    long t0 = CPU.getCurrentThreadCpuTime();
    kernel.run(reference);
    long t1 = CPU.getCurrentThreadCpuTime();
    kernel.run(simd);
    long t2 = CPU.getCurrentThreadCpuTime();
    nanos[0][calls % nanos[0].length] = t1 - t0;
    nanos[1][calls % nanos[1].length] = t2 - t1;
    calls++;
  }

  /** Prints the medians of the last iteration. */
  @TearDown(Level.Trial)
  public void print() {
    double a = median(nanos[0]);
    double b = median(nanos[1]);
    System.out.printf(
        "%n%s, N = %d, %s, checked: reference %.4f ms, simd %.4f ms, ratio %.2f, %d calls each%n",
        kernel, n, lattice, a * 1e-6, b * 1e-6, a / b, calls);
    reference.close();
    simd.close();
  }

  private double median(long[] times) {
    long[] used = Arrays.copyOf(times, Math.min(calls, times.length));
    Arrays.sort(used);
    return used[used.length / 2];
  }
}
