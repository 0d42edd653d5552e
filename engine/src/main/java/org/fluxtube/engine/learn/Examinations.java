package org.fluxtube.engine.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The examinations of one lesson, each made once: a step often begins where the trial of the one
 * before ended, and the losses before and after a lesson are those of its first and last step.
 * Which one is asked for first changes no number.
 */
final class Examinations {
  private final Examiner<?> examiner;
  private final List<Known> known = new ArrayList<>();

  /** Samples by identity. */
  private record Known(
      double[] theta, List<Examined> samples, boolean gradients, Examination examination) {}

  Examinations(Examiner<?> examiner) {
    this.examiner = examiner;
  }

  /** With gradients. */
  Examination of(double[] theta, List<Examined> samples) {
    return of(theta, samples, true);
  }

  /** NaN for no samples. */
  double loss(double[] theta, List<Examined> samples) {
    return samples.isEmpty() ? Double.NaN : of(theta, samples, false).loss();
  }

  private Examination of(double[] theta, List<Examined> samples, boolean gradients) {
    for (Known k : known) {
      if (k.samples == samples && (k.gradients || !gradients) && Arrays.equals(k.theta, theta)) {
        return k.examination;
      }
    }
    Examination made = examiner.examine(theta, samples, gradients);
    known.add(new Known(theta.clone(), samples, gradients, made));
    return made;
  }

  /** (1 + exp(-|dS - dS_eff|))/2 on average; NaN for no samples. */
  double overlap(double[] theta, List<Examined> samples) {
    return samples.isEmpty() ? Double.NaN : of(theta, samples, false).overlap();
  }
}
