package org.fluxtube.engine.learn;

import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Gradient descent with momentum: v = momentum v + g, theta = theta - rate v. Without momentum the
 * optimiser of arXiv:2103.11965.
 *
 * @param rate step size
 * @param momentum share of the last step that is kept
 * @param lesson how hard a lesson works
 */
public record Sgd(
    @Param("learning rate, positive") double rate,
    @Param(value = "share of the last step that is kept, in [0, 1)", optional = true)
        double momentum,
    @Param(value = "how hard a lesson works", optional = true) LessonPlan lesson)
    implements TrainerSpec {
  /** Checks the ranges. */
  public Sgd {
    LessonPlan.requirePositive("rate", rate, "rate = 1e-4");
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException(
          "momentum = " + momentum + "; allowed are numbers in [0, 1), for example 0.9");
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
        toString(), target, model, like, surroundings, lesson, new GradientDescent(this));
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
