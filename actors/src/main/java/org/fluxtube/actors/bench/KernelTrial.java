package org.fluxtube.actors.bench;

import java.util.Arrays;
import java.util.Locale;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.lattice.Lattice;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A kernel on a backend, lattice, precision and number of threads, as JMH runs it: checked before
 * the first call, so that a wrong kernel has no figure.
 */
@State(Scope.Benchmark)
public class KernelTrial {
  /** Printed in front of the number of repeats, for the parent process. */
  static final String REPEATS = "fluxtube-bench-repeats ";

  /** A name of {@link BenchKernel}. */
  @Param("wilson-hop")
  public String kernel;

  /** A name of {@link Backend}. */
  @Param("reference")
  public String backend;

  /** Extents as in 8x8x8x8. */
  @Param("8x8x8x8")
  public String lattice;

  /** double or float. */
  @Param("double")
  public String precision;

  /** Threads of the field operations. */
  @Param("1")
  public int threads;

  private Work work;

  /** Fields and check. */
  @Setup(Level.Trial)
  public void start() {
    BenchKernel k = BenchKernel.named(kernel);
    String extents = k == BenchKernel.LAUNCH ? "2x2x2x2" : lattice;
    work =
        Agreement.checked(
            k,
            Backend.choose(backend).backend(),
            Precision.valueOf(precision.toUpperCase(Locale.ROOT)),
            new Inputs(lattice(extents)),
            threads);
    System.out.println(REPEATS + work.repeats());
  }

  /** The lattice of a text such as 8x8x8x8. */
  static Lattice lattice(String extents) {
    return new Lattice(Arrays.stream(extents.split("x")).mapToInt(Integer::parseInt).toArray());
  }

  /** One call. */
  @Benchmark
  public void call() {
    work.run();
  }

  /** Frees everything. */
  @TearDown(Level.Trial)
  public void end() {
    work.close();
  }
}
