package org.fluxtube.actors.campaign;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.CheckpointFolder;
import org.fluxtube.engine.run.CheckpointTheory;
import org.fluxtube.engine.run.Event;

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

  CheckpointTheory theory(ChainPlan plan) {
    return CheckpointTheory.of(campaign, plan.group());
  }

  /**
   * Compute threads: what the campaign says, else one for each core, at most one for each chain.
   */
  public int threads() {
    int cores = Runtime.getRuntime().availableProcessors();
    int wanted = campaign.threads() > 0 ? campaign.threads() : cores;
    return Math.max(1, Math.min(wanted, chains.size()));
  }
}
