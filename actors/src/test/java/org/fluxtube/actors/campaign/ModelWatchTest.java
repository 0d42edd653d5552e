package org.fluxtube.actors.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import org.fluxtube.engine.learn.Lesson;
import org.fluxtube.engine.learn.Model;
import org.junit.jupiter.api.Test;

/** When a model has drifted, when it may drive, and that the memory of both is saved. */
class ModelWatchTest {
  private static Lesson lesson(int number, double fresh, double after, double overlap) {
    Model model = new Model(number, new double[] {1}, "", "");
    double nan = Double.NaN;
    return new Lesson(
        number, model, 10, 10, fresh, nan, after, nan, nan, overlap, nan, nan, 1, false, "learnt");
  }

  @Test
  void aLossThatGrowsOnFreshSamplesIsADrift() {
    ModelWatch watch = new ModelWatch(0);
    assertThat(watch.judge(lesson(1, 100, 1, 0.9)).drift()).isEmpty();
    assertThat(watch.judge(lesson(2, 3, 1.5, 0.9)).drift()).isEmpty();
    ModelWatch.Verdict verdict = watch.judge(lesson(3, 6.1, 2, 0.5));
    assertThat(verdict.drift()).contains("model 2 was 6.1").contains("trained again");
    assertThat(verdict.trusted()).as("trust = 0 trusts always").isTrue();
  }

  @Test
  void trustIsLostAndFoundByThePredictedOverlap() {
    ModelWatch watch = new ModelWatch(0.2);
    // (1 + mean exp(-|x|))/2 = 0.59: mean exp(-|x|) = 0.18
    ModelWatch.Verdict lost = watch.judge(lesson(1, 1, 1, 0.59));
    assertThat(lost.trusted()).isFalse();
    assertThat(lost.drift()).contains("must not drive").contains("0.18").contains("trust = 0.2");
    // restored between two lessons: the same verdict
    ModelWatch restored = new ModelWatch(0.2);
    restored.restore(watch.save());
    Lesson next = lesson(2, 1, 1, 0.61);
    assertThat(restored.judge(next)).isEqualTo(watch.judge(next));
    assertThat(watch.save()).isEqualTo(restored.save()).isEqualTo(new double[] {1, 1});
    assertThat(watch.judge(lesson(3, 1, 1, Double.NaN)).trusted())
        .as("no overlap: as it was")
        .isTrue();
    ModelWatch again = new ModelWatch(0.2);
    again.judge(lesson(1, 1, 1, 0.5));
    assertThat(again.judge(lesson(2, 1, 1, 0.9)).drift()).contains("drives again");
  }
}
