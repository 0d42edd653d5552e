package org.fluxtube.actors.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.ReferenceBackend;
import org.fluxtube.engine.io.ConfigurationFile;
import org.fluxtube.engine.observable.Observable;
import org.fluxtube.engine.observable.ObservableSpec;
import org.fluxtube.engine.report.TimeReport;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Chain;
import org.fluxtube.engine.run.ChainStart;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.run.Trajectory;

/**
 * Whole trajectories of a campaign, with the split of their time: the first chain of a group, with
 * the steps that the file says, from the campaign's start. The field after the first trajectory is
 * compared with the reference's before anything is timed.
 */
public final class CampaignTrial {
  /** Largest difference of any number of the field: solves end at a residual, and MD is chaotic. */
  private static final double TOLERANCE = 1e-5;

  private static final int WARM = 2;
  private static final int LEAST = 3;
  private static final long MANY = 1_000_000_000;

  private final Campaign campaign;
  private final double seconds;
  private final Map<String, double[]> expected = new HashMap<>();

  /**
   * One result.
   *
   * @param group group of the chain
   * @param backend on which backend
   * @param threads of its field operations
   * @param trajectories that were timed
   * @param difference largest difference to the reference after the first trajectory
   * @param times of the trajectory of median length, and of the measurements that fall on one
   */
  public record Result(
      String group,
      String backend,
      int threads,
      int trajectories,
      double difference,
      TimeReport times) {}

  /**
   * @param seconds of measurement, but at least three trajectories; warm-up takes twice as long,
   *     and at least 3 s and two trajectories
   * @throws IllegalArgumentException for a campaign that learns: what a trajectory costs depends on
   *     what was learnt
   */
  public CampaignTrial(Campaign campaign, double seconds) {
    if (campaign.learning().isPresent()) {
      throw new IllegalArgumentException(
          campaign.name()
              + " learns, and what its trajectories cost depends on the model; run it and read the"
              + " table \"time of a trajectory\" of its report");
    }
    this.campaign = campaign;
    this.seconds = seconds;
  }

  /**
   * Measures one group.
   *
   * @throws IllegalStateException if the first trajectory is not the reference's, with the numbers
   */
  public Result measure(Campaign.ChainGroup group, Backend backend, int threads) {
    double[] wanted =
        expected.computeIfAbsent(group.label(), g -> first(group, new ReferenceBackend()));
    try (FieldOps ops = backend.open(campaign.geometry(), threads);
        Chain<?> chain = open(group, ops)) {
      chain.advance();
      double difference = difference(wanted, chain.snapshot().values());
      if (!(difference <= TOLERANCE)) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "%s on %s is wrong: after the first trajectory a number of the field differs from"
                    + " the reference's by %.3g, allowed is %.0e",
                campaign.name(),
                backend.name(),
                difference,
                TOLERANCE));
      }
      advance(chain, WARM, Math.max(3, 2 * seconds));
      List<Trajectory> timed = new ArrayList<>(advance(chain, LEAST, seconds));
      timed.sort(Comparator.comparingDouble(Trajectory::seconds));
      Trajectory median = timed.get(timed.size() / 2);
      TimeReport times = TimeReport.of(group.label(), List.of(median));
      return new Result(
          group.label(),
          backend.name(),
          threads,
          timed.size(),
          difference,
          withMeasurements(times, chain));
    }
  }

  private double[] first(Campaign.ChainGroup group, Backend backend) {
    try (FieldOps ops = backend.open(campaign.geometry());
        Chain<?> chain = open(group, ops)) {
      chain.advance();
      return chain.snapshot().values();
    }
  }

  private Chain<?> open(Campaign.ChainGroup group, FieldOps ops) {
    int number = 0;
    for (Campaign.ChainGroup other : campaign.chains()) {
      if (other.equals(group)) {
        break;
      }
      number += other.count();
    }
    return ChainStart.open(
        campaign,
        number,
        group,
        new Phases(0, 0, MANY),
        ops,
        path -> {
          try {
            return ConfigurationFile.read(path).data();
          } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
          }
        });
  }

  private static List<Trajectory> advance(Chain<?> chain, int least, double atLeast) {
    List<Trajectory> all = new ArrayList<>();
    long end = System.nanoTime() + Math.round(1e9 * atLeast);
    while (all.size() < least || System.nanoTime() < end) {
      all.add(chain.advance());
    }
    return all;
  }

  private static double difference(double[] a, double[] b) {
    double most = 0;
    for (int i = 0; i < a.length; i++) {
      double here = Math.abs(a[i] - b[i]);
      most = Double.isNaN(here) ? Double.POSITIVE_INFINITY : Math.max(most, here);
    }
    return most;
  }

  /** Each observable measured on the present field, shared among the trajectories it is due on. */
  private <F extends Field<F>> TimeReport withMeasurements(TimeReport times, Chain<F> chain) {
    Map<String, Double> parts = new HashMap<>(times.parts());
    RandomStream rng = new RandomStream(campaign.seed(), 0, 1);
    for (Campaign.Measurements group : campaign.measurements()) {
      for (ObservableSpec<?> spec : group.observables()) {
        // requireFits has checked that the observable is for this kind of field
        @SuppressWarnings("unchecked")
        ObservableSpec<F> fitting = (ObservableSpec<F>) spec;
        try (Observable<F> observable = fitting.bind(chain.field())) {
          observable.measure(chain.field(), rng);
          long begin = System.nanoTime();
          observable.measure(chain.field(), rng);
          double spent = 1e-9 * (System.nanoTime() - begin);
          parts.merge("measure." + spec.label(), spent / group.every(), Double::sum);
        }
      }
    }
    return new TimeReport(times.what(), parts, times.iterations(), times.operations());
  }
}
