package org.fluxtube.actors.campaign;

import java.util.Locale;
import org.fluxtube.engine.learn.Lesson;

/**
 * Drift: the loss of a model on samples that it has not seen, against its loss on those that it
 * learnt from. A function of the lessons alone, no clock.
 */
final class ModelWatch {
  /** With few samples in a lesson the loss itself varies by a factor of two. */
  private static final double TOO_MUCH = 4;

  private double lossBefore = Double.NaN;

  /** What there is to say of a lesson; empty if nothing. */
  String judge(Lesson lesson) {
    double expected = lossBefore;
    lossBefore = lesson.after();
    if (!(lesson.fresh() > TOO_MUCH * expected)) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "the loss of model %d was %.3g on fresh samples and %.3g on those that it learnt from; it"
            + " was trained again from the window to %.3g",
        lesson.number() - 1,
        lesson.fresh(),
        expected,
        lesson.after());
  }
}
