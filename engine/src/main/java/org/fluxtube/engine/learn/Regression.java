package org.fluxtube.engine.learn;

import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.Field;

/**
 * Recursive least squares with forgetting for linear effective actions, in square-root form: with
 * rows X and values y of the new samples the triangle (R | z) becomes that of the QR factorisation
 * of
 *
 * <pre>
 *   sqrt(forgetting) R | sqrt(forgetting) z
 *                    X | y
 * </pre>
 *
 * and theta = R^-1 z (Householder; A. H. Sayed, Adaptive Filters, Wiley 2008, ch. 35). The normal
 * matrix, whose condition number is the square, is never formed. At the start R = sqrt(ridge), z =
 * sqrt(ridge) theta_0. Each sample is used once; the window only judges.
 *
 * @param forgetting weight of all earlier lessons in each new one
 * @param ridge weight of the starting parameters, in units of one sample
 * @param loss difference or action
 * @param growth a lesson whose loss exceeds growth x the loss before it is rolled back
 */
public record Regression(
    @Param(
            value = "weight of the past in each lesson, in (0, 1]; 1 forgets nothing",
            optional = true)
        double forgetting,
    @Param(value = "weight of the starting parameters, positive", optional = true) double ridge,
    @Param(
            value =
                "difference ((dS - dS_eff)^2 along proposals) or action (variance of S - S_eff;"
                    + " exact determinants only)",
            optional = true)
        Loss loss,
    @Param(
            value = "a lesson that multiplies the loss by more than this is rolled back, above 1",
            optional = true)
        double growth)
    implements TrainerSpec {
  /** Checks the ranges. */
  public Regression {
    if (!(forgetting > 0 && forgetting <= 1)) {
      throw new IllegalArgumentException(
          "forgetting = " + forgetting + "; allowed are numbers in (0, 1], for example 0.9");
    }
    LessonPlan.requirePositive("ridge", ridge, "ridge = 1e-6");
    LessonPlan.requireAtLeast("growth", growth, 1, "2");
    Examiner.requireSquares("regression", loss);
  }

  @Override
  public <F extends Field<F>> Trainer bind(
      ActionSpec<F> target, EffectiveSpec<F> model, F like, Surroundings surroundings) {
    requireFits(target, model);
    return new ModelTrainer<>(
        toString(), target, model, like, surroundings, plan(), new RecursiveLeastSquares(this));
  }

  private LessonPlan plan() {
    return new LessonPlan(loss, 1, 0, 0, 0, 0, growth);
  }

  @Override
  public void requireFits(ActionSpec<?> target, EffectiveSpec<?> model) {
    if (!model.linear()) {
      throw new IllegalArgumentException(
          "regression needs an effective action that is linear in its parameters, "
              + model
              + " is not; use for example trainer { type = levenberg-marquardt }");
    }
    Examiner.requireFits(plan(), target, model);
  }
}
