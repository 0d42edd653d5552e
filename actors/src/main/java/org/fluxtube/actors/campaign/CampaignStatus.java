package org.fluxtube.actors.campaign;

import java.util.List;
import java.util.Optional;

/**
 * How far a campaign is. Immutable.
 *
 * @param name name of the run
 * @param backend where it computes
 * @param chains its chains
 * @param observed running mean of the first observable over all chains, for a first look only
 * @param learning how far its learning is, where it learns
 * @param ended how it ended, if it did
 */
public record CampaignStatus(
    String name,
    String backend,
    List<ChainStatus> chains,
    Optional<Observed> observed,
    Optional<LearningStatus> learning,
    Optional<Outcome> ended) {
  /** A running mean over all configurations measured in this process. */
  public record Observed(String label, double mean, long count) {}

  /**
   * The end of a campaign.
   *
   * @param failures why chains failed, empty if none did
   * @param stopped whether trajectories are left that `resume` would make
   */
  public record Outcome(List<String> failures, boolean stopped) {}

  /** Whether every chain that has not ended is paused. */
  public boolean paused() {
    return chains.stream().anyMatch(c -> c.state().equals("paused"))
        && chains.stream().allMatch(c -> c.ended() || c.state().equals("paused"));
  }

  /** Trajectories of all chains in a second. */
  public double perSecond() {
    return chains.stream()
        .filter(c -> c.state().equals("running"))
        .mapToDouble(ChainStatus::perSecond)
        .sum();
  }

  /** Seconds until the slowest running chain is done; NaN if that is not known or all pause. */
  public double secondsLeft() {
    if (paused()) {
      return Double.NaN;
    }
    double most = 0;
    for (ChainStatus c : chains) {
      if (!c.ended()) {
        double left = (c.total() - c.trajectory()) / c.perSecond();
        most = Double.isFinite(left) ? Math.max(most, left) : Double.NaN;
      }
    }
    return most;
  }

  /** Mean acceptance over the chains that have one. */
  public double acceptance() {
    return chains.stream()
        .mapToDouble(ChainStatus::acceptance)
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }
}
