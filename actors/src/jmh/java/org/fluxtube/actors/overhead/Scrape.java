package org.fluxtube.actors.overhead;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.fluxtube.engine.run.ChainCheck;
import org.fluxtube.engine.run.Event;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.run.Trajectory;
import org.fluxtube.engine.sampler.StepInfo;
import org.fluxtube.observability.Exposition;
import org.fluxtube.observability.Meters;

/**
 * What a scrape costs: CPU time of the thread that makes the page for a campaign of HMC chains with
 * four observables each, all of which have gone on since the page before. Medians over the second
 * half of the pages, in both formats, and beside them those of pages after a new meter came, which
 * the library writes. A page counts only if its lines of the campaign are those that the library
 * wrote from the same numbers.
 *
 * <pre>Scrape CHAINS PAGES [LIMIT]</pre>
 *
 * <p>LIMIT, in milliseconds, bounds the medians: exit code 1 if one is above, or if a page is
 * wrong.
 */
public final class Scrape {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int OBSERVABLES = 4;
  private static final long BEFORE = 4096;
  private static final List<ChainCheck> CHECKS =
      List.of(
          new ChainCheck(ChainCheck.REVERSIBILITY_H, 1e-9, 1e-3),
          new ChainCheck(ChainCheck.REVERSIBILITY_U, 1e-9, 1e-3),
          new ChainCheck(ChainCheck.UNITARITY, 1e-15, 1e-10));

  private final Exposition exposition;
  private final int chains;
  private final Random random = new Random(7);
  private long trajectory;
  private int newcomers;

  private Scrape(int chains) {
    this.chains = chains;
    Map<Integer, String> groups = new TreeMap<>();
    for (int chain = 0; chain < chains; chain++) {
      groups.put(chain, "hmc");
    }
    exposition = new Exposition("scrape", "simd", groups);
  }

  /** See the class. */
  public static void main(String[] args) {
    if (args.length < 2) {
      System.err.println("Scrape CHAINS PAGES [LIMIT]");
      System.exit(2);
    }
    double limit = args.length > 2 ? Double.parseDouble(args[2]) : Double.POSITIVE_INFINITY;
    Scrape scrape = new Scrape(Integer.parseInt(args[0]));
    boolean good = true;
    while (scrape.trajectory < BEFORE) {
      scrape.step(scrape.trajectory < BEFORE / 8 ? Phase.THERMALISE : Phase.MEASURE);
    }
    for (String accept : List.of("text/plain", "application/openmetrics-text; version=1.0.0")) {
      good &= scrape.measure(accept, Integer.parseInt(args[1]), limit);
    }
    System.exit(good ? 0 : 1);
  }

  private void step(Phase phase) {
    trajectory++;
    Meters meters = exposition.meters();
    for (int chain = 0; chain < chains; chain++) {
      Map<String, Double> details = Map.of("steps", 8.0, "tau", 1.0);
      StepInfo info = new StepInfo(1, 1, 0.1 * random.nextGaussian(), 0.9, details);
      Map<String, Double> parts = Map.of("drift", 0.1, "force", 0.2);
      meters.accept(
          new Event.TrajectoryFinished(
              new Trajectory(chain, trajectory, phase, 0, 0.1, info, parts)));
      Map<String, Double> values = new LinkedHashMap<>();
      for (int i = 0; i < OBSERVABLES; i++) {
        values.put("observable-" + i, random.nextGaussian());
      }
      meters.accept(new Event.Measured(chain, trajectory, phase, values, 0.01));
      if (trajectory % 64 == 1) {
        meters.accept(new Event.ChainChecked(chain, trajectory, phase, CHECKS, 0.1));
        meters.accept(new Event.CheckpointWritten(chain, trajectory, 4096, 0.1));
      }
    }
  }

  private boolean measure(String accept, int pages, double limit) {
    double[] filled = new double[pages];
    double[] library = new double[pages];
    int bytes = 0;
    for (int i = 0; i < pages; i++) {
      step(Phase.MEASURE);
      exposition.meters().accept(new Event.SubscriberLag(0, 1, "newcomer-" + newcomers++, 0));
      String written = campaign(page(accept, library, i));
      byte[] again = page(accept, filled, i);
      bytes = again.length;
      if (!campaign(again).equals(written)) {
        System.out.println("the page is not the library's");
        return false;
      }
      step(Phase.MEASURE);
      String next = campaign(page(accept, filled, i)); // after its numbers changed
      if (next.equals(written)) {
        System.out.println("the page does not change");
        return false;
      }
    }
    Median median = Median.ofSecondHalf(filled);
    Median before = Median.ofSecondHalf(library);
    System.out.printf(
        Locale.ROOT,
        "%s: %d chains, %d bytes, %.2f +- %.2f ms of CPU time a page, equal to the library's;"
            + " %.2f +- %.2f ms after a new meter%n",
        accept,
        chains,
        bytes,
        median.value(),
        median.error(),
        before.value(),
        before.error());
    return median.value() <= limit;
  }

  private byte[] page(String accept, double[] millis, int at) {
    long begin = THREADS.getCurrentThreadCpuTime();
    byte[] body = exposition.page(accept).body();
    millis[at] = 1e-6 * (THREADS.getCurrentThreadCpuTime() - begin);
    return body;
  }

  /** Without the numbers of the JVM, which change while one looks. */
  private static String campaign(byte[] page) {
    StringBuilder lines = new StringBuilder();
    new String(page, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.contains("fluxtube_"))
        .forEach(line -> lines.append(line).append('\n'));
    return lines.toString();
  }
}
