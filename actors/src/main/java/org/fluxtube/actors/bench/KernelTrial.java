package org.fluxtube.actors.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  /**
   * System property: the file that tells the parent process {@link Work#repeats}, or the trouble.
   */
  static final String NOTE = "fluxtube.bench.note";

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
  public void start() throws IOException {
    Path note = Path.of(System.getProperty(NOTE));
    try {
      BenchKernel k = BenchKernel.named(kernel);
      work =
          Agreement.checked(
              k,
              Backend.choose(backend).backend(),
              Precision.valueOf(precision.toUpperCase(Locale.ROOT)),
              new Inputs(lattice(lattice)),
              threads);
    } catch (RuntimeException | LinkageError e) {
      Files.writeString(note, e.getMessage() == null ? e.toString() : e.getMessage());
      throw e;
    }
    Files.writeString(note, Integer.toString(work.repeats()));
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
