package org.fluxtube.engine.learn;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a lesson did. Losses are those of the trainer's {@link Loss} and NaN where there was nothing
 * to evaluate them on.
 *
 * @param number the lesson, counted from 1
 * @param model what the chains adopt, of version {@code number}
 * @param samples new samples that trained
 * @param window samples in the replay window
 * @param fresh loss of the old model on the new samples, before it has learnt from them: the honest
 *     sign of drift
 * @param before loss of the old model on the window
 * @param after loss of the new model on the window
 * @param heldOutBefore loss of the old model on samples that never train
 * @param heldOutAfter loss of the new model on them
 * @param overlap mean of (1 + exp(-|dS - dS_eff|))/2 over the new samples with the new model: the
 *     acceptance that the model's own proposals between these ends would have
 * @param gradientNorm |dL/dtheta| at the start of the lesson
 * @param condition condition number of the (column-scaled) design matrix; NaN where the method has
 *     none
 * @param steps steps of the optimiser that were kept
 * @param rolledBack whether the last good parameters were put back
 * @param reason what happened, one sentence
 * @param further other numbers by name: of a flow {@code ess}, {@code lnZ} and the like
 */
public record Lesson(
    int number,
    Model model,
    int samples,
    int window,
    double fresh,
    double before,
    double after,
    double heldOutBefore,
    double heldOutAfter,
    double overlap,
    double gradientNorm,
    double condition,
    int steps,
    boolean rolledBack,
    String reason,
    Map<String, Double> further) {
  /** Sorts the further numbers. */
  public Lesson {
    further = Collections.unmodifiableMap(new TreeMap<>(further));
  }

  /** A lesson of which there is no more to tell. */
  public Lesson(
      int number,
      Model model,
      int samples,
      int window,
      double fresh,
      double before,
      double after,
      double heldOutBefore,
      double heldOutAfter,
      double overlap,
      double gradientNorm,
      double condition,
      int steps,
      boolean rolledBack,
      String reason) {
    this(
        number,
        model,
        samples,
        window,
        fresh,
        before,
        after,
        heldOutBefore,
        heldOutAfter,
        overlap,
        gradientNorm,
        condition,
        steps,
        rolledBack,
        reason,
        Map.of());
  }
}
