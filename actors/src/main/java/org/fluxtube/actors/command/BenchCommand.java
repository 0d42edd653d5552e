package org.fluxtube.actors.command;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fluxtube.actors.bench.BenchKernel;
import org.fluxtube.actors.bench.Figures;
import org.fluxtube.actors.bench.Trials;
import org.fluxtube.config.CampaignFileException;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.run.Campaign;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fluxtube bench}: how fast the kernels are on this machine. */
@Command(
    name = "bench",
    description = {
      "Measures the kernels of the backends on this machine, SU(3) in four dimensions.",
      "Each is first checked against the reference: no figure without a passed check. Times are"
          + " medians; the memory's own speed (triad) and that of multiply-adds in vectors (peak)"
          + " are measured in the same run.",
      "Without options: the Wilson and staggered hops, force, drift, solver and trajectory of all"
          + " fast backends on 8x8x8x8. --kernel list shows what there is.",
      "With --trajectory: whole trajectories of a campaign, and where their time goes. With --flow:"
          + " training and drawing from its flow.",
      "Exit code: 0 done, 1 a kernel was wrong or failed, 2 the input cannot be used."
    })
public final class BenchCommand extends Subcommand {
  private static final List<BenchKernel> USUAL =
      List.of(
          BenchKernel.WILSON_HOP,
          BenchKernel.WILSON_HALF_HOP,
          BenchKernel.STAGGERED_HOP,
          BenchKernel.WILSON_CG,
          BenchKernel.GAUGE_FORCE,
          BenchKernel.DRIFT,
          BenchKernel.TRAJECTORY,
          BenchKernel.LAUNCH);

  @Option(
      names = "--kernel",
      split = ",",
      paramLabel = "NAME",
      description = "Kernels, separated by commas; all, or list to see them.")
  private List<String> kernels = new ArrayList<>();

  @Option(
      names = "--backend",
      split = ",",
      paramLabel = "NAME",
      description = "Backends; default: all available ones but the reference.")
  private List<String> backends = new ArrayList<>();

  @Option(
      names = "--lattice",
      split = ",",
      paramLabel = "EXTENTS",
      description = "Lattices of four extents, for example 8x8x8x8,16x16x16x16.")
  private List<String> lattices = new ArrayList<>(List.of("8x8x8x8"));

  @Option(
      names = "--precision",
      split = ",",
      paramLabel = "NAME",
      description = "double, float; default: both.")
  private List<String> precisions = new ArrayList<>(List.of("float", "double"));

  @Option(
      names = "--threads",
      split = ",",
      paramLabel = "N",
      description = "Threads of the field operations; default: 1 and the number of cores.")
  private List<Integer> threads = new ArrayList<>();

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Seconds of measurement for each figure; default: ${DEFAULT-VALUE}.")
  private double seconds = 2;

  @Option(names = "--json", description = "Print one JSON array.")
  private boolean json;

  @Mixin private CampaignBench campaigns;

  @Override
  int execute() throws CampaignFileException {
    if (campaigns.asked(kernels)) {
      return measureCampaign() ? OK : WRONG;
    }
    if (kernels.equals(List.of("list"))) {
      for (BenchKernel kernel : BenchKernel.values()) {
        out().printf("%-18s %s%n", kernel.label(), kernel.sentence());
      }
      return OK;
    }
    List<Trials.Trial> plan = plan();
    Trials trials = new Trials(requireSeconds());
    List<Figures> rows = new ArrayList<>();
    if (!json) {
      heading(plan, trials);
    }
    long begin = System.nanoTime();
    for (int i = 0; i < plan.size(); i++) {
      progress(i, plan, begin);
      Figures row = trials.measure(plan.get(i));
      rows.add(row);
      if (!json) {
        print(row);
      }
    }
    if (System.console() != null) {
      err().print("\r\u001b[K");
    }
    if (json) {
      rows.stream()
          .filter(row -> !row.checked())
          .forEach(row -> err().println(row.trial() + " has no figures: " + row.trouble()));
      out().println(Json.text(rows.stream().map(Figures::toMap).toList()));
    } else {
      out().println();
      out().println("GF/s and GB/s of what must be computed and moved at least; us: median call");
      out()
          .println(
              "(solvers: one iteration; float: mixed precision); of triad, of peak: shares of");
      out().println("the triad and the multiply-add peak with as many threads.");
    }
    return rows.stream().allMatch(Figures::checked) ? OK : WRONG;
  }

  private boolean measureCampaign() throws CampaignFileException {
    Campaign campaign = campaigns.campaign();
    if (!campaigns.ofFlow()) {
      return TrajectoryBench.run(campaign, places(), requireSeconds(), json, out());
    }
    List<Backend> on = backends.isEmpty() ? List.of() : backends();
    List<Integer> asked = threads.isEmpty() ? List.of() : counts();
    return new FlowBench(campaign, requireSeconds(), json, out()).run(on, asked);
  }

  private double requireSeconds() {
    if (!(seconds > 0 && seconds <= 600)) {
      throw new InputException(
          "--seconds " + seconds + "; allowed are numbers above 0 up to 600, for example 2");
    }
    return seconds;
  }

  private List<Trials.Trial> plan() {
    List<BenchKernel> chosen =
        kernels.isEmpty()
            ? USUAL
            : kernels.equals(List.of("all"))
                ? List.of(BenchKernel.values())
                : kernels.stream().map(BenchKernel::named).toList();
    List<Backend> on = backends();
    List<Integer> counts = counts();
    lattices.forEach(BenchCommand::requireLattice);
    List<Trials.Trial> plan = new ArrayList<>();
    for (BenchKernel kernel : chosen) {
      for (String lattice : kernel == BenchKernel.LAUNCH ? List.of("2x2x2x2") : lattices) {
        for (Backend backend : on) {
          for (Precision precision : precisions.stream().map(BenchCommand::precision).toList()) {
            for (int count : counts(backend, counts)) {
              if (kernel.has(precision) && supports(backend, precision)) {
                plan.add(new Trials.Trial(kernel, backend.name(), lattice, precision, count));
              }
            }
          }
        }
      }
    }
    if (plan.isEmpty()) {
      throw new InputException(
          "nothing to measure: these kernels do not exist in this precision on these backends");
    }
    return plan;
  }

  private List<Integer> counts() {
    List<Integer> counts =
        threads.isEmpty()
            ? List.of(1, Runtime.getRuntime().availableProcessors()).stream().distinct().toList()
            : threads;
    for (int count : counts) {
      if (count < 1 || count > 1024) {
        throw new InputException(
            "--threads " + count + "; allowed are numbers from 1 to 1024, for example 1,2");
      }
    }
    return counts;
  }

  /** Where trajectories of a campaign are measured. */
  private List<TrajectoryBench.Where> places() {
    List<TrajectoryBench.Where> places = new ArrayList<>();
    for (Backend backend : backends()) {
      counts(backend, counts())
          .forEach(count -> places.add(new TrajectoryBench.Where(backend, count)));
    }
    return places;
  }

  /** The reference has one thread; a device has its own. */
  private static List<Integer> counts(Backend backend, List<Integer> counts) {
    return switch (backend.name()) {
      case "simd" -> counts;
      case "reference" -> List.of(1);
      default -> List.of(counts.getLast());
    };
  }

  private static boolean supports(Backend backend, Precision precision) {
    try (var ops = backend.open(new Lattice(2, 2, 2, 2), 1)) {
      return ops.supports(precision);
    }
  }

  private List<Backend> backends() {
    if (!backends.isEmpty()) {
      return backends.stream().map(name -> Backend.choose(name).backend()).toList();
    }
    List<Backend> all =
        Backend.all().stream()
            .filter(backend -> !backend.name().equals("reference"))
            .filter(backend -> {
              Optional<String> why = backend.unavailable();
              why.ifPresent(text -> err().println(backend.name() + " is left out: " + text));
              return why.isEmpty();
            })
            .toList();
    return all.isEmpty() ? List.of(Backend.choose("reference").backend()) : all;
  }

  private static Precision precision(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "double" -> Precision.DOUBLE;
      case "float" -> Precision.FLOAT;
      default ->
          throw new InputException(
              "--precision " + name + "; allowed are double and float, for example double,float");
    };
  }

  private static void requireLattice(String text) {
    if (!text.matches("[1-9][0-9]{0,3}(x[1-9][0-9]{0,3}){3}")) {
      throw new InputException(
          "--lattice " + text + "; allowed are four extents from 2 on, for example 8x8x8x8");
    }
    int[] extents = Arrays.stream(text.split("x")).mapToInt(Integer::parseInt).toArray();
    for (int extent : extents) {
      if (extent < 2 || extent % 2 != 0) {
        throw new InputException(
            "--lattice "
                + text
                + ": the even-odd kernels need even extents; allowed is for example 8x8x8x16");
      }
    }
  }

  private void heading(List<Trials.Trial> plan, Trials trials) {
    out()
        .printf(
            Locale.ROOT,
            "%s, JDK %s, %d processors, load %.1f%n",
            System.getProperty("os.arch"),
            System.getProperty("java.version"),
            Runtime.getRuntime().availableProcessors(),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    for (int count : plan.stream().map(Trials.Trial::threads).distinct().sorted().toList()) {
      out()
          .printf(Locale.ROOT, "triad, %d threads: %.1f GB/s%n", count, 1e-9 * trials.triad(count));
      for (Precision precision : plan.stream().map(Trials.Trial::precision).distinct().toList()) {
        out()
            .printf(
                Locale.ROOT,
                "multiply-add peak, %s, %d threads: %.1f GF/s%n",
                Trials.name(precision),
                count,
                1e-9 * trials.peak(precision, count));
      }
    }
    out().println();
    out()
        .println(
            "kernel             backend    lattice       precision  threads    GF/s    GB/s  of"
                + " triad  of peak          us  checked");
    out().flush();
  }

  private void progress(int i, List<Trials.Trial> plan, long begin) {
    Trials.Trial trial = plan.get(i);
    double spent = 1e-9 * (System.nanoTime() - begin);
    String left =
        i == 0 ? "" : String.format(Locale.ROOT, ", %.0f s left", spent / i * (plan.size() - i));
    if (System.console() != null) {
      err()
          .printf(
              "\r\u001b[K%d/%d %s %s %s%s",
              i + 1, plan.size(), trial.kernel().label(), trial.backend(), trial.lattice(), left);
      err().flush();
    }
  }

  private void print(Figures row) {
    Trials.Trial trial = row.trial();
    if (System.console() != null) {
      err().print("\r\u001b[K");
      err().flush();
    }
    out()
        .printf(
            Locale.ROOT,
            "%-18s %-10s %-13s %-10s %7d %7s %7s %9s %8s %11s  %s%n",
            trial.kernel().label(),
            trial.backend(),
            trial.lattice(),
            Trials.name(trial.precision()),
            trial.threads(),
            number("%.1f", row.gflops()),
            number("%.1f", 1e-9 * row.bytesPerSecond()),
            number("%.2f", row.triadShare()),
            number("%.2f", row.peakShare()),
            number("%.2f", row.microseconds()),
            row.checked() ? "yes" : "NO: " + row.trouble().lines().findFirst().orElse(""));
    out().flush();
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }
}
