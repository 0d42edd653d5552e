package org.fluxtube.engine.learn;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** The way of theta through the steps of a lesson, and what was found at both its ends. */
final class Course {
  double[] theta;
  double gradientNorm = Double.NaN;
  double condition = Double.NaN;
  int steps;
  String reason = "no new samples to learn from";
  double fresh = Double.NaN;
  double before = Double.NaN;
  double after = Double.NaN;
  double judgedBefore = Double.NaN;
  double judgedAfter = Double.NaN;
  double overlap = Double.NaN;

  /** Why the lesson is to be rolled back; empty if it is not. */
  String trouble = "";

  Map<String, Double> further = Map.of();

  Course(double[] theta) {
    this.theta = theta;
  }

  /** Whether theta can be gone on from. */
  boolean finite() {
    return Arrays.stream(theta).allMatch(Double::isFinite);
  }

  /**
   * What is wrong with the end of the lesson.
   *
   * @param growth by which a loss may be multiplied
   * @param before what the loss is compared with
   * @param judgedBefore what the held-out loss is compared with
   */
  String trouble(double growth, double before, double judgedBefore) {
    if (!finite()) {
      return "rolled back: a parameter is not finite; use a smaller rate or clip";
    }
    if (!Double.isFinite(after)) {
      return "rolled back: the loss is " + after + "; use a smaller rate or clip";
    }
    if (after > growth * before) {
      return String.format(
          Locale.ROOT, "rolled back: the loss grew from %.6g to %.6g", this.before, after);
    }
    if (judgedAfter > growth * judgedBefore) {
      return String.format(
          Locale.ROOT,
          "rolled back: the held-out loss grew from %.6g to %.6g",
          this.judgedBefore,
          judgedAfter);
    }
    return "";
  }
}
