package org.fluxtube.engine.learn;

import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.Field;

/**
 * Levenberg-Marquardt for few parameters: (J^T J + mu diag J^T J) step = -J^T r with J = dr/dtheta,
 * solved by QR; mu falls by 3 after a step that lowers the loss and rises by 4 until one does (D.
 * W. Marquardt, J. SIAM 11 (1963) 431). For a model whose exp(-S_eff) is the distribution this is
 * natural gradient with the empirical Fisher matrix.
 *
 * @param damping mu at the start
 * @param lesson how hard a lesson works; clip and decay are not used
 */
public record LevenbergMarquardt(
    @Param(value = "damping mu at the start, positive", optional = true) double damping,
    @Param(value = "how hard a lesson works; clip and decay are not used", optional = true)
        LessonPlan lesson)
    implements TrainerSpec {
  /** Checks the damping and that the loss is a sum of squares of known numbers. */
  public LevenbergMarquardt {
    LessonPlan.requirePositive("damping", damping, "damping = 1e-3");
    Examiner.requireSquares("levenberg-marquardt", lesson.loss());
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
        toString(), target, model, like, surroundings, lesson, new DampedNewton(this));
  }

  @Override
  public void requireFits(ActionSpec<?> target, EffectiveSpec<?> model) {
    Examiner.requireFits(lesson, target, model);
  }
}
