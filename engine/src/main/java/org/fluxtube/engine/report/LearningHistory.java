package org.fluxtube.engine.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxtube.engine.learn.ModelChoice;
import org.fluxtube.engine.run.Phase;

/**
 * What a campaign has learnt.
 *
 * @param lessons in their order
 * @param versions acceptance and cost of each version, by group and phase
 * @param waited seconds that each chain waited at the borders of epochs
 * @param choice which model was chosen of several, if it was
 */
public record LearningHistory(
    List<Lesson> lessons,
    List<Version> versions,
    Map<Integer, Double> waited,
    Optional<ModelChoice> choice) {
  /** Nothing was learnt. */
  public static final LearningHistory NONE =
      new LearningHistory(List.of(), List.of(), Map.of(), Optional.empty());

  /**
   * A lesson.
   *
   * @param lesson its number, from 1
   * @param trajectory last trajectory of every chain that it learnt from
   * @param version version of the model that it left
   * @param outcome learnt, rolled back ...
   * @param samples samples that it learnt from
   * @param steps optimiser steps; 0 if unknown
   * @param loss loss on them; NaN if unknown
   * @param heldOut loss on samples of chains that did not train; NaN if there are none
   * @param seconds wall-clock time
   * @param flow of a flow, its draws
   */
  public record Lesson(
      long lesson,
      long trajectory,
      int version,
      String outcome,
      long samples,
      long steps,
      double loss,
      double heldOut,
      double seconds,
      Optional<FlowQuality> flow) {
    /** The same with another wall-clock time. */
    Lesson lasting(double other) {
      return new Lesson(
          lesson, trajectory, version, outcome, samples, steps, loss, heldOut, other, flow);
    }
  }

  /**
   * How good a flow was at the end of a lesson; see {@link org.fluxtube.engine.stats.LogWeights}.
   *
   * @param ess effective sample size a draw
   * @param forwardEss the same number from configurations of held-out chains; NaN without any
   * @param acceptance of independence Metropolis, from the draws
   * @param logZ ln Z
   * @param logZError its error
   * @param forwardLogZ ln Z from configurations of held-out chains; NaN without any
   * @param forwardLogZError its error, as if they were independent
   */
  public record FlowQuality(
      double ess,
      double forwardEss,
      double acceptance,
      double logZ,
      double logZError,
      double forwardLogZ,
      double forwardLogZError) {}

  /**
   * The trajectories of one group in one phase with one version of the model.
   *
   * @param acceptance their mean acceptance
   * @param seconds their wall-clock time, all together
   */
  public record Version(
      String group,
      Phase phase,
      int version,
      long trajectories,
      double acceptance,
      double seconds) {}

  /** Wall-clock time of all lessons. */
  public double trainingSeconds() {
    return lessons.stream().mapToDouble(Lesson::seconds).filter(Double::isFinite).sum();
  }

  /** Whether chains of the group were driven by a model. */
  public boolean learnt(String group) {
    return versions.stream().anyMatch(v -> v.group().equals(group) && v.version() > 0);
  }

  /** Waiting of the group's learning chains as a part of their time in LEARN; NaN before it. */
  public double waitingPart(String group, List<Integer> chains) {
    double waiting = chains.stream().mapToDouble(c -> waited.getOrDefault(c, 0.0)).sum();
    double busy =
        versions.stream()
            .filter(v -> v.group().equals(group) && v.phase() == Phase.LEARN)
            .mapToDouble(Version::seconds)
            .sum();
    return waiting / (waiting + busy);
  }
}
