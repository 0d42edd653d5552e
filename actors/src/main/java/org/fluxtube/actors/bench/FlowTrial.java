package org.fluxtube.actors.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.flow.TransportMap;
import org.fluxtube.engine.learn.FlowSteps;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.run.Campaign;

/**
 * The flow of a campaign as it starts: a step of its training, samples with ln q, and the inverse
 * with ln |det| of a batch as large as that of its lessons. Checked before anything is timed: the
 * inverse leads back, ln q of draws is that of the inverse, and the gradient is that of the loss.
 */
public final class FlowTrial {
  private static final int WARM = 5;
  private static final int LEAST = 7;

  private final Campaign campaign;
  private final double seconds;

  /**
   * How far the checks are from the truth.
   *
   * @param inverse largest |f^-1(f(z)) - z| of any number
   * @param density largest |difference of ln q| of one configuration by both ways, as a part of it
   * @param gradient difference to the difference quotient, as a part of the derivative
   */
  public record Defects(double inverse, double density, double gradient) {}

  /**
   * One figure.
   *
   * @param kernel map-training-step, map-samples, map-inverse
   * @param calls that were timed
   * @param microseconds of the median call, for a whole batch
   */
  public record Figure(String kernel, int calls, double microseconds) {}

  /**
   * One result.
   *
   * @param threads of libtorch
   * @param precision of the networks
   * @param parameters that are trained
   * @param batch configurations in a call
   * @param defects what the checks found
   * @param figures the times
   */
  public record Result(
      int threads,
      Precision precision,
      int parameters,
      int batch,
      Defects defects,
      List<Figure> figures) {
    /** Copies the list. */
    public Result {
      figures = List.copyOf(figures);
    }
  }

  /**
   * @param seconds of measurement for each figure, but at least seven calls; warm-up takes as long,
   *     and at least five calls
   */
  public FlowTrial(Campaign campaign, double seconds) {
    this.campaign = campaign;
    this.seconds = seconds;
  }

  /** The threads of libtorch that the campaign file says; 1 where it has no flow. */
  public int threads() {
    return campaign
        .learning()
        .map(learning -> learning.effective() instanceof Flow<?> flow ? flow.threads() : 1)
        .orElse(1);
  }

  /**
   * Measures.
   *
   * @param backend of the target's force
   * @param threads of libtorch
   * @throws IllegalArgumentException for a campaign that trains no flow
   * @throws IllegalStateException if a check failed, with its numbers
   */
  public Result measure(Backend backend, int threads) {
    try (FieldOps ops = backend.open(campaign.geometry());
        FlowSteps<?> steps = FlowSteps.open(campaign, threads, ops)) {
      Precision precision = ((Flow<?>) campaign.learning().orElseThrow().effective()).precision();
      RandomStream rng = new RandomStream(campaign.seed(), 0, 1);
      Defects defects = check(steps, rng, precision);
      TransportMap map = steps.map();
      double[] x = map.draw(rng, steps.batch()).values();
      List<Figure> figures = new ArrayList<>();
      figures.add(time("map-samples", () -> map.draw(rng, steps.batch())));
      figures.add(time("map-inverse", () -> map.inverse(x)));
      figures.addFirst(time("map-training-step", steps::next));
      return new Result(threads, precision, steps.parameters(), steps.batch(), defects, figures);
    }
  }

  private Defects check(FlowSteps<?> steps, RandomStream rng, Precision precision) {
    boolean single = precision == Precision.FLOAT;
    TransportMap map = steps.map();
    double[] z = map.prior(rng.key(Purpose.LEARNING), steps.batch());
    TransportMap.Batch x = map.pushed(z);
    double[] back = map.inverse(x.values()).values();
    double[] again = map.logDensity(x.values());
    double inverse = 0;
    for (int k = 0; k < z.length; k++) {
      double d = back[k] - z[k];
      inverse = larger(inverse, angles() ? Math.IEEEremainder(d, 2 * Math.PI) : d);
    }
    double density = 0;
    for (int i = 0; i < again.length; i++) {
      density = larger(density, (again[i] - x.logs()[i]) / Math.max(1, Math.abs(again[i])));
    }
    Defects defects = new Defects(inverse, density, steps.gradientDefect(single ? 1e-3 : 1e-5));
    require("the inverse of draws is away from the prior's numbers", inverse, single ? 1e-4 : 1e-9);
    require("ln q by the inverse differs from that of the draw", density, single ? 1e-5 : 1e-9);
    require(
        "the gradient of the loss differs from its difference quotient",
        defects.gradient(),
        single ? 1e-2 : 1e-3);
    return defects;
  }

  private boolean angles() {
    return campaign.field() instanceof FieldType.Gauge gauge && gauge.group().n() == 1;
  }

  /** The larger of both, or infinity where one is not a number. */
  private static double larger(double most, double difference) {
    return Double.isNaN(difference)
        ? Double.POSITIVE_INFINITY
        : Math.max(most, Math.abs(difference));
  }

  private void require(String what, double got, double allowed) {
    if (!(got <= allowed)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the flow of %s is wrong: %s by %.3g, allowed is %.0e",
              campaign.name(),
              what,
              got,
              allowed));
    }
  }

  private Figure time(String kernel, Runnable call) {
    calls(call, WARM);
    double[] times = calls(call, LEAST);
    Arrays.sort(times);
    return new Figure(kernel, times.length, 1e-3 * times[times.length / 2]);
  }

  /** Nanoseconds of each call. */
  private double[] calls(Runnable call, int least) {
    List<Double> times = new ArrayList<>();
    long end = System.nanoTime() + Math.round(1e9 * seconds);
    while (times.size() < least || System.nanoTime() < end) {
      long begin = System.nanoTime();
      call.run();
      times.add((double) (System.nanoTime() - begin));
    }
    return times.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
