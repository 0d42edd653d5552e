package org.fluxtube.actors.overhead;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What watching costs a campaign: the program itself runs one in a process of its own; in windows
 * of some seconds, in turn, nobody looks at it, or a {@link Crowd}, in another process, asks for
 * its status 200 times a second and listens 20 times to its events, one of whom never reads.
 *
 * <p>A machine that does other work as well spoils wall-clock time. What is counted is CPU time, by
 * thread, of the campaign's process only; the crowd's is not. With c the CPU time that the n
 * threads of the chains need for a trajectory and o what all other threads but the compiler's use
 * in a second (server, database, collector), chains that would fill n cores get n - o of them, so
 * that a trajectory takes
 *
 * <pre>watched/alone = (c_watched / c_alone) (n - o_alone) / (n - o_watched)</pre>
 *
 * times as long: the least favourable case, where no other core is free for the server. Printed is
 * its median over pairs of neighbouring windows with the error of the median, both factors, and the
 * ratio of wall-clock times, which means something on a machine without other work. Then the live
 * heap after full collections, and the memory of the process.
 *
 * <pre>Watched FILE SECONDS PAIRS [LIMIT]</pre>
 *
 * <p>LIMIT, for example 1.02, bounds the median. Where other work makes its error larger than
 * (LIMIT - 1)/3, the second factor alone is judged, and the first must not exceed 1 by four errors.
 * Exit code 1 if it is above, if requests were refused or if the heap grew by more than {@value
 * #GROWTH} bytes; 3 if that error is too large as well or the crowd did not come to ask as often as
 * it should.
 */
public final class Watched {
  private static final long GROWTH = 1 << 20;
  private static final double WARM_UP_SECONDS = 40;
  private static final int HEAPS = 16;

  /** Errors by which a difference is one, as in the reports of campaigns. */
  private static final double SURE = 4;

  private final Subject subject;
  private final Audience audience;
  private final double seconds;
  private final List<Subject.Span> alone = new ArrayList<>();
  private final List<Subject.Span> looked = new ArrayList<>();
  private final List<Double> rates = new ArrayList<>();
  private final List<Double> heaps = new ArrayList<>();
  private final List<Double> memory = new ArrayList<>();
  private long refused;
  private long heard;

  private Watched(Subject subject, Audience audience, double seconds) {
    this.subject = subject;
    this.audience = audience;
    this.seconds = seconds;
  }

  /** See the class. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 3) {
      System.err.println("Watched FILE SECONDS PAIRS [LIMIT]");
      System.exit(2);
    }
    Path folder = Files.createTempDirectory("fluxtube-watched");
    int exit;
    try (Subject subject = new Subject(folder, Path.of(args[0]));
        Audience audience = new Audience()) {
      Watched watched = new Watched(subject, audience, Double.parseDouble(args[1]));
      watched.measure(Integer.parseInt(args[2]));
      exit = watched.judge(args.length > 3 ? Double.parseDouble(args[3]) : Double.NaN);
    } finally {
      Overhead.remove(folder);
    }
    System.exit(exit);
  }

  private void measure(int pairs) throws IOException, InterruptedException {
    for (int i = 0; i < WARM_UP_SECONDS / seconds; i++) { // for the compiler
      watch();
    }
    rates.clear();
    for (int pair = 0; pair < pairs; pair++) {
      if (pair % 2 == 0) {
        alone.add(subject.span(seconds));
      }
      looked.add(watch());
      if (pair % 2 == 1) {
        alone.add(subject.span(seconds));
      }
      if (pair % Math.max(1, pairs / HEAPS) == 0) {
        heaps.add((double) subject.heap());
        memory.add((double) subject.resident());
      }
    }
  }

  private Subject.Span watch() throws IOException, InterruptedException {
    audience.watch(subject.port());
    Subject.Span span = subject.span(seconds);
    Audience.Got got = audience.leave();
    rates.add(got.answers() / span.seconds());
    refused += got.refusals();
    heard += got.bytes();
    return span;
  }

  private int judge(double limit) {
    int n = subject.chainThreads();
    Median rate = Median.of(numbers(rates));
    Median all = ratio("time of a trajectory where all cores are busy", s -> cost(s, n));
    Median chains = ratio("CPU time of the chains for a trajectory", Subject.Span::chainCpuOfOne);
    Median server = ratio("1 / cores left by all other threads", s -> 1 / left(s, n));
    ratio("wall-clock time of a trajectory", Subject.Span::wallOfOne);
    double growth = say(n, rate);
    if (refused > 0 || growth > GROWTH) {
      return 1;
    }
    if (Double.isNaN(limit)) {
      return 0;
    }
    double sharp = (limit - 1) / 3;
    Median judged = all.error() <= sharp ? all : server;
    boolean known = judged.error() <= sharp && rate.value() >= 0.9 * Crowd.PER_SECOND;
    boolean slower = judged == server && chains.value() - SURE * chains.error() > 1;
    boolean good = judged.value() <= limit && !slower;
    System.out.printf(
        Locale.ROOT,
        "watched/alone at most %.3f: %s%s%n",
        limit,
        !known ? "not decided" : good ? "true" : "FALSE",
        judged == all
            ? ""
            : ", of the cores left; whether the chains themselves are slower is known to "
                + Math.round(1e3 * chains.error()) / 10.0
                + " % only, other work hides less");
    return !known ? 3 : good ? 0 : 1;
  }

  /** Prints what else was seen; how much the heap grew, in bytes. */
  private double say(int n, Median rate) {
    Median extra = differences();
    double growth = quarter(heaps, true) - quarter(heaps, false);
    System.out.printf(
        Locale.ROOT,
        "%d threads of chains; they had %.0f %% of their cores. Watching: %.0f requests/s, %d"
            + " refused, %d bytes heard; other threads %.1f +- %.1f ms of CPU a second more%n"
            + "live heap: %.0f bytes after the first quarter, %+.0f after the last; process: %.0f"
            + " MiB, %+.1f MiB%n",
        n,
        100 * alone.stream().mapToDouble(s -> s.chains() / s.seconds() / n).average().orElse(0),
        rate.value(),
        refused,
        heard,
        1e3 * extra.value(),
        1e3 * extra.error(),
        quarter(heaps, false),
        growth,
        quarter(memory, false) / (1 << 20),
        (quarter(memory, true) - quarter(memory, false)) / (1 << 20));
    return growth;
  }

  /** Up to a factor: c / (n - o). */
  private static double cost(Subject.Span s, int n) {
    return s.chainCpuOfOne() / left(s, n);
  }

  private static double left(Subject.Span s, int n) {
    return n - s.othersPerSecond();
  }

  private Median differences() {
    double[] more = new double[alone.size()];
    for (int i = 0; i < more.length; i++) {
      more[i] = looked.get(i).othersPerSecond() - alone.get(i).othersPerSecond();
    }
    return Median.of(more);
  }

  private Median ratio(String what, ToDoubleFunction<Subject.Span> of) {
    double[] ratios = new double[alone.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = of.applyAsDouble(looked.get(i)) / of.applyAsDouble(alone.get(i));
    }
    Median m = Median.of(ratios);
    System.out.printf(Locale.ROOT, "watched/alone, %s: %.4f +- %.4f%n", what, m.value(), m.error());
    return m;
  }

  private static double[] numbers(List<Double> list) {
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Median of the first or the last quarter. */
  private static double quarter(List<Double> all, boolean last) {
    int size = Math.max(1, all.size() / 4);
    return Median.of(
            numbers(last ? all.subList(all.size() - size, all.size()) : all.subList(0, size)))
        .value();
  }
}
