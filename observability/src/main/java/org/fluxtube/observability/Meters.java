package org.fluxtube.observability;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.fluxtube.engine.run.Event;

/**
 * Turns the events of a campaign into meters; the table of them is in the package's description.
 * Events of different chains may come from different threads at once; those of one chain come one
 * after the other. No event is lost, and none makes its chain wait for a scrape.
 */
public final class Meters implements Consumer<Event> {
  /** Annotations of dashboards: counted from 0, else Prometheus would not see the first one. */
  private static final List<Class<? extends Event>> ANNOTATED =
      List.of(
          Event.ChainPaused.class,
          Event.ChainContinued.class,
          Event.ModelAdopted.class,
          Event.CheckpointWritten.class,
          Event.ChainFailed.class);

  private final MeterFamily family;
  private final Map<Integer, ChainMeters> chains = new ConcurrentHashMap<>();
  private final Map<Happening, Counter> happenings = new ConcurrentHashMap<>();
  private final Counter rows;
  private final Timer commit;
  private final Counter trouble;
  private final MeterFamily.Level opened;
  private LearningMeters learning;

  private record Happening(int chain, String kind) {}

  /**
   * Registers the meters of the campaign and of each chain.
   *
   * @param registry where
   * @param campaign name of the campaign, the value of the tag
   * @param backend name of the backend, the value of the tag
   * @param groups label of the group of each chain
   */
  public Meters(
      MeterRegistry registry, String campaign, String backend, Map<Integer, String> groups) {
    family = new MeterFamily(registry, Tags.of("campaign", campaign, "backend", backend));
    rows = family.counter("fluxtube.database.rows", "rows", "Rows committed to the database.");
    commit = family.timer("fluxtube.database.commit", "Time to commit a batch of rows.");
    trouble =
        family.counter(
            "fluxtube.database.refusals",
            "refusals",
            "Batches that the database refused and that are tried again.");
    opened =
        family.level(
            "fluxtube.campaign.opened.timestamp.seconds",
            "seconds",
            "Unix time at which this process opened the campaign.");
    new TreeMap<>(groups)
        .forEach((chain, label) -> {
          chains.put(chain, chain(chain, label));
          ANNOTATED.forEach(kind -> happening(chain, kind));
        });
  }

  /** Only where something is learnt. */
  private synchronized LearningMeters learning() {
    if (learning == null) {
      learning = new LearningMeters(family);
    }
    return learning;
  }

  private Counter happening(int chain, Class<? extends Event> kind) {
    return happenings.computeIfAbsent(new Happening(chain, kind.getSimpleName()), this::counter);
  }

  private Counter counter(Happening of) {
    return family
        .with("chain", of.chain() < 0 ? "all" : Integer.toString(of.chain()))
        .with("kind", of.kind())
        .counter(
            "fluxtube.events",
            "events",
            "Events that the database keeps, by kind: pauses, adopted models, checkpoints,"
                + " faults.");
  }

  private ChainMeters chain(int chain, String label) {
    return new ChainMeters(family.with("chain", Integer.toString(chain)).with("group", label));
  }

  private ChainMeters chain(Event event) {
    ChainMeters known = chains.get(event.chain());
    return known != null
        ? known
        : chains.computeIfAbsent(event.chain(), chain -> chain(chain, "unknown"));
  }

  @Override
  public void accept(Event event) {
    if (event.kept()) {
      happening(event.chain(), event.getClass()).increment();
    }
    switch (event) {
      case Event.TrajectoryFinished e -> chain(e).finished(e.result());
      case Event.Measured e -> chain(e).measured(e);
      case Event.ChainChecked e -> chain(e).checked(e);
      case Event.CheckViolated e -> {
        // the meters of the checks have it
      }
      case Event.SubscriberLag e -> chain(e).lag(e.subscriber(), e.seconds());
      case Event.BatchCommitted e -> {
        rows.increment(e.rows());
        commit.record(ChainMeters.nanos(e.seconds()), TimeUnit.NANOSECONDS);
      }
      case Event.DatabaseTrouble e -> trouble.increment();
      case Event.CampaignOpened e -> opened.set(1e-3 * System.currentTimeMillis());
      case Event.Commanded e -> {
        // what comes of it has events of its own
      }
      case Event.ChainStarted e -> chain(e).started(e.trajectory());
      case Event.PhaseEntered e -> chain(e).enter(e.phase());
      case Event.ChainPaused e -> chain(e).state(ChainMeters.State.PAUSED);
      case Event.ChainContinued e -> chain(e).state(ChainMeters.State.RUNNING);
      case Event.ChainFinished e -> chain(e).state(ChainMeters.State.FINISHED);
      case Event.ChainStopped e -> chain(e).state(ChainMeters.State.STOPPED);
      case Event.ChainFailed e -> chain(e).state(ChainMeters.State.FAILED);
      case Event.ChainRestarted e -> chain(e).restarted();
      case Event.CheckpointWritten e -> chain(e).checkpoint(e.bytes(), e.seconds());
      case Event.CheckpointFailed e -> chain(e).checkpointFailed();
      case Event.CheckpointDamaged e -> chain(e).checkpointDamaged();
      case Event.ConfigurationArchived e -> chain(e).archived();
      case Event.ConfigurationRemoved e -> chain(e).removed();
      case Event.ModelAdopted e -> chain(e).adopted(e.version());
      case Event.AcceptanceFell e -> chain(e).fell();
      case Event.EpochWaited e -> chain(e).waited(e.seconds());
      case Event.LessonLearnt e -> learning().learnt(e);
      case Event.ModelRolledBack e -> learning().rolledBack();
      case Event.ModelDrifted e -> learning().drifted();
      case Event.ModelChosen e -> learning().chosen();
    }
  }
}
