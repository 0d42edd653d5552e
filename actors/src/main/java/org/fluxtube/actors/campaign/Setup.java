package org.fluxtube.actors.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.engine.learn.Epochs;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.CheckpointFolder;
import org.fluxtube.engine.run.CheckpointTheory;
import org.fluxtube.engine.run.EpochCuts;
import org.fluxtube.engine.run.Event;
import org.fluxtube.engine.run.Ladders;

/**
 * What all actors of a campaign share; immutable.
 *
 * @param campaign the campaign
 * @param folder where it is kept; locked
 * @param backend where it computes
 * @param chains the chains that run
 * @param cause what opened the campaign, for the record: run, resume ...
 * @param listener gets every event in the thread in which it happens; must not block
 * @param patience how long a stop waits for a trajectory before it cancels it
 * @param retryPause first pause before a refused write is tried again; doubles each time
 */
public record Setup(
    Campaign campaign,
    RunFolder folder,
    Backend backend,
    List<ChainPlan> chains,
    String cause,
    Consumer<Event> listener,
    Duration patience,
    Duration retryPause) {
  /** Attempts after a fault of the environment before a chain or the campaign gives up. */
  public static final int ATTEMPTS = 3;

  /** Rows that a chain or a measurement may have on the way to the database. */
  static final int WINDOW = 1024;

  /** With the usual times. */
  public Setup(
      Campaign campaign,
      RunFolder folder,
      Backend backend,
      List<ChainPlan> chains,
      String cause,
      Consumer<Event> listener) {
    this(
        campaign,
        folder,
        backend,
        chains,
        cause,
        listener,
        Duration.ofSeconds(5),
        Duration.ofSeconds(1));
  }

  CheckpointFolder checkpoints() {
    Path path = folder.checkpoints();
    return new CheckpointFolder(path, campaign.checkpoint().keep());
  }

  /** The cuts of trainer and chains, where something is learnt. */
  Optional<EpochCuts> epochCuts() {
    return campaign
        .learning()
        .map(learning ->
            new EpochCuts(
                checkpoints(),
                epochs(),
                numbers(p -> p.group().sampler().learned() || learning.listens(p.group())),
                numbers(p -> !p.group().sampler().learned() && learning.listens(p.group())),
                ladders()));
  }

  private Set<Integer> numbers(Predicate<ChainPlan> which) {
    return chains.stream().filter(which).map(ChainPlan::chain).collect(Collectors.toSet());
  }

  /** Who exchanges configurations with whom. */
  Ladders ladders() {
    return Ladders.of(campaign);
  }

  /** The cuts of the chains that exchange and are not tied to a trainer. */
  Optional<EpochCuts> exchangeCuts() {
    Set<Integer> tied = epochCuts().map(EpochCuts::chains).orElse(Set.of());
    Set<Integer> free =
        ladders().ladders().stream()
            .flatMap(List::stream)
            .filter(chain -> !tied.contains(chain))
            .collect(Collectors.toSet());
    return free.isEmpty()
        ? Optional.empty()
        : Optional.of(EpochCuts.of(checkpoints(), free, ladders()));
  }

  /** The trajectory from which on a chain's checkpoints must stay. */
  long keepFrom(int chain) throws IOException {
    for (EpochCuts cuts : Stream.concat(epochCuts().stream(), exchangeCuts().stream()).toList()) {
      if (cuts.chains().contains(chain)) {
        return cuts.keepFrom(chain);
      }
    }
    return Long.MAX_VALUE;
  }

  /** Borders of the epochs; only where something is learnt. */
  Epochs epochs() {
    return campaign.learning().orElseThrow().epochs(campaign.trajectories());
  }

  /** The chains whose samples the trainer needs. */
  List<Integer> feeding() {
    return campaign
        .learning()
        .map(learning ->
            chains.stream().filter(p -> learning.listens(p.group())).map(ChainPlan::chain).toList())
        .orElse(List.of());
  }

  /** What the trainer's numbers depend on. */
  CheckpointTheory trainerTheory() {
    return CheckpointTheory.ofTrainer(campaign);
  }

  /** The theories of all chains. */
  Map<Integer, CheckpointTheory> theories() {
    return chains.stream().collect(Collectors.toMap(ChainPlan::chain, this::theory));
  }

  CheckpointTheory theory(ChainPlan plan) {
    return CheckpointTheory.of(campaign, plan.chain(), plan.group());
  }

  /** Trajectories that run at once: at most one for each compute thread and for each chain. */
  public int threads() {
    return Math.max(1, Math.min(computeThreads(), chains.size()));
  }

  /** Compute threads that one chain may keep busy: an equal share, at least 1. */
  int threadsPerChain() {
    return Math.max(1, computeThreads() / Math.max(1, chains.size()));
  }

  /** What the campaign says, else one for each core. */
  private int computeThreads() {
    return campaign.threads() > 0 ? campaign.threads() : cores();
  }

  static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }
}
