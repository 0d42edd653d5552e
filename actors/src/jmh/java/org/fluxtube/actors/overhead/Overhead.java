package org.fluxtube.actors.overhead;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.fluxtube.config.Binder;
import org.fluxtube.config.CampaignFileException;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.io.ConfigurationFile;
import org.fluxtube.engine.io.Format;
import org.fluxtube.engine.observable.Plaquette;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Chain;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.run.Start;

/**
 * What actors, streams and database cost: the trajectories of a ready campaign in a bare loop and
 * in the runtime, in turn, from the same thermalised configuration, each measuring the plaquette
 * after every trajectory. Every pair must make the same numbers, bit by bit. Printed are medians
 * over the pairs of runtime / bare, with the error of the median, in the times of {@link Took}.
 *
 * <pre>Overhead FILE CHAINS TRAJECTORIES PAIRS [LIMIT]</pre>
 *
 * <p>LIMIT, for example 1.03, bounds the ratios of own and of CPU time, which bear other programs
 * on the machine; without it nothing is judged. Exit code 1 if one is above it, 3 if an error is
 * larger than (LIMIT - 1)/3.
 */
public final class Overhead {
  private static final int THERMALISE = 30;

  private Overhead() {}

  /** See the class. */
  public static void main(String[] args) throws IOException, CampaignFileException {
    if (args.length < 4) {
      System.err.println("Overhead FILE CHAINS TRAJECTORIES PAIRS [LIMIT]");
      System.exit(2);
    }
    Path file = Path.of(args[0]);
    int chains = Integer.parseInt(args[1]);
    long trajectories = Long.parseLong(args[2]);
    int pairs = Integer.parseInt(args[3]);
    Path runs = Files.createTempDirectory("fluxtube-overhead");
    int exit;
    try {
      Campaign given = Binder.bind(file, List.of());
      Backend backend = Backend.choose(given.backend()).backend();
      Path start = runs.resolve("start.hdf5");
      thermalise(given, backend, start);
      Campaign campaign =
          like(given, chains, new Start.File(start.toString()), new Phases(0, 0, trajectories));
      exit = compare(new Trial(campaign, backend), runs, pairs, args.length > 4 ? args[4] : "");
    } finally {
      remove(runs);
    }
    System.exit(exit);
  }

  /**
   * The campaign with other chains, start and phases, measuring the plaquette after each
   * trajectory.
   */
  private static Campaign like(Campaign c, int chains, Start start, Phases phases) {
    Campaign.ChainGroup group = c.chains().getFirst();
    return new Campaign(
        c.name(),
        c.seed(),
        c.lattice(),
        c.field(),
        c.action(),
        start,
        List.of(new Campaign.ChainGroup(group.label(), chains, group.sampler())),
        phases,
        List.of(new Campaign.Measurements(1, List.of(new Plaquette()))),
        c.checkpoint(),
        new Campaign.Archive(0, 0, "hdf5"),
        c.http(),
        c.backend(),
        c.threads());
  }

  /** Also compiles the code that both have in common. */
  private static void thermalise(Campaign given, Backend backend, Path file) throws IOException {
    Campaign hot = like(given, 1, new Start.Hot(), new Phases(THERMALISE, 0, 1));
    try (FieldOps ops = backend.open(given.geometry());
        Chain<?> chain = new Trial(hot, backend).open(0, ops)) {
      while (chain.trajectory() < THERMALISE) {
        chain.advance();
      }
      ConfigurationFile.write(file, chain.snapshot(), Format.parse("hdf5"), Map.of());
    }
  }

  private static int compare(Trial trial, Path runs, int pairs, String limit) throws IOException {
    Campaign c = trial.campaign();
    System.out.printf(
        Locale.ROOT,
        "%s %s on %s, backend %s, %d chains, %d trajectories each, %d pairs%n",
        c.name(),
        c.field(),
        c.lattice(),
        trial.backend().name(),
        c.chainCount(),
        c.trajectories().total(),
        pairs);
    List<Took> bare = new ArrayList<>();
    List<Took> runtime = new ArrayList<>();
    // the first pair is for the compiler
    for (int pair = 0; pair <= pairs; pair++) {
      boolean bareFirst = pair % 2 == 0;
      Trial.Result b = bareFirst ? trial.bare() : null;
      Trial.Result r = trial.runtime(runs, "pair-" + pair);
      b = bareFirst ? b : trial.bare();
      b.numbers().requireSame(r.numbers());
      System.out.printf(
          Locale.ROOT,
          "%s bare %s, runtime %s%n",
          pair == 0 ? "warm-up" : "pair " + pair,
          text(b.took()),
          text(r.took()));
      if (pair > 0) {
        bare.add(b.took());
        runtime.add(r.took());
      }
    }
    double steady = (double) (c.trajectories().total() - 1) * c.chainCount();
    System.out.printf(
        Locale.ROOT,
        "trajectories/s, medians: bare %.5g, runtime %.5g; the same plaquettes and"
            + " configurations%n",
        steady / Median.of(bare.stream().mapToDouble(Took::wall).toArray()).value(),
        steady / Median.of(runtime.stream().mapToDouble(Took::wall).toArray()).value());
    ratio("wall", bare, runtime, Took::wall);
    double[] own = ratio("own", bare, runtime, Took::own);
    double[] cpu = ratio("cpu", bare, runtime, Took::cpu);
    if (limit.isEmpty()) {
      return 0;
    }
    return judge(own, cpu, Double.parseDouble(limit));
  }

  private static String text(Took t) {
    return String.format(
        Locale.ROOT,
        "%.4f s (own %.4f, cpu %.4f, with start and end %.3f)",
        t.wall(),
        t.own(),
        t.cpu(),
        t.whole());
  }

  private static int judge(double[] own, double[] cpu, double limit) {
    boolean sharp = own[1] <= (limit - 1) / 3 && cpu[1] <= (limit - 1) / 3;
    boolean passed = own[0] <= limit && cpu[0] <= limit;
    System.out.printf(
        Locale.ROOT,
        "runtime/bare at most %.3f: %s%n",
        limit,
        !sharp ? "not decided, the error is too large" : passed ? "true" : "FALSE");
    return !sharp ? 3 : passed ? 0 : 1;
  }

  /** Median of the pairs' ratios and its error. */
  private static double[] ratio(
      String what, List<Took> bare, List<Took> runtime, ToDoubleFunction<Took> time) {
    double[] ratios = new double[bare.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = time.applyAsDouble(runtime.get(i)) / time.applyAsDouble(bare.get(i));
    }
    Median m = Median.of(ratios);
    System.out.printf(Locale.ROOT, "runtime/bare, %s: %.4f +- %.4f%n", what, m.value(), m.error());
    return new double[] {m.value(), m.error()};
  }

  static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
