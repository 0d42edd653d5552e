package org.fluxtube.actors.campaign;

import java.util.Optional;
import java.util.TreeMap;
import org.fluxtube.engine.learn.Epochs;
import org.fluxtube.engine.learn.Learning;
import org.fluxtube.engine.learn.Model;
import org.fluxtube.engine.run.Chain;
import org.fluxtube.engine.run.EpochCuts;
import org.fluxtube.engine.run.Phase;

/**
 * What ties a chain to the trainer: the lessons that it has heard of, the one that it needs before
 * its next trajectory, and where it is cut. Chains that only feed wait too, so that nothing piles
 * up before a lesson; they need no model after the last sample.
 */
final class EpochGate {
  private final Epochs epochs;
  private final EpochCuts cuts;
  private final boolean learns;
  private final boolean free;
  private final TreeMap<Integer, ChainActor.Adopt> heard = new TreeMap<>();

  private EpochGate(Epochs epochs, EpochCuts cuts, boolean learns, boolean free) {
    this.epochs = epochs;
    this.cuts = cuts;
    this.learns = learns;
    this.free = free;
  }

  /** The gate of a chain; empty if it neither learns nor feeds. */
  static Optional<EpochGate> of(Setup setup, ChainPlan plan) {
    return setup
        .epochCuts()
        .filter(cuts -> cuts.chains().contains(plan.chain()))
        .map(cuts ->
            new EpochGate(
                cuts.epochs(),
                cuts,
                plan.group().sampler().learned(),
                setup.campaign().learning().orElseThrow().schedule() == Learning.Schedule.FREE));
  }

  void hear(ChainActor.Adopt adopt) {
    heard.put(adopt.model().version(), adopt);
  }

  /** The lesson that must be over before a trajectory; 0 if none. */
  int needed(long trajectory) {
    boolean matters = learns || trajectory <= epochs.lastSample(epochs.lessons());
    return matters ? epochs.versionAt(trajectory) : 0;
  }

  /** The lesson that a chain has to wait for before its next trajectory; 0 if none. */
  int missing(Chain<?> chain) {
    int needed = needed(chain.trajectory() + 1);
    return needed <= (heard.isEmpty() ? 0 : heard.lastKey()) || needed <= chain.version()
        ? 0
        : needed;
  }

  /** The model to take over before the next trajectory, if there is a newer one. */
  Optional<Model> due(Chain<?> chain) {
    long next = chain.trajectory() + 1;
    if (!learns || chain.phases().of(next) != Phase.LEARN || heard.isEmpty()) {
      return Optional.empty();
    }
    // settling has begun: the model is frozen
    boolean frozen = next > epochs.adoptedAfter(epochs.lessons()) + 1;
    int version = free && !frozen ? heard.lastKey() : epochs.versionAt(next);
    ChainActor.Adopt adopt = heard.get(version);
    return version > chain.version() && adopt != null
        ? Optional.of(adopt.model())
        : Optional.empty();
  }

  /** Whether the trainer wants all chains cut at that trajectory. */
  boolean cutsAt(long trajectory) {
    return heard.values().stream()
        .anyMatch(a -> a.cut() && epochs.adoptedAfter(a.model().version()) == trajectory);
  }

  /** Whether the chain may make a checkpoint by itself there. */
  boolean free(long trajectory) {
    return cuts.free(trajectory);
  }

  /** Number of the cut at that trajectory, for the checkpoint's header. */
  long epoch(long trajectory) {
    return Math.max(0, (trajectory - epochs.lastSample(0)) / epochs.every());
  }
}
