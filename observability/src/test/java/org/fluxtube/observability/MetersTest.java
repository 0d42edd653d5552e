package org.fluxtube.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.fluxtube.engine.run.ChainCheck;
import org.fluxtube.engine.run.Event;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.run.Trajectory;
import org.fluxtube.engine.sampler.StepInfo;
import org.junit.jupiter.api.Test;

/** Every event changes the meter that the table of the package names, and nothing is lost. */
class MetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Meters meters =
      new Meters(registry, "test", "reference", Map.of(0, "hmc", 1, "local"));

  private static final List<ChainCheck> CHECKS =
      List.of(
          new ChainCheck(ChainCheck.REVERSIBILITY_H, 1e-9, 1e-3),
          new ChainCheck(ChainCheck.UNITARITY, 0.2, 0.1),
          new ChainCheck(ChainCheck.DEVICE, 65536, Double.POSITIVE_INFINITY),
          new ChainCheck(ChainCheck.FORCE + "gauge", 1.5, Double.POSITIVE_INFINITY));

  static Event.TrajectoryFinished finished(int chain, long n, Phase phase, double deltaH) {
    StepInfo info = new StepInfo(3, 2, deltaH, 0.7, Map.of("steps", 8.0));
    return new Event.TrajectoryFinished(
        new Trajectory(
            chain, n, phase, 4, 0.25, info, Map.of("drift", 0.125, "force.gauge", 0.375)));
  }

  private static Event.TrajectoryFinished rejected(long n, double rejections) {
    Map<String, Double> details = Map.of(StepInfo.REJECTIONS, rejections);
    StepInfo info = new StepInfo(1, rejections == 0 ? 1 : 0, Double.NaN, 0.5, details);
    return new Event.TrajectoryFinished(
        new Trajectory(0, n, Phase.MEASURE, 4, Double.NaN, info, Map.of()));
  }

  private static Event.Measured measured(long n, double plaquette) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("plaquette", plaquette);
    values.put("topological-charge.charge", n % 4 < 2 ? 1.2 : -0.9);
    values.put("schwinger-dyson-gauge", n % 2 == 0 ? 0.3 : -0.1);
    return new Event.Measured(0, n, Phase.MEASURE, values, 0.01);
  }

  /** One of each record. */
  static List<Event> all() {
    return List.of(
        new Event.CampaignOpened("run on reference"),
        new Event.Commanded(0, "stop"),
        new Event.ChainStarted(0, 7, "from its checkpoint"),
        new Event.PhaseEntered(0, 7, Phase.LEARN),
        finished(0, 8, Phase.LEARN, -0.2),
        measured(8, 0.25),
        new Event.ChainChecked(0, 8, Phase.MEASURE, CHECKS, 0.25),
        new Event.CheckViolated(0, 8, "unitarity is 0.2, allowed is at most 0.1"),
        new Event.SubscriberLag(0, 8, "measurement", 0.3),
        new Event.BatchCommitted(6, 0.02),
        new Event.DatabaseTrouble("disk full"),
        new Event.ChainPaused(0, 8, "a person"),
        new Event.ChainContinued(0, 8, "a person"),
        new Event.ChainFinished(0, 8),
        new Event.ChainStopped(0, 8, "a person"),
        new Event.ChainFailed(0, 8, "NaN"),
        new Event.ChainRestarted(0, 8, "disk"),
        new Event.CheckpointWritten(0, 8, 4096, 0.1),
        new Event.CheckpointFailed(0, 8, "disk"),
        new Event.CheckpointDamaged(0, 8, "checksum"),
        new Event.ConfigurationArchived(0, 8, "a.h5"),
        new Event.ConfigurationRemoved(0, 8, "b.h5"),
        new Event.ModelAdopted(0, 8, 3),
        new Event.AcceptanceFell(0, 8, 3, "0.2 after 0.8"),
        new Event.EpochWaited(0, 8, 2, 0.4),
        new Event.LessonLearnt(
            2,
            3,
            0.7,
            0.9,
            0.6,
            0.2,
            48,
            1.5,
            Map.of("ess", 0.4, "lnZ", 9.3, "reverseKl", 1.2, "forwardKl", 2.5),
            ""),
        new Event.ModelRolledBack(3, 3, "the loss is not a number"),
        new Event.ModelDrifted(4, 3, "twice the loss"),
        new Event.ModelChosen(5, 1, "mass 0.35 chosen of 2"));
  }

  private Map<String, Double> numbers() {
    Map<String, Double> numbers = new HashMap<>();
    registry.forEachMeter(meter ->
        meter
            .measure()
            .forEach(m -> numbers.put(meter.getId() + " " + m.getStatistic(), m.getValue())));
    return numbers;
  }

  private double sum(String name, Statistic statistic, String... tags) {
    double sum = 0;
    for (Meter meter : registry.find(name).tags(tags).meters()) {
      for (Measurement m : meter.measure()) {
        sum += m.getStatistic() == statistic ? m.getValue() : 0;
      }
    }
    return sum;
  }

  @Test
  void everyRecordChangesAMeter() {
    assertThat(all().stream().map(Object::getClass).distinct().count())
        .as("one of each kind of event")
        .isEqualTo(Event.class.getPermittedSubclasses().length);
    for (Event event : all()) {
      Map<String, Double> before = numbers();
      meters.accept(event);
      assertThat(numbers()).as(event.toString()).isNotEqualTo(before);
    }
  }

  @Test
  void metersHoldWhatTheEventsSay() {
    all().forEach(meters);
    meters.accept(finished(0, 9, Phase.LEARN, 0.1));
    meters.accept(finished(1, 1, Phase.MEASURE, Double.NaN));
    assertThat(sum("fluxtube.trajectories", Statistic.COUNT, "chain", "0")).isEqualTo(2);
    assertThat(sum("fluxtube.trajectories", Statistic.COUNT, "phase", "measure")).isEqualTo(1);
    assertThat(sum("fluxtube.proposals", Statistic.COUNT)).isEqualTo(9);
    assertThat(sum("fluxtube.accepted.proposals", Statistic.COUNT)).isEqualTo(6);
    assertThat(sum("fluxtube.trajectory", Statistic.TOTAL_TIME)).isEqualTo(1.5);
    assertThat(sum("fluxtube.energy.violation.nats", Statistic.COUNT)).isEqualTo(2);
    assertThat(sum("fluxtube.energy.violation.nats", Statistic.TOTAL))
        .isEqualTo(0.3, within(1e-12));
    assertThat(sum("fluxtube.creutz.ratio", Statistic.VALUE))
        .isEqualTo(0.5 * (Math.exp(0.2) + Math.exp(-0.1)), within(1e-12));
    assertThat(sum("fluxtube.step.size.md.units", Statistic.VALUE, "chain", "0")).isEqualTo(0.25);
    assertThat(sum("fluxtube.chain.finished.trajectories", Statistic.VALUE, "chain", "0"))
        .isEqualTo(9);
    assertThat(sum("fluxtube.chain.phase", Statistic.VALUE, "chain", "0")).isEqualTo(1);
    assertThat(sum("fluxtube.chain.state", Statistic.VALUE, "chain", "0")).isEqualTo(5);
    assertThat(sum("fluxtube.chain.state", Statistic.VALUE, "chain", "1")).isZero();
    assertThat(sum("fluxtube.subscriber.lag.seconds", Statistic.COUNT, "subscriber", "measurement"))
        .isEqualTo(0.3);
    assertThat(sum("fluxtube.measured.values", Statistic.COUNT)).isEqualTo(3);
    assertThat(sum("fluxtube.check", Statistic.TOTAL_TIME)).isEqualTo(0.25);
    assertThat(sum("fluxtube.check.last", Statistic.VALUE, "check", "reversibility-dh"))
        .isEqualTo(1e-9);
    assertThat(sum("fluxtube.check.limit.share", Statistic.VALUE, "check", "unitarity"))
        .isEqualTo(2, within(1e-12));
    assertThat(sum("fluxtube.check.violations", Statistic.COUNT)).isEqualTo(1);
    assertThat(sum("fluxtube.device.memory.bytes", Statistic.VALUE)).isEqualTo(65536);
    assertThat(sum("fluxtube.force.rms", Statistic.VALUE, "term", "gauge")).isEqualTo(1.5);
    assertThat(sum("fluxtube.measurement", Statistic.COUNT)).isEqualTo(1);
    assertThat(sum("fluxtube.database.rows", Statistic.COUNT)).isEqualTo(6);
    assertThat(sum("fluxtube.database.refusals", Statistic.COUNT)).isEqualTo(1);
    assertThat(sum("fluxtube.checkpoint", Statistic.COUNT)).isEqualTo(1);
    assertThat(sum("fluxtube.checkpoint.written.bytes", Statistic.COUNT)).isEqualTo(4096);
    assertThat(sum("fluxtube.checkpoint.last.timestamp.seconds", Statistic.VALUE, "chain", "0"))
        .isEqualTo(1e-3 * System.currentTimeMillis(), within(60.0));
    assertThat(sum("fluxtube.chain.restarts", Statistic.COUNT)).isEqualTo(1);
    assertThat(sum("fluxtube.step.detail", Statistic.VALUE, "chain", "0", "detail", "steps"))
        .isEqualTo(8);
    assertThat(sum("fluxtube.events", Statistic.COUNT, "chain", "0", "kind", "ChainPaused"))
        .isEqualTo(1);
    assertThat(sum("fluxtube.events", Statistic.COUNT, "chain", "all", "kind", "CampaignOpened"))
        .isEqualTo(1);
    assertThat(sum("fluxtube.events", Statistic.COUNT, "kind", "Measured")).isZero();
    assertThat(sum("fluxtube.epoch.wait.seconds", Statistic.COUNT, "chain", "0")).isEqualTo(0.4);
    assertThat(sum("fluxtube.acceptance.falls", Statistic.COUNT, "chain", "0")).isEqualTo(1);
    assertThat(sum("fluxtube.lesson", Statistic.TOTAL_TIME)).isEqualTo(1.5);
    assertThat(sum("fluxtube.lesson.loss", Statistic.VALUE)).isEqualTo(0.7);
    assertThat(sum("fluxtube.lesson.held.out.loss", Statistic.VALUE)).isEqualTo(0.9);
    assertThat(sum("fluxtube.lesson.overlap", Statistic.VALUE)).isEqualTo(0.6);
    assertThat(sum("fluxtube.flow.ess", Statistic.VALUE)).isEqualTo(0.4);
    assertThat(sum("fluxtube.flow.log.z", Statistic.VALUE)).isEqualTo(9.3);
    assertThat(sum("fluxtube.flow.reverse.kl", Statistic.VALUE)).isEqualTo(1.2);
    assertThat(sum("fluxtube.flow.forward.kl", Statistic.VALUE)).isEqualTo(2.5);
    assertThat(sum("fluxtube.flow.held.out.ess", Statistic.VALUE)).isNaN();
    assertThat(sum("fluxtube.lesson.gradient.norm", Statistic.VALUE)).isEqualTo(0.2);
    assertThat(sum("fluxtube.replay.samples", Statistic.VALUE)).isEqualTo(48);
    assertThat(sum("fluxtube.trainer.version", Statistic.VALUE)).isEqualTo(3);
    assertThat(sum("fluxtube.rolled.back.lessons", Statistic.COUNT)).isEqualTo(1);
    assertThat(sum("fluxtube.model.drifts", Statistic.COUNT)).isEqualTo(1);
    assertThat(sum("fluxtube.model.choices", Statistic.COUNT)).isEqualTo(1);
  }

  /** A run ends with the accepted proposal. */
  @Test
  void runsOfRejectionsAreCounted() {
    double[] counters = {2, 0, 0, 1, 2, 3, 0};
    for (int t = 0; t < counters.length; t++) {
      meters.accept(rejected(t + 1, counters[t]));
    }
    assertThat(sum("fluxtube.rejection.run.proposals", Statistic.COUNT, "chain", "0")).isEqualTo(3);
    assertThat(sum("fluxtube.rejection.run.proposals", Statistic.TOTAL, "chain", "0")).isEqualTo(5);
    assertThat(sum("fluxtube.rejection.run.proposals", Statistic.MAX, "chain", "0")).isEqualTo(3);
    assertThat(sum("fluxtube.flow.ess", Statistic.VALUE)).as("only of a flow").isZero();
  }

  @Test
  void whatDashboardsAnnotateIsCountedFromZero() {
    for (String chain : List.of("0", "1")) {
      for (String kind :
          List.of(
              "ChainPaused",
              "ChainContinued",
              "ModelAdopted",
              "CheckpointWritten",
              "ChainFailed")) {
        assertThat(registry.get("fluxtube.events").tags("chain", chain, "kind", kind).counter())
            .satisfies(counter -> assertThat(counter.count()).isZero());
      }
    }
  }

  @Test
  void observablesHaveRunningMeansErrorsAndTunnellings() {
    int n = 4096;
    Random random = new Random(3);
    double x = 0;
    double sum = 0;
    for (int t = 1; t <= n; t++) {
      x = 0.6 * x + Math.sqrt(1 - 0.36) * random.nextGaussian();
      sum += x;
      meters.accept(measured(t, x));
    }
    meters.accept(new Event.Measured(0, 1, Phase.LEARN, Map.of("plaquette", 1e9), 0.01));
    String[] tags = {"chain", "0", "observable", "plaquette"};
    assertThat(sum("fluxtube.observable.last", Statistic.VALUE, tags)).isEqualTo(x);
    assertThat(sum("fluxtube.observable.mean", Statistic.VALUE, tags))
        .isEqualTo(sum / n, within(1e-12));
    // AR(1) with a = 0.6: tau_int = (1 + a)/(2 (1 - a)) = 2, error = sqrt(2 tau_int / n)
    assertThat(sum("fluxtube.observable.tau.int.measurements", Statistic.VALUE, tags))
        .isEqualTo(2, within(0.6));
    assertThat(sum("fluxtube.observable.error", Statistic.VALUE, tags))
        .isEqualTo(Math.sqrt(4.0 / n), within(0.15 * Math.sqrt(4.0 / n)));
    assertThat(sum("fluxtube.topological.tunnellings", Statistic.COUNT)).isEqualTo(n / 2.0);
    double tau = sum("fluxtube.observable.tau.int.measurements", Statistic.VALUE, tags);
    assertThat(sum("fluxtube.observable.effective.samples", Statistic.VALUE, tags))
        .isEqualTo(n / (2 * tau), within(1e-9));
    String[] identity = {"chain", "0", "observable", "schwinger-dyson-gauge"};
    assertThat(sum("fluxtube.schwinger.dyson.deviation.sigma", Statistic.VALUE, identity))
        .isEqualTo(0.1 / sum("fluxtube.observable.error", Statistic.VALUE, identity), within(1e-6));
  }

  @Test
  void solversHaveSpeedAndShareOfTheirLimit() {
    StepInfo info =
        new StepInfo(
            1,
            1,
            0.1,
            0.9,
            Map.of("fermions.forceLimitShare", 0.25, "fermions.forceOperations", 3e9));
    meters.accept(
        new Event.TrajectoryFinished(
            new Trajectory(
                0, 1, Phase.MEASURE, 0, 0.1, info, Map.of("force.fermions.solve", 2.0))));
    assertThat(sum("fluxtube.solver.limit.share", Statistic.VALUE, "solver", "fermions.force"))
        .isEqualTo(0.25);
    assertThat(sum("fluxtube.solver.speed.gigaflops", Statistic.VALUE)).isEqualTo(1.5);
  }

  @Test
  void infiniteViolationIsCountedApart() {
    meters.accept(finished(0, 1, Phase.MEASURE, Double.POSITIVE_INFINITY));
    meters.accept(finished(0, 2, Phase.MEASURE, 2));
    assertThat(sum("fluxtube.diverged.proposals", Statistic.COUNT)).isEqualTo(1);
    assertThat(sum("fluxtube.energy.violation.nats", Statistic.TOTAL)).isEqualTo(2);
    assertThat(sum("fluxtube.creutz.ratio", Statistic.VALUE))
        .isEqualTo(0.5 * Math.exp(-2), within(1e-12));
  }

  @Test
  void everyMeterHasUnitSentenceAndTheTagKeysOfItsName() {
    all().forEach(meters);
    meters.accept(new Event.SubscriberLag(1, 1, "database", 1));
    meters.accept(finished(1, 1, Phase.THERMALISE, 0.1));
    meters.accept(finished(70, 1, Phase.MEASURE, 0.1));
    Map<String, Set<String>> keys = new HashMap<>();
    for (Meter meter : registry.getMeters()) {
      Meter.Id id = meter.getId();
      if (id.syntheticAssociation() != null) {
        continue; // a bucket, made by the registry of the tests for its distribution
      }
      assertThat(id.getBaseUnit()).as(id.getName()).isNotBlank();
      assertThat(id.getDescription()).as(id.getName()).isNotNull().endsWith(".");
      Set<String> mine = new HashSet<>(id.getTags().stream().map(Tag::getKey).toList());
      assertThat(keys.computeIfAbsent(id.getName(), name -> mine))
          .as(id.getName())
          .isEqualTo(mine)
          .contains("campaign", "backend");
    }
    assertThat(keys).hasSizeGreaterThan(25);
  }

  @Test
  void nothingIsLostWithManyThreads() throws InterruptedException {
    int each = 100_000;
    List<Thread> threads = new ArrayList<>();
    for (int chain = 0; chain < 4; chain++) {
      int mine = chain;
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int n = 1; n <= each; n++) {
                  meters.accept(finished(mine, n, Phase.MEASURE, 0.5));
                  meters.accept(new Event.BatchCommitted(2, 0));
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(sum("fluxtube.trajectories", Statistic.COUNT)).isEqualTo(4.0 * each);
    assertThat(sum("fluxtube.accepted.proposals", Statistic.COUNT)).isEqualTo(8.0 * each);
    assertThat(sum("fluxtube.energy.violation.nats", Statistic.COUNT)).isEqualTo(4.0 * each);
    assertThat(sum("fluxtube.database.rows", Statistic.COUNT)).isEqualTo(8.0 * each);
  }
}
