package org.fluxtube.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.flow.Activation;
import org.fluxtube.engine.flow.AffineCoupling;
import org.fluxtube.engine.flow.Chart;
import org.fluxtube.engine.flow.Convolution;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.flow.MapSpec;
import org.fluxtube.engine.flow.ModeScaling;
import org.fluxtube.engine.flow.SplineCoupling;
import org.fluxtube.engine.flow.TransportMap;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.sampler.HmcSpec;
import org.fluxtube.engine.stats.Estimate;
import org.fluxtube.engine.stats.LogWeights;
import org.fluxtube.engine.stats.Reweighting;
import org.fluxtube.engine.testing.RandomFields;
import org.fluxtube.engine.testing.Runs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever the flow, ln Z and the reweighted means are those of the target. */
class TwoFlowsTest {
  private static final Lattice LATTICE = new Lattice(4, 4);
  private static final Phi4 TARGET = new Phi4(-1, 2);
  private static final int DRAWS = 8_192;

  /**
   * What a flow says after its lessons.
   *
   * @param square reweighted (1/V) sum phi^2
   */
  private record Said(LogWeights weights, Reweighting.Mean square) {}

  private static Said learnt(MapSpec coupling) {
    Flow<ScalarField> spec = new Flow<>(List.of(new ModeScaling(1.2), coupling), 3);
    LessonPlan plan =
        new LessonPlan(Loss.REVERSE_KL_PATH, 150, 64, 20, 0, 0, 2, 150, 0, Optional.empty());
    TrainerSpec.Surroundings alone =
        new TrainerSpec.Surroundings(5, new Window(8, Window.Keep.LATEST), Set.of());
    try (ReferenceOps ops = new ReferenceOps(LATTICE);
        ScalarField u = new ScalarField(ops, 1);
        Trainer trainer =
            new Adam(0.01, 0.9, 0.999, plan).bind(TARGET, spec, new ScalarField(ops, 1), alone);
        Chart<ScalarField> chart = Chart.of(u);
        var action = TARGET.bind(u);
        var flow = spec.bind(u)) {
      Lesson lesson = trainer.learn(1, List.of());
      assertThat(lesson.rolledBack()).as(lesson.reason()).isFalse();
      TransportMap map = (TransportMap) flow.with(1, trainer.model().parameters());
      TransportMap.Batch x = map.draw(RandomFields.stream(11), DRAWS);
      double[] logWeights = new double[DRAWS];
      double[] squares = new double[DRAWS];
      int n = LATTICE.volume();
      for (int i = 0; i < DRAWS; i++) {
        double[] phi = Arrays.copyOfRange(x.values(), i * n, (i + 1) * n);
        chart.load(phi, u);
        logWeights[i] = -action.value(u) - x.logs()[i];
        squares[i] = Arrays.stream(phi).map(v -> v * v).average().orElseThrow();
      }
      return new Said(LogWeights.of(logWeights), Reweighting.of(logWeights, squares));
    }
  }

  @Test
  @Tag("physics")
  void affineAndSplineFlowsAgreeWithEachOtherAndWithHmc() {
    Convolution network = new Convolution(List.of(8), 3, Activation.SILU);
    Said affine = learnt(new AffineCoupling(6, network, true));
    Said spline = learnt(new SplineCoupling(4, network, 6, 2, true));
    Runs.Series hmc =
        Runs.run(
            new HmcSpec(1, new Omelyan2(6)),
            TARGET,
            new FieldType.Scalar(1),
            LATTICE,
            7,
            200,
            10_000,
            (u, action) -> new double[] {u.ops().norm2(u.vector()) / LATTICE.volume()});
    Estimate square = hmc.mean(0);
    for (Said said : List.of(affine, spline)) {
      assertThat(said.weights.ess()).isGreaterThan(0.5);
      assertThat(said.weights.logZError()).isLessThan(0.01);
      double error = Math.hypot(said.square.error(), square.error());
      assertThat(said.square.value()).isCloseTo(square.value(), within(3 * error));
    }
    double error = Math.hypot(affine.weights.logZError(), spline.weights.logZError());
    assertThat(affine.weights.logZ()).isCloseTo(spline.weights.logZ(), within(3 * error));
    assertThat(affine.weights.sorted()).isNotEqualTo(spline.weights.sorted());
  }
}
