package org.fluxtube.engine.learn;

import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Adam (D. P. Kingma, J. Ba, arXiv:1412.6980, algorithm 1): running means of g and g^2, both with
 * bias correction, theta = theta - rate m/(sqrt v + epsilon) - rate weight-decay theta, epsilon =
 * 1e-8. With a decay, which is not part of the gradient, it is AdamW (I. Loshchilov, F. Hutter,
 * arXiv:1711.05101, algorithm 2, with the schedule 1).
 *
 * @param rate step size, about the largest change of a parameter in a step
 * @param beta1 memory of the mean gradient
 * @param beta2 memory of the mean squared gradient
 * @param weightDecay what parameters lose in a step, in units of rate
 * @param lesson how hard a lesson works
 */
public record Adam(
    @Param("learning rate: about the largest change of a parameter in a step") double rate,
    @Param(value = "memory of the mean gradient, in [0, 1)", optional = true) double beta1,
    @Param(value = "memory of the mean squared gradient, in [0, 1)", optional = true) double beta2,
    @Param(
            value = "decay of the parameters in units of rate, 0 or more; above 0 it is AdamW",
            optional = true)
        double weightDecay,
    @Param(value = "how hard a lesson works", optional = true) LessonPlan lesson)
    implements TrainerSpec {
  /** Without decay. */
  public Adam(double rate, double beta1, double beta2, LessonPlan lesson) {
    this(rate, beta1, beta2, 0, lesson);
  }

  /** Checks the ranges. */
  public Adam {
    LessonPlan.requirePositive("rate", rate, "rate = 0.01");
    if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
      throw new IllegalArgumentException(
          "beta1 = "
              + beta1
              + ", beta2 = "
              + beta2
              + "; allowed are numbers in [0, 1), for example beta1 = 0.9, beta2 = 0.999");
    }
    if (!(weightDecay >= 0 && rate * weightDecay < 1)) {
      throw new IllegalArgumentException(
          "weight-decay = "
              + weightDecay
              + "; allowed are numbers from 0 to below 1/rate, for example weight-decay = 0.01");
    }
  }

  @Override
  public Loss loss() {
    return lesson.loss();
  }

  @Override
  public <F extends Field<F>> Trainer bind(
      ActionSpec<F> target, EffectiveSpec<F> model, F like, Surroundings surroundings) {
    requireFits(target, model);
    return new ModelTrainer<>(
        toString(), target, model, like, surroundings, lesson, new AdamDescent(this));
  }

  @Override
  public void requireFits(ActionSpec<?> target, EffectiveSpec<?> model) {
    Examiner.requireFits(lesson, target, model);
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    lesson.anneal().ifPresent(way -> way.from().requireFits(type, lattice));
  }
}
