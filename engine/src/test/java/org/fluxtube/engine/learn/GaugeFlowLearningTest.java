package org.fluxtube.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.exact.U1Torus;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.flow.Activation;
import org.fluxtube.engine.flow.Circle;
import org.fluxtube.engine.flow.Convolution;
import org.fluxtube.engine.flow.MapSpec;
import org.fluxtube.engine.flow.PlaquetteCoupling;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Trajectory;
import org.fluxtube.engine.sampler.StepInfo;
import org.fluxtube.engine.stats.Estimate;
import org.fluxtube.engine.stats.GammaMethod;
import org.fluxtube.engine.stats.LogWeights;
import org.fluxtube.engine.testing.SelfLearning;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Flows of links that learn: closed forms of U(1) on a small torus. */
class GaugeFlowLearningTest {
  private static final double BETA = 1;

  private static Campaign torus(Circle circle, int learn, int measure) {
    MapSpec map =
        new PlaquetteCoupling(8, new Convolution(List.of(4), 3, Activation.SILU), circle, 4);
    return FlowLearningTest.campaign(
        List.of(4, 4),
        new FieldType.Gauge(Group.U1),
        new WilsonPlaquette(BETA),
        List.of(map),
        5,
        learn,
        measure);
  }

  private static double plaquette(FieldData u) {
    double[] x = u.values();
    int volume = u.lattice().volume();
    double sum = 0;
    for (int s = 0; s < volume; s++) {
      int[] plus = {s, volume + u.lattice().forward(s, 0)};
      int[] minus = {u.lattice().forward(s, 1), volume + s};
      double angle = 0;
      for (int k = 0; k < 2; k++) {
        angle += Math.atan2(x[2 * plus[k] + 1], x[2 * plus[k]]);
        angle -= Math.atan2(x[2 * minus[k] + 1], x[2 * minus[k]]);
      }
      sum += Math.cos(angle);
    }
    return sum / volume;
  }

  /** The chain of the flow, HMC and the weights of the proposals against the character sum. */
  @Test
  @Tag("physics")
  void whatIsLearntIsExact() {
    U1Torus exact = new U1Torus(BETA, 16);
    int measure = 2000;
    try (SelfLearning run = new SelfLearning(torus(Circle.SPLINE, 80, measure))) {
      run.to(85);
      double[][] series = new double[2][measure];
      for (int t = 0; t < measure; t++) {
        run.advance();
        for (int chain = 0; chain < 2; chain++) {
          series[chain][t] = plaquette(run.chains().get(chain).snapshot());
        }
      }
      for (double[] of : series) {
        Estimate mean = GammaMethod.DEFAULT.analyse(List.<double[]>of(of)).estimate();
        assertThat(mean.value()).isCloseTo(exact.plaquette(), within(4 * mean.error()));
        assertThat(mean.error()).isLessThan(0.02);
      }
      Lesson last = run.lessons().getLast();
      assertThat(last.after()).isLessThan(run.lessons().getFirst().before() / 4);
      assertThat(last.further().get("forwardEss")).isGreaterThan(0.3);
      List<Trajectory> measured = run.trajectories(0).subList(85, 85 + measure);
      LogWeights weights =
          LogWeights.of(
              measured.stream()
                  .mapToDouble(t -> t.info().details().get(StepInfo.LOG_WEIGHT))
                  .toArray());
      assertThat(weights.logZ()).isCloseTo(exact.logZ(), within(4 * weights.logZError()));
      assertThat(weights.logZError()).isLessThan(0.03);
      assertThat(weights.ess()).isGreaterThan(0.4);
    }
  }

  @Test
  void anyCutGoesOnBitwise() {
    FlowLearningTest.goesOnBitwise(torus(Circle.PROJECTION, 30, 30), List.of(3, 17, 26, 41), 55);
  }
}
