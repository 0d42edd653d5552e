package org.fluxtube.observability;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.fluxtube.engine.run.Event;

/** The meters of the trainer. */
final class LearningMeters {
  private final Timer lesson;
  private final Counter rollBacks;
  private final Counter drifts;
  private final Counter choices;
  private final MeterFamily.Level version;
  private final MeterFamily.Level loss;
  private final MeterFamily.Level heldOut;
  private final MeterFamily.Level overlap;
  private final MeterFamily.Level gradientNorm;
  private final MeterFamily.Level replay;
  private final MeterFamily family;

  /** Only where a flow is learnt. */
  private FlowMeters flow;

  LearningMeters(MeterFamily family) {
    this.family = family;
    lesson = family.timer("fluxtube.lesson", "Wall-clock time of a lesson.");
    rollBacks =
        family.counter(
            "fluxtube.rolled.back.lessons",
            "lessons",
            "Lessons thrown away because their loss diverged or was not a number.");
    drifts =
        family.counter(
            "fluxtube.model.drifts",
            "drifts",
            "Times at which the model had become worse on fresh samples.");
    choices =
        family.counter(
            "fluxtube.model.choices", "choices", "Models that were chosen of several candidates.");
    version =
        family.level(
            "fluxtube.trainer.version", "version", "Version of the model of the last lesson.");
    loss =
        family.level(
            "fluxtube.lesson.loss", "loss", "Loss of the last lesson on what it learnt from.");
    heldOut =
        family.level(
            "fluxtube.lesson.held.out.loss",
            "loss",
            "Loss of the last lesson on samples of chains that did not train; NaN without any.");
    overlap =
        family.level(
            "fluxtube.lesson.overlap",
            "overlap",
            "Acceptance that the model's own proposals between the new samples would have.");
    gradientNorm =
        family.level(
            "fluxtube.lesson.gradient.norm",
            "norm",
            "Norm of the gradient of the loss at the start of the last lesson.");
    replay = family.level("fluxtube.replay.samples", "samples", "Samples in the replay window.");
  }

  void learnt(Event.LessonLearnt e) {
    lesson.record(ChainMeters.nanos(e.seconds()), TimeUnit.NANOSECONDS);
    version.set(e.version());
    loss.set(e.loss());
    heldOut.set(e.heldOut());
    overlap.set(e.overlap());
    gradientNorm.set(e.gradientNorm());
    replay.set(e.window());
    if (e.further().containsKey("ess")) {
      if (flow == null) {
        flow = new FlowMeters(family);
      }
      flow.learnt(e.further());
    }
  }

  void rolledBack() {
    rollBacks.increment();
  }

  void drifted() {
    drifts.increment();
  }

  void chosen() {
    choices.increment();
  }
}
