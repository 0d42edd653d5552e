package org.fluxtube.engine.learn;

import java.util.Optional;
import org.fluxtube.engine.catalogue.Param;

/**
 * How hard a lesson of gradient steps works, and when it gives up.
 *
 * @param loss what is made small
 * @param steps optimiser steps in a lesson
 * @param batch samples in a step, drawn from the window; 0: all of it; or draws of the model
 * @param clip largest |dL/dtheta| of a step, longer ones are shortened; 0: no clipping
 * @param decay the rate of step t of all lessons is rate/(1 + decay t), times 10^(-t/decade)
 * @param patience steps without a better held-out loss after which a lesson ends and keeps the
 *     best; 0: never
 * @param growth a lesson whose loss exceeds growth x the loss before it is rolled back
 * @param decade steps in which the rate falls by ten; 0: it does not
 * @param forward part f of forward KL in a loss of draws, (1-f) KL(q|p) + f KL(p|q)
 * @param anneal another action from which a loss of draws comes to the target
 */
public record LessonPlan(
    @Param(
            value =
                "difference ((dS - dS_eff)^2 along proposals), action (variance of S - S_eff; exact"
                    + " determinants only), acceptance (1 - mean (1 + exp(-|dS - dS_eff|))/2),"
                    + " force (squared difference of the forces); of flows reverse-kl,"
                    + " reverse-kl-path or reverse-kl-reinforce (on their own draws, no samples are"
                    + " needed), forward-kl (on configurations of the chains that feed);"
                    + " of a learned-leapfrog expected-jump (one over the expected squared jump of"
                    + " the charge);"
                    + " mapped-force of the trainer force-matching",
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
        double growth,
    @Param(value = "steps in which the rate falls by a factor of ten; 0: never", optional = true)
        double decade,
    @Param(
            value = "part of forward KL in a loss of draws, in [0, 1): so much less of reverse KL",
            optional = true)
        double forward,
    @Param(
            value = "an action with which a loss of draws begins, and the way to the target",
            optional = true)
        Optional<Annealing> anneal) {
  /** With a constant rate but for its decay, the target alone. */
  public LessonPlan(
      Loss loss, int steps, int batch, double clip, double decay, int patience, double growth) {
    this(loss, steps, batch, clip, decay, patience, growth, 0, 0, Optional.empty());
  }

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
    requireAtLeast("decade", decade, 0, "8000");
    if (!(forward >= 0 && forward < 1)) {
      throw new IllegalArgumentException(
          "forward = "
              + forward
              + "; allowed are numbers from 0 to below 1, for example forward = 0.5; for forward KL"
              + " alone write loss = forward-kl");
    }
    if ((forward > 0 || anneal.isPresent()) && !loss.ofDraws()) {
      throw new IllegalArgumentException(
          "forward and anneal belong to a loss of draws, and loss = "
              + loss.written()
              + "; allowed with them is, for example, loss = reverse-kl-path");
    }
  }

  /** The rate of a step. */
  double rate(double first, double step) {
    double falls = decade > 0 ? StrictMath.pow(10, -step / decade) : 1;
    return first * falls / (1 + decay * step);
  }

  /** The part of forward KL in the loss. */
  double forwardPart() {
    return loss == Loss.FORWARD_KL ? 1 : forward;
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
