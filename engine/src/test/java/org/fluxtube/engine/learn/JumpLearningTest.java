package org.fluxtube.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.flow.Activation;
import org.fluxtube.engine.flow.Chart;
import org.fluxtube.engine.flow.Convolution;
import org.fluxtube.engine.flow.LearnedLeapfrog;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.sampler.L2Hmc;
import org.fluxtube.engine.testing.RandomFields;
import org.fluxtube.engine.testing.SelfLearning;
import org.junit.jupiter.api.Test;

/** The expected squared jump of Q: its gradient, and that it grows. */
class JumpLearningTest {
  private static final FieldType LINKS = new FieldType.Gauge(Group.U1);
  private static final WilsonPlaquette TARGET = new WilsonPlaquette(2);

  private static LearnedLeapfrog leapfrog(int steps, double size) {
    Convolution network = new Convolution(List.of(2), 3, Activation.SILU);
    return new LearnedLeapfrog(2, 2, steps, size, network, 3, 1);
  }

  private static LessonPlan plan(int steps, int batch) {
    return new LessonPlan(Loss.EXPECTED_JUMP, steps, batch, 0, 0, 0, 2);
  }

  /** Against central differences, with proposals that are accepted always and now and then. */
  @Test
  void theGradientIsTheDerivative() {
    try (ReferenceOps ops = new ReferenceOps(new Lattice(4, 4));
        GaugeField like = (GaugeField) RandomFields.hot(ops, LINKS, 2);
        Chart<GaugeField> chart = Chart.of(like);
        JumpLessons<GaugeField> lessons =
            new JumpLessons<>(plan(1, 6), TARGET, leapfrog(1, 0.7), like)) {
      double[] theta;
      try (var model = leapfrog(1, 0.7).bind(like)) {
        theta = model.parameters();
      }
      double[] noise = RandomFields.normal(5, theta.length);
      Arrays.setAll(theta, k -> theta[k] + 0.3 * noise[k]);
      double[] x = RandomFields.normal(6, 6 * chart.size());
      double[] v = RandomFields.normal(7, x.length);
      double[] gradient = lessons.examine(theta, x, v, true).gradient();
      double norm = Method.norm(gradient);
      assertThat(norm).isGreaterThan(1e-3);
      for (int k = 0; k < theta.length; k += k < 9 ? 1 : 11) {
        double h = 1e-5;
        double[] plus = theta.clone();
        double[] minus = theta.clone();
        plus[k] += h;
        minus[k] -= h;
        double up = lessons.examine(plus, x, v, false).loss();
        double down = lessons.examine(minus, x, v, false).loss();
        assertThat(gradient[k]).isCloseTo((up - down) / (2 * h), within(1e-7 * (1 + norm)));
      }
    }
  }

  private static Campaign campaign(int steps, int batch, Phases phases) {
    return Campaigns.campaign(
        11,
        List.of(4, 4),
        LINKS,
        TARGET,
        List.of(
            new Campaign.ChainGroup(
                "l2hmc", 1, new L2Hmc(Optional.empty(), true, Optional.of(Campaigns.HMC))),
            new Campaign.ChainGroup("hmc", 1, Campaigns.HMC)),
        phases,
        Campaigns.learning(
            leapfrog(2, 0.15), new Adam(0.02, 0.9, 0.999, plan(steps, batch)), 10, 10));
  }

  /** From steps that are too short: longer ones jump farther, and lessons find them. */
  @Test
  void theJumpGrows() {
    try (SelfLearning run = new SelfLearning(campaign(20, 32, new Phases(10, 50, 10)))) {
      run.to(65);
      List<Lesson> lessons = run.lessons();
      assertThat(lessons).hasSize(3).noneMatch(Lesson::rolledBack);
      Lesson last = lessons.getLast();
      // each lesson compares both its ends on the same proposals
      double gain = 1;
      for (Lesson lesson : lessons) {
        gain *= lesson.before() / lesson.after();
      }
      assertThat(gain).isGreaterThan(1.7);
      assertThat(last.further().get("expectedJump")).isCloseTo(1 / last.after(), within(1e-12));
      assertThat(last.further().get("jumpAcceptance")).isBetween(0.2, 1.0);
      assertThat(run.chains().getFirst().version()).isPositive();
      assertThat(run.trajectories(0).getLast().info().details()).containsKey("lnJ");
    }
  }

  @Test
  void anyCutGoesOnBitwise() {
    FlowLearningTest.goesOnBitwise(campaign(2, 4, new Phases(5, 30, 10)), List.of(17, 26), 40);
  }

  @Test
  void whatCannotBeLearntSoIsRefused() {
    Adam jump = new Adam(0.01, 0.9, 0.999, plan(5, 16));
    assertThatThrownBy(() -> jump.requireFits(TARGET, Campaigns.plaquette(1)))
        .hasMessageContainingAll("expected-jump", "type = learned-leapfrog");
    Adam whole = new Adam(0.01, 0.9, 0.999, plan(5, 0));
    assertThatThrownBy(() -> whole.requireFits(TARGET, leapfrog(2, 0.1)))
        .hasMessageContainingAll("batch = 0", "batch = 64");
    Adam drawn = new Adam(0.01, 0.9, 0.999, new LessonPlan(Loss.REVERSE_KL, 5, 16, 0, 0, 0, 2));
    assertThatThrownBy(() -> drawn.requireFits(TARGET, leapfrog(2, 0.1)))
        .hasMessageContaining("type = flow");
  }
}
