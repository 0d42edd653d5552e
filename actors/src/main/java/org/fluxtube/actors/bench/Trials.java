package org.fluxtube.actors.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.fluxtube.engine.field.Precision;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs trials with JMH, one after the other, each in a JVM of its own, and the triad first. */
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

  private final double seconds;
  private final Map<Integer, Double> triads = new TreeMap<>();

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
      RunResult result =
          run(common(Triad.class).threads(threads).mode(Mode.SampleTime), Path.of("")).iterator().next();
      double microseconds = result.getPrimaryResult().getStatistics().getPercentile(50);
      return threads * Triad.BYTES / (1e-6 * microseconds);
    } catch (RunnerException e) {
      throw new IllegalStateException("the triad could not be measured: " + e.getMessage(), e);
    }
  }

  /** Measures one. */
  public Figures measure(Trial trial) {
    double triad = triad(trial.threads());
    Path log;
    try {
      log = Files.createTempFile("fluxtube-bench", ".txt");
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary file can be made", e);
    }
    try {
      return measure(trial, triad, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      log.toFile().delete();
    }
  }

  private Figures measure(Trial trial, double triad, Path log) throws IOException {
    ChainedOptionsBuilder options =
        common(KernelTrial.class)
            .mode(Mode.SampleTime)
            .param("kernel", trial.kernel().label())
            .param("backend", trial.backend())
            .param("lattice", trial.lattice())
            .param("precision", Trials.name(trial.precision()))
            .param("threads", Integer.toString(trial.threads()));
    try {
      Collection<RunResult> results = run(options, log);
      if (results.isEmpty()) {
        return Figures.none(trial, trouble(log));
      }
      double call = results.iterator().next().getPrimaryResult().getStatistics().getPercentile(50);
      int repeats = repeats(log);
      int volume =
          trial.kernel() == BenchKernel.LAUNCH
              ? 16
              : KernelTrial.lattice(trial.lattice()).volume();
      return Figures.of(trial, call / repeats, volume, triad);
    } catch (RunnerException e) {
      return Figures.none(trial, trouble(log));
    }
  }

  private static Collection<RunResult> run(ChainedOptionsBuilder options, Path log)
      throws RunnerException {
    if (!log.toString().isEmpty()) {
      options.output(log.toString());
    }
    return new Runner(options.build()).run();
  }

  private ChainedOptionsBuilder common(Class<?> benchmark) {
    long warm = Math.round(1000 * Math.max(3, 2 * seconds));
    return new OptionsBuilder()
        .include("^" + benchmark.getName().replace(".", "\\.") + "\\.call$")
        .verbosity(benchmark == Triad.class ? VerboseMode.SILENT : VerboseMode.EXTRA)
        .forks(1)
        .timeUnit(TimeUnit.MICROSECONDS)
        .warmupIterations(1)
        .warmupTime(TimeValue.milliseconds(benchmark == Triad.class ? 500 : warm))
        .measurementIterations(1)
        .measurementTime(TimeValue.milliseconds(Math.round(1000 * seconds)))
        .shouldFailOnError(true)
        .jvmArgs(jvm());
  }

  /** What the launcher gives to commands that compute, and where the natives are. */
  private static String[] jvm() {
    return List.of(
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.library.path=" + System.getProperty("java.library.path"))
        .toArray(String[]::new);
  }

  private static int repeats(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .filter(line -> line.startsWith(KernelTrial.REPEATS))
        .mapToInt(line -> Integer.parseInt(line.substring(KernelTrial.REPEATS.length()).strip()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("a trial without its number of repeats"));
  }

  /** The first line of the output of a failed trial that names an exception. */
  private static String trouble(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .filter(line -> line.contains("Exception: ") || line.contains("Error: "))
        .map(line -> line.substring(line.indexOf(": ") + 2))
        .findFirst()
        .orElse("the trial ended without a result");
  }
}
