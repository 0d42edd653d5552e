package org.fluxtube.engine.learn;

import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.flow.Chart;
import org.fluxtube.engine.rng.RandomStream;

/** Lessons of a flow or of a learned leapfrog, which are not taken proposal by proposal. */
interface MapLessons extends AutoCloseable {
  /** Each step has a round of its own. */
  int MOST_STEPS = RandomStream.MAX_ROUND;

  /** A lesson; what it finds includes whether it is to be rolled back. */
  Course course(
      Model old, Method method, ReplayWindow window, ReplayWindow judging, RandomStream rng);

  /** Whether the window must not be empty. */
  boolean needsSamples();

  @Override
  void close();

  /**
   * The lessons of a plan, where its loss is such a one.
   *
   * @param u the trainer's; overwritten
   */
  static <F extends Field<F>> Optional<MapLessons> of(
      LessonPlan plan, ActionSpec<F> target, EffectiveSpec<F> spec, F u) {
    if (plan.loss().ofFlows()) {
      return Optional.of(new FlowLessons<>(plan, target, spec, u));
    }
    return plan.loss() == Loss.EXPECTED_JUMP
        ? Optional.of(new JumpLessons<>(plan, target, spec, u))
        : Optional.empty();
  }

  /** Checks what all lessons on batches of configurations need. */
  static void requireFits(LessonPlan plan, ActionSpec<?> target) {
    String loss = "loss = " + plan.loss().written();
    if (target.stochastic()) {
      throw new IllegalArgumentException(
          loss + " needs S of a configuration alone, and " + target + " has pseudo-fermions");
    }
    if (plan.batch() < 2 || plan.steps() > MOST_STEPS) {
      throw new IllegalArgumentException(
          loss
              + " with batch = "
              + plan.batch()
              + ", steps = "
              + plan.steps()
              + "; allowed are batch from 2 on and steps up to "
              + MOST_STEPS
              + ", for example batch = 64, steps = 100");
    }
  }

  /** Configurations at which the trajectories of a window began, one after the other. */
  static double[] starts(Chart<?> chart, ReplayWindow window) {
    return numbers(chart, window.samples().stream().map(Examined::sample).toList());
  }

  /** Configurations at which trajectories began, one after the other, as numbers of a chart. */
  static double[] numbers(Chart<?> chart, List<Sample> samples) {
    int size = chart.size();
    double[] x = new double[samples.size() * size];
    for (int i = 0; i < samples.size(); i++) {
      double[] one = chart.numbers(samples.get(i).start().field().values());
      System.arraycopy(one, 0, x, i * size, size);
    }
    return x;
  }
}
