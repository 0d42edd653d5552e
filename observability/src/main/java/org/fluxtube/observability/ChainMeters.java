package org.fluxtube.observability;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.fluxtube.engine.dirac.solver.SolverLog;
import org.fluxtube.engine.run.Event;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.run.Trajectory;
import org.fluxtube.engine.sampler.StepInfo;

/** The meters of one chain; looked up once, here. */
final class ChainMeters {
  /** What a chain does; the gauge is the ordinal number. */
  enum State {
    WAITING,
    RUNNING,
    PAUSED,
    FINISHED,
    STOPPED,
    FAILED
  }

  private final MeterFamily family;
  private final PhaseMeters[] phases = new PhaseMeters[Phase.values().length];
  private final Map<String, Counter> lag = new ConcurrentHashMap<>();
  private final Map<String, MeterFamily.Level> details = new ConcurrentHashMap<>();
  private final Map<String, Counter> parts = new ConcurrentHashMap<>();
  private final Map<String, MeterFamily.Level> solvers = new ConcurrentHashMap<>();
  private final Map<String, ObservableMeters> observables = new ConcurrentHashMap<>();
  private final Timer trajectory;
  private final Timer measuring;
  private final Counter values;
  private final Counter restarts;
  private final Timer checkpoint;
  private final Counter checkpointBytes;
  private final Counter checkpointFailures;
  private final Counter damaged;
  private final Counter archived;
  private final Counter removed;
  private final Counter falls;
  private final MeterFamily.Level checkpointTime;
  private final MeterFamily.Level stepSize;
  private final MeterFamily.Level phase;
  private final MeterFamily.Level state;
  private final MeterFamily.Level progress;
  private final MeterFamily.Level version;
  private Counter epochWait;
  private CheckMeters checking;
  private MeterFamily.Level speed;

  /** Only where proposals are independent. */
  private RejectionMeter runs;

  ChainMeters(MeterFamily family) {
    this.family = family;
    trajectory =
        family.timer("fluxtube.trajectory", "Wall-clock time of a trajectory, accept included.");
    measuring = family.timer("fluxtube.measurement", "Time to measure one configuration.");
    values = family.counter("fluxtube.measured.values", "values", "Numbers measured.");
    restarts =
        family.counter(
            "fluxtube.chain.restarts",
            "restarts",
            "Returns to the last checkpoint after a fault of the environment.");
    checkpoint = family.timer("fluxtube.checkpoint", "Time to write a checkpoint.");
    checkpointBytes =
        family.counter(
            "fluxtube.checkpoint.written.bytes", "bytes", "Bytes of checkpoints written.");
    checkpointFailures =
        family.counter(
            "fluxtube.checkpoint.failures",
            "failures",
            "Checkpoints that could not be written; the one before was intact.");
    damaged =
        family.counter(
            "fluxtube.damaged.checkpoints", "checkpoints", "Damaged checkpoints set aside.");
    archived =
        family.counter(
            "fluxtube.archived.configurations", "configurations", "Configuration files written.");
    removed =
        family.counter(
            "fluxtube.removed.configurations",
            "configurations",
            "Configuration files removed by the retention rule.");
    falls =
        family.counter(
            "fluxtube.acceptance.falls",
            "falls",
            "Times at which the chain accepted much less in MEASURE than before.");
    checkpointTime =
        family.level(
            "fluxtube.checkpoint.last.timestamp.seconds",
            "seconds",
            "Unix time of the last checkpoint of this process; NaN before the first.");
    stepSize =
        family.level(
            "fluxtube.step.size.md.units",
            "md_units",
            "Step size of the last trajectory in molecular dynamics time; NaN without one.");
    phase =
        family.level("fluxtube.chain.phase", "phase", "Phase: 0 thermalise, 1 learn, 2 measure.");
    state =
        family.level(
            "fluxtube.chain.state",
            "state",
            "State: 0 waiting, 1 running, 2 paused, 3 finished, 4 stopped, 5 failed.");
    progress =
        family.level(
            "fluxtube.chain.finished.trajectories",
            "trajectories",
            "Trajectories of the chain since its start, those of earlier processes included.");
    version =
        family.level(
            "fluxtube.model.version",
            "version",
            "Version of the model that drove the last trajectory; 0 where nothing is learnt.");
    state.set(State.WAITING.ordinal());
  }

  void finished(Trajectory t) {
    phase(t.phase()).add(t.info());
    trajectory.record(nanos(t.seconds()), TimeUnit.NANOSECONDS);
    stepSize.set(t.stepSize());
    version.set(t.version());
    progress.set(t.trajectory());
    t.parts()
        .forEach((name, seconds) -> parts.computeIfAbsent(name, this::part).increment(seconds));
    t.info()
        .details()
        .forEach((name, value) -> {
          details.computeIfAbsent(name, this::detail).set(value);
          if (name.endsWith(SolverLog.LIMIT_SHARE)) {
            solvers.computeIfAbsent(name, this::solver).set(value);
          }
        });
    solverSpeed(t);
    Double rejections = t.info().details().get(StepInfo.REJECTIONS);
    if (rejections != null) {
      if (runs == null) {
        runs = new RejectionMeter(family);
      }
      runs.add(rejections);
    }
  }

  /** Only where something is solved. */
  private void solverSpeed(Trajectory t) {
    double operations =
        t.info().details().entrySet().stream()
            .filter(e -> e.getKey().endsWith(SolverLog.OPERATIONS))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    double seconds =
        t.parts().entrySet().stream()
            .filter(e -> ("." + e.getKey()).endsWith("." + SolverLog.PART))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    if (operations > 0 && seconds > 0) {
      if (speed == null) {
        speed =
            family.level(
                "fluxtube.solver.speed.gigaflops",
                "gigaflops",
                "1e9 additions and multiplications a second in the solves of the last trajectory,"
                    + " in the usual count.");
      }
      speed.set(1e-9 * operations / seconds);
    }
  }

  private MeterFamily.Level solver(String detail) {
    return family
        .with("solver", detail.substring(0, detail.length() - SolverLog.LIMIT_SHARE.length()))
        .level(
            "fluxtube.solver.limit.share",
            "share",
            "Iterations of the longest solve of the last trajectory over those allowed; a solve"
                + " that needs more stops its chain.");
  }

  private Counter part(String name) {
    return family
        .with("part", name)
        .counter(
            "fluxtube.trajectory.part.seconds",
            "seconds",
            "Wall-clock time of trajectories by part: force, drift, solve ...; the rest is other.");
  }

  private MeterFamily.Level detail(String name) {
    return family
        .with("detail", name)
        .level(
            "fluxtube.step.detail",
            "value",
            "What the kernel says of its last trajectory: steps, cluster size, iterations ...");
  }

  private PhaseMeters phase(Phase wanted) {
    PhaseMeters known = phases[wanted.ordinal()];
    if (known == null) {
      String name = wanted.name().toLowerCase(Locale.ROOT);
      known = new PhaseMeters(family.with("phase", name));
      phases[wanted.ordinal()] = known;
    }
    return known;
  }

  void measured(Event.Measured event) {
    measuring.record(nanos(event.seconds()), TimeUnit.NANOSECONDS);
    values.increment(event.values().size());
    if (event.phase() == Phase.MEASURE) {
      event
          .values()
          .forEach((name, value) ->
              observables
                  .computeIfAbsent(
                      name, key -> new ObservableMeters(family.with("observable", key), key))
                  .add(value));
    }
  }

  void checked(Event.ChainChecked event) {
    if (checking == null) {
      checking = new CheckMeters(family);
    }
    checking.add(event);
  }

  void lag(String subscriber, double seconds) {
    lag.computeIfAbsent(
            subscriber,
            name ->
                family
                    .with("subscriber", name)
                    .counter(
                        "fluxtube.subscriber.lag.seconds",
                        "seconds",
                        "Time for which the chain waited for the demand of a subscriber."))
        .increment(seconds);
  }

  void adopted(int next) {
    version.set(next);
  }

  /** Only where something is learnt. */
  void waited(double seconds) {
    if (epochWait == null) {
      epochWait =
          family.counter(
              "fluxtube.epoch.wait.seconds",
              "seconds",
              "Time for which the chain waited for a lesson at the border of an epoch.");
    }
    epochWait.increment(seconds);
  }

  void enter(Phase next) {
    phase.set(next.ordinal());
  }

  void state(State next) {
    state.set(next.ordinal());
  }

  void started(long at) {
    progress.set(at);
    state(State.RUNNING);
  }

  void restarted() {
    restarts.increment();
  }

  void checkpoint(long bytes, double seconds) {
    checkpoint.record(nanos(seconds), TimeUnit.NANOSECONDS);
    checkpointBytes.increment(bytes);
    checkpointTime.set(1e-3 * System.currentTimeMillis());
  }

  void checkpointFailed() {
    checkpointFailures.increment();
  }

  void checkpointDamaged() {
    damaged.increment();
  }

  void archived() {
    archived.increment();
  }

  void fell() {
    falls.increment();
  }

  void removed() {
    removed.increment();
  }

  static long nanos(double seconds) {
    return Math.max(0, Math.round(1e9 * seconds));
  }
}
