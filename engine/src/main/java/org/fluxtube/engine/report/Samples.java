package org.fluxtube.engine.report;

import java.util.List;
import java.util.Map;
import org.fluxtube.engine.run.Phase;

/** Where the analysis gets its numbers from: a campaign's database, or arrays in a test. */
public interface Samples {
  /** The trajectories of each chain in one phase, chains in order. */
  List<ChainHistory> history(Phase phase);

  /**
   * The measurements of one observable in one phase, for each chain that has any, rows {@code
   * [time][component]} in the order of the trajectories.
   */
  List<ChainRows> measurements(String label, Phase phase);

  /** What was learnt; nothing by default. */
  default LearningHistory learning() {
    return LearningHistory.NONE;
  }

  /** Where the time of the trajectories of a phase went, by group of chains; unknown by default. */
  default List<TimeReport> times(Phase phase) {
    return List.of();
  }

  /**
   * Means of the details of the trajectories of a phase ({@code StepInfo}), by group of chains;
   * unknown by default.
   */
  default Map<String, Map<String, Double>> details(Phase phase) {
    return Map.of();
  }

  /** The independent proposals of a phase, of chains that make some; unknown by default. */
  default List<Proposed> proposed(Phase phase) {
    return List.of();
  }

  /**
   * Independent proposals of one chain, of its trajectories that made one.
   *
   * @param chain number of the chain
   * @param series details of them ({@code StepInfo}): ln w, the counter of rejections and what was
   *     measured on the proposals, all of one length
   */
  record Proposed(int chain, Map<String, double[]> series) {}

  /**
   * One chain in one phase.
   *
   * @param chain number of the chain
   * @param finished trajectories finished in all phases
   * @param acceptance acceptance of each trajectory: accepted / proposals
   * @param deltaH dH of each trajectory; NaN where the sampler has none
   * @param seconds wall-clock time of each trajectory
   */
  record ChainHistory(
      int chain, long finished, double[] acceptance, double[] deltaH, double[] seconds) {}

  /**
   * Measurements of one chain.
   *
   * @param chain number of the chain
   * @param rows {@code [time][component]}
   */
  record ChainRows(int chain, double[][] rows) {}
}
