package org.fluxtube.observability;

import java.util.Map;

/** The meters of a flow, from the lessons that train it; what a lesson does not give is NaN. */
final class FlowMeters {
  private final MeterFamily family;
  private final Map<String, MeterFamily.Level> levels;

  FlowMeters(MeterFamily family) {
    this.family = family;
    this.levels =
        Map.of(
            "ess",
            level("ess", "ess", "Effective sample size of a draw of the flow."),
            "acceptance",
            level(
                "acceptance",
                "acceptance",
                "Acceptance of independence Metropolis with draws of the flow."),
            "reverseKl",
            level(
                "reverse.kl",
                "nats",
                "KL(q|p) by draws of the flow, with ln Z by the same draws: too small where the"
                    + " flow lacks a mode."),
            "lnZ",
            level("log.z", "nats", "ln Z of the target by draws of the flow."),
            "lnZError",
            level("log.z.error", "nats", "Standard error of ln Z by draws of the flow."),
            "forwardEss",
            level(
                "held.out.ess",
                "ess",
                "The effective sample size from configurations of held-out chains: a lost mode is"
                    + " seen here."),
            "forwardKl",
            level(
                "forward.kl",
                "nats",
                "KL(p|q) by configurations of held-out chains: large where the flow lacks a mode."),
            "forwardLnZ",
            level(
                "held.out.log.z",
                "nats",
                "ln Z of the target by configurations of held-out chains."));
  }

  private MeterFamily.Level level(String name, String unit, String sentence) {
    return family.level("fluxtube.flow." + name, unit, sentence);
  }

  /**
   * After a lesson.
   *
   * @param numbers its further numbers by name
   */
  void learnt(Map<String, Double> numbers) {
    levels.forEach((name, level) -> level.set(numbers.getOrDefault(name, Double.NaN)));
  }
}
