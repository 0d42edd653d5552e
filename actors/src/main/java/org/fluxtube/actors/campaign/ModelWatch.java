package org.fluxtube.actors.campaign;

import java.util.Locale;
import org.fluxtube.engine.learn.Lesson;

/**
 * Drift, and whether a new model may drive. A model has drifted where its loss on samples that it
 * has not seen is far above its loss on those that it learnt from; it has been trained again from
 * the window by then. Where that did not help, its predicted overlap, mean exp(-|dS - dS_eff|) over
 * the fresh samples, is below what the campaign trusts, and chains fall back to their target. A
 * function of the lessons alone, no clock.
 */
final class ModelWatch {
  /** With few samples in a lesson the loss itself varies by a factor of two. */
  private static final double TOO_MUCH = 4;

  private final double trust;
  private double lossBefore = Double.NaN;
  private boolean trusted = true;

  /**
   * @param trust least overlap of a model that may drive
   */
  ModelWatch(double trust) {
    this.trust = trust;
  }

  /**
   * What there is to say of a lesson.
   *
   * @param trusted whether its model may drive
   * @param changed whether that is another answer than after the lesson before
   * @param drift what happened; empty if nothing
   */
  record Verdict(boolean trusted, boolean changed, String drift) {}

  Verdict judge(Lesson lesson) {
    double expected = lossBefore;
    lossBefore = lesson.after();
    String drift = "";
    if (lesson.fresh() > TOO_MUCH * expected) {
      drift =
          String.format(
              Locale.ROOT,
              "the loss of model %d was %.3g on fresh samples and %.3g on those that it learnt"
                  + " from; it was trained again from the window to %.3g",
              lesson.number() - 1,
              lesson.fresh(),
              expected,
              lesson.after());
    }
    // what the lesson calls overlap is the mean of (1 + exp(-|dS - dS_eff|))/2
    double overlap = 2 * lesson.overlap() - 1;
    boolean before = trusted;
    if (!Double.isNaN(overlap)) {
      trusted = overlap >= trust;
    }
    if (!trusted) {
      String fall =
          String.format(
              Locale.ROOT,
              "model %d must not drive: mean exp(-|dS - dS_eff|) over fresh samples is %.3g, below"
                  + " trust = %.3g; chains fall back to their target where their sampler can",
              lesson.number(),
              overlap,
              trust);
      drift = drift.isEmpty() ? fall : drift + "; " + fall;
    } else if (!before) {
      drift =
          String.format(
              Locale.ROOT, "model %d drives again: overlap %.3g", lesson.number(), overlap);
    }
    return new Verdict(trusted, trusted != before, drift);
  }

  /** All that later verdicts depend on. */
  double[] save() {
    return new double[] {lossBefore, trusted ? 1 : 0};
  }

  /** Goes back to what {@link #save} gave. */
  void restore(double[] saved) {
    lossBefore = saved[0];
    trusted = saved[1] != 0;
  }
}
