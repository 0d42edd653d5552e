package org.fluxtube.actors.bench;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fluxtube.engine.field.Precision;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs trials with JMH, one after the other, each in a JVM of its own, and the triad and the
 * multiply-add peak first.
 */
public final class Trials {
  /**
   * One measurement.
   *
   * @param kernel what
   * @param backend on which backend
   * @param lattice extents as in 8x8x8x8
   * @param precision of its vectors
   * @param threads of its field operations
   */
  public record Trial(
      BenchKernel kernel, String backend, String lattice, Precision precision, int threads) {}

  /** Name of a precision on the command line and in JSON. */
  public static String name(Precision precision) {
    return precision.name().toLowerCase(Locale.ROOT);
  }

  /** What the launcher gives to commands that compute, and where the natives are. */
  private static final List<String> JVM =
      List.of(
          "-XX:ObjectAlignmentInBytes=" + alignment(),
          "--add-modules=jdk.incubator.vector",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Djava.library.path=" + System.getProperty("java.library.path"));

  /** The alignment of objects of this JVM, which the launcher chose for its vectors. */
  private static String alignment() {
    return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .getVMOption("ObjectAlignmentInBytes")
        .getValue();
  }

  private final double seconds;
  private final Map<Integer, Double> triads = new TreeMap<>();
  private final Map<Precision, Map<Integer, Double>> peaks = new EnumMap<>(Precision.class);

  /**
   * @param seconds of measurement for each trial; warm-up takes twice as long, and at least 3 s
   */
  public Trials(double seconds) {
    this.seconds = seconds;
  }

  /** Bytes a second of the triad on so many threads; measured when first asked for. */
  public double triad(int threads) {
    return triads.computeIfAbsent(threads, this::measureTriad);
  }

  private double measureTriad(int threads) {
    try {
      RunResult result = run(common(Triad.class, "call").threads(threads)).iterator().next();
      double microseconds = result.getPrimaryResult().getStatistics().getPercentile(50);
      return threads * Triad.BYTES / (1e-6 * microseconds);
    } catch (RunnerException e) {
      throw new IllegalStateException("the triad could not be measured: " + e.getMessage(), e);
    }
  }

  /** Additions and multiplications a second of so many threads; measured when first asked for. */
  public double peak(Precision precision, int threads) {
    return peaks
        .computeIfAbsent(precision, p -> new TreeMap<>())
        .computeIfAbsent(threads, count -> measurePeak(precision, count));
  }

  private double measurePeak(Precision precision, int threads) {
    try {
      RunResult result =
          run(common(Triad.class, "peak").param("precision", name(precision)).threads(threads))
              .iterator()
              .next();
      double microseconds = result.getPrimaryResult().getStatistics().getPercentile(50);
      return threads * Triad.operations(precision) / (1e-6 * microseconds);
    } catch (RunnerException e) {
      throw new IllegalStateException("the peak could not be measured: " + e.getMessage(), e);
    }
  }

  /** Measures one. */
  public Figures measure(Trial trial) {
    double triad = triad(trial.threads());
    double peak = peak(trial.precision(), trial.threads());
    Path note = null;
    try {
      note = Files.createTempFile("fluxtube-bench", ".txt");
      return measure(trial, triad, peak, note);
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary file can be made or read", e);
    } finally {
      if (note != null) {
        note.toFile().delete();
      }
    }
  }

  private Figures measure(Trial trial, double triad, double peak, Path note) throws IOException {
    ChainedOptionsBuilder options =
        common(KernelTrial.class, "call", "-D" + KernelTrial.NOTE + "=" + note)
            .param("kernel", trial.kernel().label())
            .param("backend", trial.backend())
            .param("lattice", trial.lattice())
            .param("precision", name(trial.precision()))
            .param("threads", Integer.toString(trial.threads()));
    try {
      Collection<RunResult> results = run(options);
      double call = results.iterator().next().getPrimaryResult().getStatistics().getPercentile(50);
      int repeats = Integer.parseInt(Files.readString(note));
      int volume = KernelTrial.lattice(trial.lattice()).volume();
      return Figures.of(trial, call / repeats, volume, triad, peak);
    } catch (RunnerException e) {
      String why = Files.readString(note);
      return Figures.none(trial, why.matches("[0-9]*") ? "it ended without a result" : why);
    }
  }

  /** JMH's own output, and what the JVMs of the trials say, are left out. */
  private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
    PrintStream out = System.out;
    PrintStream err = System.err;
    try (PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      System.setOut(nowhere);
      System.setErr(nowhere);
      return new Runner(options.build()).run();
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private ChainedOptionsBuilder common(Class<?> benchmark, String method, String... more) {
    double warm = benchmark == KernelTrial.class ? Math.max(3, 2 * seconds) : 0.5;
    return new OptionsBuilder()
        .include("^" + benchmark.getName().replace(".", "\\.") + "\\." + method + "$")
        .mode(Mode.SampleTime)
        .verbosity(VerboseMode.SILENT)
        .forks(1)
        .timeUnit(TimeUnit.MICROSECONDS)
        .warmupIterations(1)
        .warmupTime(TimeValue.milliseconds(Math.round(1000 * warm)))
        .measurementIterations(1)
        .measurementTime(TimeValue.milliseconds(Math.round(1000 * seconds)))
        .shouldFailOnError(true)
        .jvmArgs(Stream.concat(JVM.stream(), Stream.of(more)).toArray(String[]::new));
  }
}
