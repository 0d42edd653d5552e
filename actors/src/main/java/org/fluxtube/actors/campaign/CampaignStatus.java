package org.fluxtube.actors.campaign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a campaign is. Immutable.
 *
 * @param name name of the run
 * @param backend where it computes
 * @param chains its chains
 * @param observed running means of each chain
 * @param learning how far its learning is, where it learns
 * @param ended how it ended, if it did
 */
public record CampaignStatus(
    String name,
    String backend,
    List<ChainStatus> chains,
    List<LiveMean> observed,
    Optional<LearningStatus> learning,
    Optional<Outcome> ended) {
  /**
   * The end of a campaign.
   *
   * @param failures why chains failed, empty if none did
   * @param stopped whether trajectories are left that `resume` would make
   * @param hopeless chains whose failure `resume` would only repeat
   */
  public record Outcome(List<String> failures, boolean stopped, List<Integer> hopeless) {}

  /**
   * The running means over all chains of the phase that is furthest, weighted by the number of
   * measurements; their errors are those of independent chains.
   */
  public List<LiveMean> means() {
    Map<String, List<LiveMean>> byName = new LinkedHashMap<>();
    for (LiveMean m : observed) {
      List<LiveMean> same = byName.computeIfAbsent(m.name(), name -> new ArrayList<>());
      if (!same.isEmpty() && same.getFirst().phase().compareTo(m.phase()) < 0) {
        same.clear();
      }
      if (same.isEmpty() || same.getFirst().phase() == m.phase()) {
        same.add(m);
      }
    }
    return byName.values().stream().map(CampaignStatus::merged).toList();
  }

  private static LiveMean merged(List<LiveMean> chains) {
    long count = chains.stream().mapToLong(LiveMean::count).sum();
    double sum = 0;
    double square = 0;
    double tau = 0;
    for (LiveMean m : chains) {
      sum += m.count() * m.mean();
      square += m.count() * m.error() * m.count() * m.error();
      tau += m.count() * m.tauInt();
    }
    LiveMean first = chains.getFirst();
    return new LiveMean(
        -1,
        first.name(),
        first.phase(),
        sum / count,
        Math.sqrt(square) / count,
        tau / count,
        count,
        first.history());
  }

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
