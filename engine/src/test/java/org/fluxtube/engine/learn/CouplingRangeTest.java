package org.fluxtube.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.exact.FreeScalar;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.flow.Chart;
import org.fluxtube.engine.flow.CouplingRange;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.flow.ModeScaling;
import org.fluxtube.engine.flow.TransportMap;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.stats.LogWeights;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Test;

/** One flow for the free fields of a range of masses, against ln Z of each. */
class CouplingRangeTest {
  private static final Lattice LATTICE = new Lattice(4, 4);
  private static final double LEAST = 0.5;
  private static final double MOST = 3;

  private static double square(double a) {
    return (1 - a) * LEAST + a * MOST;
  }

  private static Flow<ScalarField> flow(double at) {
    CouplingRange range = new CouplingRange(new Phi4(LEAST, 0), new Phi4(MOST, 0), at, 3);
    return new Flow<>(List.of(new ModeScaling(1.2)), 1, 1, Optional.of(range));
  }

  private static Trainer trainer(ReferenceOps ops, Phi4 target, Flow<ScalarField> flow) {
    LessonPlan plan = new LessonPlan(Loss.REVERSE_KL_PATH, 250, 16, 0, 0.05, 0, 2);
    TrainerSpec.Surroundings alone =
        new TrainerSpec.Surroundings(3, new Window(8, Window.Keep.LATEST), Set.of());
    return new Adam(0.1, 0.9, 0.999, plan).bind(target, flow, new ScalarField(ops, 1), alone);
  }

  private static LogWeights weights(
      ReferenceOps ops, Flow<ScalarField> spec, double[] theta, ActionSpec<ScalarField> target) {
    try (ScalarField u = new ScalarField(ops, 1);
        Chart<ScalarField> chart = Chart.of(u);
        var action = target.bind(u);
        var flow = spec.bind(u)) {
      TransportMap map = (TransportMap) flow.with(1, theta);
      TransportMap.Batch x = map.draw(RandomFields.stream(4), 500);
      double[] weights = new double[500];
      for (int i = 0; i < weights.length; i++) {
        int n = LATTICE.volume();
        chart.load(Arrays.copyOfRange(x.values(), i * n, (i + 1) * n), u);
        weights[i] = -action.value(u) - x.logs()[i];
      }
      return LogWeights.of(weights);
    }
  }

  @Test
  void whatIsLearntAtAllMassesServesEach() {
    try (ReferenceOps ops = new ReferenceOps(LATTICE);
        Trainer trainer = trainer(ops, new Phi4(square(0.4), 0), flow(0.4))) {
      Lesson lesson = trainer.learn(1, List.of());
      assertThat(lesson.rolledBack()).as(lesson.reason()).isFalse();
      double[] theta = trainer.model().parameters();
      for (double a : new double[] {0, 0.15, 0.4, 0.8, 1}) {
        LogWeights weights = weights(ops, flow(a), theta, new Phi4(square(a), 0));
        assertThat(weights.ess()).as("a = " + a).isGreaterThan(0.97);
        double exact = -FreeScalar.withoutHalf(square(a), 4, 4).freeEnergy();
        assertThat(weights.logZ()).isCloseTo(exact, within(4 * weights.logZError() + 1e-6));
        assertThat(weights.logZError()).isLessThan(0.01);
      }
      // the same parameters at another place are those of another mass
      assertThat(weights(ops, flow(1), theta, new Phi4(LEAST, 0)).ess()).isLessThan(0.7);
    }
  }

  @Test
  void theModelBelongsToTheRangeAndNotToThePlace() {
    assertThat(flow(0.1).architecture()).isEqualTo(flow(0.9).architecture());
    CouplingRange wider = new CouplingRange(new Phi4(LEAST, 0), new Phi4(4, 0), 0.1, 3);
    Flow<ScalarField> other = new Flow<>(flow(0).maps(), 1, 1, Optional.of(wider));
    assertThat(other.architecture()).isNotEqualTo(flow(0.1).architecture());
    assertThat(new Flow<>(flow(0).maps(), 1).architecture()).doesNotContain("order");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Phi4 end = new Phi4(1, 0);
    assertThatThrownBy(() -> new CouplingRange(end, end, 1.5, 1))
        .hasMessageContainingAll("at = 1.5", "at = 0.5");
    assertThatThrownBy(() -> new CouplingRange(end, end, 1, 0)).hasMessageContaining("order = 0");
    try (ReferenceOps ops = new ReferenceOps(LATTICE)) {
      assertThatThrownBy(() -> trainer(ops, new Phi4(1, 0), flow(0.4)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("at = 0.4", "(1-a) S_0 + a S_1");
    }
    Annealing way = new Annealing(end, 5);
    LessonPlan both = new LessonPlan(Loss.REVERSE_KL, 5, 8, 0, 0, 0, 2, 0, 0, Optional.of(way));
    Phi4 target = new Phi4(square(0.4), 0);
    assertThatThrownBy(() -> new Adam(0.1, 0.9, 0.999, both).requireFits(target, flow(0.4)))
        .hasMessageContaining("leave forward and anneal out");
    assertThatThrownBy(() -> flow(0.4).requireFits(new FieldType.Gauge(Group.U1), LATTICE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
