package org.fluxtube.actors.campaign;

import org.fluxtube.engine.run.Phase;

/**
 * How far a chain is. Immutable.
 *
 * @param chain number of the chain
 * @param label its group
 * @param state running, waiting, paused, finished, stopped or failed
 * @param detail for whom it waits, or why it failed
 * @param trajectory finished trajectories
 * @param total trajectories of all phases
 * @param phase of the last trajectory
 * @param version version of the model that drives it; 0 where nothing is learnt
 * @param acceptance mean acceptance in that phase; NaN before the first trajectory
 * @param checkpoint trajectory of its last checkpoint on disk
 * @param perSecond trajectories in a second of running, in this process
 */
public record ChainStatus(
    int chain,
    String label,
    String state,
    String detail,
    long trajectory,
    long total,
    Phase phase,
    int version,
    double acceptance,
    long checkpoint,
    double perSecond) {
  /** The same with another detail. */
  ChainStatus withDetail(String other) {
    return new ChainStatus(
        chain,
        label,
        state,
        other,
        trajectory,
        total,
        phase,
        version,
        acceptance,
        checkpoint,
        perSecond);
  }

  /** Whether it runs no more. */
  public boolean ended() {
    return state.equals("finished") || state.equals("stopped") || state.equals("failed");
  }
}
