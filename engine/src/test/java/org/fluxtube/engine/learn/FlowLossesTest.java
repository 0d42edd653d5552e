package org.fluxtube.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.exact.FreeScalar;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.flow.Activation;
import org.fluxtube.engine.flow.AffineCoupling;
import org.fluxtube.engine.flow.Convolution;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.flow.ModeScaling;
import org.fluxtube.engine.flow.TransportMap;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The losses of flows on the free field, whose linear flow, ln Z and configurations are known. */
class FlowLossesTest {
  private static final FieldType SCALAR = new FieldType.Scalar(1);
  private static final Lattice LATTICE = new Lattice(4, 4);
  private static final double MASS = 1.25;
  private static final Flow<ScalarField> LINEAR = new Flow<>(List.of(new ModeScaling()), 1);

  private static final double LOG_Z = -FreeScalar.withoutHalf(MASS, 4, 4).freeEnergy();

  private static LessonPlan plan(
      Loss loss, int steps, double decade, double forward, Optional<Annealing> anneal) {
    return new LessonPlan(loss, steps, 64, 0, 0, 0, 2, decade, forward, anneal);
  }

  private static LessonPlan plan(Loss loss, int steps, double decade) {
    return plan(loss, steps, decade, 0, Optional.empty());
  }

  private interface Body {
    void run(Trainer trainer);
  }

  private static void with(
      ActionSpec<ScalarField> target, Flow<ScalarField> flow, TrainerSpec spec, Body body) {
    TrainerSpec.Surroundings held =
        new TrainerSpec.Surroundings(3, new Window(400, Window.Keep.LATEST), Set.of(1));
    try (ReferenceOps ops = new ReferenceOps(LATTICE);
        Trainer trainer = spec.bind(target, flow, new ScalarField(ops, 1), held)) {
      body.run(trainer);
    }
  }

  /** The linear flow that makes the free field of normal numbers. */
  private static double[] exact() {
    FreeScalar free = FreeScalar.withoutHalf(MASS, 4, 4);
    try (ReferenceOps ops = new ReferenceOps(LATTICE);
        ScalarField u = new ScalarField(ops, 1);
        var flow = LINEAR.bind(u)) {
      double[] theta = flow.parameters();
      for (int k = 0; k < theta.length; k++) {
        String[] mode = flow.labels().get(k).replaceAll("^.*\\[|]", "").split(", ");
        int[] n = Arrays.stream(mode).mapToInt(Integer::parseInt).toArray();
        theta[k] = 0.5 * Math.log(free.propagator(n));
      }
      return theta;
    }
  }

  /** Independent configurations of the free field as a chain would send them. */
  private static List<Sample> samples(int chain, int count) {
    List<Sample> samples = new ArrayList<>();
    try (ReferenceOps ops = new ReferenceOps(LATTICE);
        ScalarField u = new ScalarField(ops, 1);
        var flow = LINEAR.bind(u);
        var action = new Phi4(MASS, 0).bind(u)) {
      TransportMap map = (TransportMap) flow.with(1, exact());
      double[] x = map.draw(RandomFields.stream(40 + chain), count).values();
      int n = LATTICE.volume();
      for (int i = 0; i < count; i++) {
        FieldData field = new FieldData(SCALAR, LATTICE, Arrays.copyOfRange(x, i * n, (i + 1) * n));
        u.load(field);
        Sample.End end = new Sample.End(field, Map.of("phi4", action.value(u)));
        samples.add(new Sample(chain, i + 1, Phase.LEARN, 0, Map.of(), end, end));
      }
    }
    return samples;
  }

  private static List<Sample> both() {
    List<Sample> all = new ArrayList<>(samples(0, 400));
    all.addAll(samples(1, 200));
    return all;
  }

  /** Whatever is made small, the free field comes out, and ln Z with its error. */
  @ParameterizedTest
  @EnumSource(
      value = Loss.class,
      names = {"REVERSE_KL_REINFORCE", "FORWARD_KL", "REVERSE_KL"})
  void eachLossLearnsTheFreeField(Loss loss) {
    LessonPlan plan = plan(loss, 250, 80);
    with(
        new Phi4(MASS, 0),
        LINEAR,
        new Adam(0.08, 0.9, 0.99, plan),
        trainer -> {
          double[] start = trainer.model().parameters();
          Lesson lesson = trainer.learn(1, both());
          assertThat(lesson.rolledBack()).as(lesson.reason()).isFalse();
          double[] theta = trainer.model().parameters();
          double[] exact = exact();
          // a maximum of likelihood from 400 samples knows a mode to 1/sqrt(2 * 400)
          for (int k = 0; k < theta.length; k++) {
            assertThat(theta[k]).isCloseTo(exact[k], within(0.15));
            assertThat(Math.abs(start[k] - exact[k])).isGreaterThan(0.3);
          }
          Map<String, Double> further = lesson.further();
          assertThat(further.get("ess")).isGreaterThan(0.93);
          assertThat(further.get("forwardEss")).isGreaterThan(0.93);
          assertThat(further.get("lnZ"))
              .isCloseTo(LOG_Z, within(4 * Math.max(1e-3, further.get("lnZError"))));
          // 10 parameters from 400 samples leave 10/800 of KL, and ln Z has its error
          assertThat(lesson.heldOutAfter()).isBetween(-0.05, 0.08);
          assertThat(lesson.heldOutBefore()).isGreaterThan(1);
        });
  }

  /** Where q is the target, the baseline leaves nothing of the score: every batch gives 0. */
  @Test
  void reinforceHasNoVarianceAtTheTarget() {
    for (Loss loss : List.of(Loss.REVERSE_KL_REINFORCE, Loss.REVERSE_KL)) {
      with(
          new Phi4(MASS, 0),
          LINEAR,
          new Sgd(1, 0, plan(loss, 1, 0)),
          trainer -> {
            trainer.begin(
                new Model(0, exact(), trainer.model().fingerprint(), "as in the closed form"));
            Lesson lesson = trainer.learn(1, List.of());
            double expected = loss == Loss.REVERSE_KL ? 0.01 : 0;
            if (expected == 0) {
              assertThat(lesson.gradientNorm()).isLessThan(1e-12);
            } else {
              assertThat(lesson.gradientNorm()).isGreaterThan(expected);
            }
          });
    }
  }

  /** A step of plain descent is linear in the loss. */
  private static double[] step(ActionSpec<ScalarField> target, LessonPlan plan) {
    double[][] change = new double[1][];
    Flow<ScalarField> flow =
        new Flow<>(
            List.of(
                new ModeScaling(),
                new AffineCoupling(2, new Convolution(List.of(3), 3, Activation.SILU), false)),
            2);
    with(
        target,
        flow,
        new Sgd(1e-3, 0, plan),
        trainer -> {
          double[] start = trainer.model().parameters();
          Lesson lesson = trainer.learn(1, both());
          assertThat(lesson.rolledBack()).isFalse();
          double[] end = trainer.model().parameters();
          Arrays.setAll(end, k -> (end[k] - start[k]) / 1e-3);
          change[0] = end;
        });
    return change[0];
  }

  private static double[] mixed(double f, double[] b, double[] a) {
    double[] out = new double[a.length];
    Arrays.setAll(out, k -> (1 - f) * a[k] + f * b[k]);
    return out;
  }

  @Test
  void aMixOfBothIsTheirSum() {
    Phi4 target = new Phi4(-1, 1);
    double[] reverse = step(target, plan(Loss.REVERSE_KL_PATH, 1, 0));
    double[] forward = step(target, plan(Loss.FORWARD_KL, 1, 0));
    double[] both = step(target, plan(Loss.REVERSE_KL_PATH, 1, 0, 0.25, Optional.empty()));
    assertThat(both).containsExactly(mixed(0.25, forward, reverse), within(1e-9));
    assertThat(forward).isNotEqualTo(reverse);
  }

  /**
   * Half the way from lambda = 0.5 to lambda = 1.5 is lambda = 1; after the way the target is left.
   */
  @Test
  void aScheduleGoesThroughTheCouplings() {
    Optional<Annealing> way = Optional.of(new Annealing(new Phi4(-1, 0.5), 2));
    Phi4 target = new Phi4(-1, 1.5);
    for (Loss loss : List.of(Loss.REVERSE_KL, Loss.REVERSE_KL_PATH, Loss.REVERSE_KL_REINFORCE)) {
      double[] half = step(new Phi4(-1, 1), plan(loss, 1, 0));
      double[] first = step(target, plan(loss, 1, 0, 0, way));
      assertThat(first).as(loss.written()).containsExactly(half, within(1e-9));
    }
    Optional<Annealing> over = Optional.of(new Annealing(new Phi4(-1, 0.5), 1));
    assertThat(step(target, plan(Loss.REVERSE_KL, 1, 0, 0, over)))
        .isEqualTo(step(target, plan(Loss.REVERSE_KL, 1, 0)));
  }

  @Test
  void theRateFallsAsThePlanSays() {
    assertThat(plan(Loss.ACTION, 1, 0).rate(0.5, 1e6)).isEqualTo(0.5);
    assertThat(plan(Loss.ACTION, 1, 1000).rate(0.5, 2000)).isCloseTo(0.005, within(1e-12));
    LessonPlan slow = new LessonPlan(Loss.ACTION, 1, 0, 0, 0.5, 0, 2, 10, 0, Optional.empty());
    assertThat(slow.rate(1, 10)).isCloseTo(0.1 / 6, within(1e-12));
  }

  /** Numbers that overflow: the last good parameters, and a shorter step until it works. */
  @Test
  void whatIsNotANumberIsRolledBack() {
    with(
        new Phi4(MASS, 0),
        LINEAR,
        new Sgd(1e308, 0, plan(Loss.REVERSE_KL, 3, 0)),
        trainer -> {
          double[] start = trainer.model().parameters();
          Lesson lost = trainer.learn(1, both());
          assertThat(lost.rolledBack()).isTrue();
          assertThat(lost.reason())
              .contains("rolled back")
              .containsAnyOf("not finite", "NaN")
              .contains("shorter steps");
          assertThat(trainer.model().parameters()).isEqualTo(start);
          assertThat(lost.further().get("ess")).isBetween(0.0, 1.0);
          assertThat(lost.further().get("forwardKl")).isFinite();
        });
  }

  @Test
  void whatCannotBeLearntSoIsRefused() {
    assertThatThrownBy(() -> plan(Loss.FORWARD_KL, 10, 0, 0.5, Optional.empty()))
        .hasMessageContaining("forward-kl")
        .hasMessageContaining("reverse-kl-path");
    assertThatThrownBy(() -> plan(Loss.REVERSE_KL, 10, 0, 1, Optional.empty()))
        .hasMessageContaining("forward = 1.0")
        .hasMessageContaining("forward = 0.5");
    assertThatThrownBy(() -> plan(Loss.REVERSE_KL, 10, -1)).hasMessageContaining("decade = -1");
    Annealing gauge = new Annealing(new WilsonPlaquette(2), 5);
    TrainerSpec adam = new Adam(0.1, 0, 0, plan(Loss.REVERSE_KL, 10, 0, 0, Optional.of(gauge)));
    assertThatThrownBy(() -> adam.requireFits(SCALAR, LATTICE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gauge field");
    assertThatThrownBy(() -> new Annealing(new Phi4(1, 0), 0)).hasMessageContaining("steps = 500");
    with(
        new Phi4(MASS, 0),
        LINEAR,
        new Adam(0.1, 0.9, 0.9, plan(Loss.FORWARD_KL, 2, 0)),
        trainer ->
            assertThatThrownBy(() -> trainer.learn(1, samples(1, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("replay window is empty"));
  }
}
