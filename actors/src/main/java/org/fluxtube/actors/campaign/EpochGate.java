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
 * its next trajectory, and where it is cut. A chain that only feeds needs no model; it waits where
 * the samples that it has given and no lesson has used would be more than memory is meant to hold.
 */
final class EpochGate {
  private final Epochs epochs;
  private final EpochCuts cuts;
  private final int chain;
  private final int lead;
  private final boolean learns;
  private final boolean free;
  private final TreeMap<Integer, ChainActor.Adopt> heard = new TreeMap<>();

  private EpochGate(EpochCuts cuts, int chain, int lead, boolean free) {
    this.epochs = cuts.epochs();
    this.cuts = cuts;
    this.chain = chain;
    this.learns = !cuts.feedOnly().contains(chain);
    this.lead = learns ? epochs.lag() : lead;
    this.free = free;
  }

  /** The gate of a chain; empty if it neither learns nor feeds. */
  static Optional<EpochGate> of(Setup setup, ChainPlan plan) {
    return setup
        .epochCuts()
        .filter(cuts -> cuts.chains().contains(plan.chain()))
        .map(cuts -> {
          Learning learning = setup.campaign().learning().orElseThrow();
          return new EpochGate(
              cuts,
              plan.chain(),
              learning.lead(setup.campaign(), cuts.feedOnly().size()),
              learning.schedule() == Learning.Schedule.FREE);
        });
  }

  void hear(ChainActor.Adopt adopt) {
    heard.put(adopt.model().version(), adopt);
  }

  /** The lesson that must be over before a trajectory; 0 if none. */
  int needed(long trajectory) {
    boolean matters = learns || trajectory <= epochs.lastSample(epochs.lessons());
    return matters ? epochs.lessonBefore(trajectory, lead) : 0;
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

  /** Whether the trainer wants all chains that it drives cut at that trajectory. */
  boolean cutsAt(long trajectory) {
    return learns
        && heard.values().stream()
            .anyMatch(a -> a.cut() && epochs.adoptedAfter(a.model().version()) == trajectory);
  }

  /** Whether the chain may make a checkpoint by itself there. */
  boolean free(long trajectory) {
    return cuts.free(chain, trajectory);
  }

  /** Number of the cut at that trajectory, for the checkpoint's header. */
  long epoch(long trajectory) {
    return Math.max(0, (trajectory - epochs.lastSample(0)) / epochs.every());
  }
}
