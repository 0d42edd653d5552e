package org.fluxtube.engine.learn;

import org.fluxtube.engine.catalogue.Param;

/**
 * How hard a lesson of gradient steps works, and when it gives up.
 *
 * @param loss what is made small
 * @param steps optimiser steps in a lesson
 * @param batch samples in a step, drawn from the window; 0: all of it; or draws of the model
 * @param clip largest |dL/dtheta| of a step, longer ones are shortened; 0: no clipping
 * @param decay the rate of step t of all lessons is rate/(1 + decay t)
 * @param patience steps without a better held-out loss after which a lesson ends and keeps the
 *     best; 0: never
 * @param growth a lesson whose loss exceeds growth x the loss before it is rolled back
 */
public record LessonPlan(
    @Param(
            value =
                "difference ((dS - dS_eff)^2 along proposals), action (variance of S - S_eff; exact"
                    + " determinants only), acceptance (1 - mean (1 + exp(-|dS - dS_eff|))/2),"
                    + " force (squared difference of the forces), reverse-kl or reverse-kl-path"
                    + " (flows: on their own draws, no samples are needed)",
            optional = true)
        Loss loss,
    @Param(value = "optimiser steps in a lesson, 1 to 100000", optional = true) int steps,
    @Param(value = "samples or draws in a step; 0: the whole window", optional = true) int batch,
    @Param(value = "largest norm of the gradient in a step; 0: any", optional = true) double clip,
    @Param(value = "the rate of step t is rate/(1 + decay t)", optional = true) double decay,
    @Param(
            value = "steps without a better held-out loss that end a lesson; 0: never",
            optional = true)
        int patience,
    @Param(
            value = "a lesson that multiplies the loss by more than this is rolled back, above 1",
            optional = true)
        double growth) {
  /** Checks the ranges. */
  public LessonPlan {
    if (steps < 1 || steps > 100_000) {
      throw new IllegalArgumentException(
          "steps = " + steps + "; allowed are 1 to 100000, for example steps = 10");
    }
    if (batch < 0 || patience < 0) {
      throw new IllegalArgumentException(
          "batch = " + batch + ", patience = " + patience + "; allowed are numbers from 0");
    }
    requireAtLeast("clip", clip, 0, "10");
    requireAtLeast("decay", decay, 0, "0.001");
    requireAtLeast("growth", growth, 1, "2");
  }

  static void requireAtLeast(String name, double got, double least, String example) {
    if (!(got >= least) || Double.isInfinite(got)) {
      throw new IllegalArgumentException(
          name + " = " + got + "; allowed are numbers from " + least + ", for example " + example);
    }
  }

  static void requirePositive(String name, double got, String example) {
    if (!(got > 0) || Double.isInfinite(got)) {
      throw new IllegalArgumentException(
          name + " = " + got + "; allowed are positive numbers, for example " + example);
    }
  }
}
