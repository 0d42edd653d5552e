package org.fluxtube.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.action.DoubleExchange;
import org.fluxtube.engine.action.SpinCouplings;
import org.fluxtube.engine.action.SpinTransformer;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.run.Start;
import org.fluxtube.engine.run.Temperatures;
import org.fluxtube.engine.sampler.SingleSpin;
import org.fluxtube.engine.sampler.Slmc;
import org.fluxtube.engine.testing.SelfLearning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemperatureTrainerTest {
  private static final List<Double> BETA = List.of(1.0, 4.0, 9.0);

  private static Campaign campaign(boolean linear) {
    List<Double> couplings = Collections.nCopies(3, 0.0);
    LessonPlan plan = new LessonPlan(Loss.ACTION, 2, 0, 0, 0, 0, 2);
    return new Campaign(
        "sweep",
        3,
        List.of(4, 2),
        new FieldType.Spin(3),
        new DoubleExchange(1, 2, 1, 0),
        new Start.Hot(),
        List.of(
            new Campaign.ChainGroup(
                "slmc", 2, new Slmc(new SingleSpin(10, 1.5, 0), 1, Optional.empty(), true)),
            new Campaign.ChainGroup(
                "judge", 1, new Slmc(new SingleSpin(10, 1.5, 0), 1, Optional.empty(), true))),
        new Phases(5, 60, 10),
        List.of(),
        new Campaign.Checkpointing(60, 2),
        new Campaign.Archive(0, 0, "hdf5"),
        new Campaign.Http("127.0.0.1", 0),
        "reference",
        1,
        Optional.of(
            new Learning(
                linear
                    ? new SpinCouplings(couplings)
                    : new SpinTransformer(
                        1, 2, SpinTransformer.Mixing.ATTENTION, 0.1, 1, couplings),
                linear
                    ? new Regression(0.9, 1e-6, Loss.ACTION, 2)
                    : new LevenbergMarquardt(1e-3, plan),
                10,
                1,
                10,
                new Window(60, Window.Keep.RESERVOIR),
                List.of(),
                List.of("judge"),
                1,
                Learning.Schedule.EPOCHS,
                0,
                256,
                Optional.empty(),
                Optional.empty())),
        Campaign.Checks.NONE,
        Optional.of(new Temperatures(BETA, 0)));
  }

  /** What all temperatures learn together is what each learns from its own chains alone. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyTemperatureLearnsAlone(boolean linear) {
    Campaign sweep = campaign(linear);
    List<Sample> samples = new ArrayList<>();
    try (SelfLearning run = new SelfLearning(sweep)) {
      run.to(14);
      samples.addAll(run.pending());
    }
    assertThat(samples).hasSize(9 * 9);
    try (FieldOps ops = new ReferenceOps(sweep.geometry());
        Trainer together = Trainer.open(sweep, ops)) {
      Lesson lesson = together.learn(1, samples);
      assertThat(lesson.samples()).isEqualTo(6 * 9);
      assertThat(lesson.heldOutAfter()).isFinite();
      for (int rank = 0; rank < 3; rank++) {
        int of = rank;
        try (Trainer alone =
            Trainer.openOne(
                sweep, sweep.at(rank), sweep.learning().orElseThrow().effective(), ops)) {
          List<Sample> own = samples.stream().filter(s -> sweep.rank(s.chain()) == of).toList();
          double[] theta = alone.learn(1, own).model().parameters();
          assertThat(lesson.model().part(rank, 3).parameters()).isEqualTo(theta);
          assertThat(theta).isNotEqualTo(lesson.model().part((rank + 1) % 3, 3).parameters());
        }
      }
    }
  }

  /** Cut in the middle of LEARN, opened anew, gone on: the same fields and models. */
  @Test
  void goesOnBitwise() {
    Campaign sweep = campaign(false);
    try (SelfLearning whole = new SelfLearning(sweep);
        SelfLearning first = new SelfLearning(sweep);
        SelfLearning second = new SelfLearning(sweep)) {
      whole.to(75);
      second.restore(first.to(28).cut());
      second.to(75);
      assertThat(second.trainer().model()).isEqualTo(whole.trainer().model());
      for (int c = 0; c < sweep.chainCount(); c++) {
        assertThat(second.chains().get(c).snapshot().values())
            .isEqualTo(whole.chains().get(c).snapshot().values());
      }
    }
  }

  @Test
  void aModelOfOtherTemperaturesIsRefused() {
    Campaign sweep = campaign(true);
    Campaign one = sweep.at(0);
    String needed = Model.fingerprint(sweep);
    Model other = new Model(3, new double[3], Model.fingerprint(one), "of one temperature");
    assertThatThrownBy(() -> Model.of(other.toCheckpoint(), needed))
        .hasMessageContaining("at each of beta = [1.0, 4.0, 9.0]");
  }
}
