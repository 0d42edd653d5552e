package org.fluxtube.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Adam and AdamW by their published steps, on L = (1/2) sum c_k (theta_k - 1)^2. */
class AdamTest {
  private static final double[] CURVATURE = {1, 100};
  private static final LessonPlan PLAN = new LessonPlan(Loss.ACTION, 1, 0, 0, 0, 0, 2);

  private static Examination loss(double[] theta) {
    double[] g = new double[theta.length];
    for (int k = 0; k < g.length; k++) {
      g[k] = CURVATURE[k] * (theta[k] - 1);
    }
    return new Examination(0, 0, g, new double[0], new double[0][]);
  }

  private static double[] run(Adam spec, double[] start, int steps) {
    Method method = new AdamDescent(spec);
    double[] theta = start.clone();
    for (int i = 0; i < steps; i++) {
      theta = method.step(theta, (t, gradients) -> loss(t), PLAN).theta();
    }
    return theta;
  }

  /** The first step is rate x sign(g), whatever the size of g, and the decay. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 20})
  void theFirstStepIsThatOfThePaper(double decay) {
    double rate = 0.01;
    double[] theta = run(new Adam(rate, 0.9, 0.999, decay, PLAN), new double[] {3, -2}, 1);
    assertThat(theta[0]).isCloseTo(3 - rate - rate * decay * 3, within(1e-9));
    assertThat(theta[1]).isCloseTo(-2 + rate + rate * decay * 2, within(1e-9));
  }

  /**
   * The decay is not part of the gradient: where Adam comes to rest, m/sqrt v = -decay theta, at a
   * curvature that a penalty (decay/2) theta^2 in the loss would hardly see.
   */
  @Test
  void theDecayIsDecoupledFromTheGradient() {
    double[] plain = run(new Adam(0.01, 0.9, 0.999, PLAN), new double[] {3, 3}, 4000);
    assertThat(plain[1]).isCloseTo(1, within(1e-3));
    double[] without = run(new Adam(0.01, 0.9, 0.999, PLAN), new double[] {3, 3}, 60);
    double[] with = run(new Adam(0.01, 0.9, 0.999, 0.5, PLAN), new double[] {3, 3}, 60);
    double lost0 = without[0] - with[0];
    double lost1 = without[1] - with[1];
    assertThat(lost0).isGreaterThan(0.3);
    assertThat(lost1)
        .as("the same for a curvature 100 times larger")
        .isCloseTo(lost0, within(0.05));
  }

  @Test
  void aDecayOutOfRangeIsRefused() {
    for (double bad : new double[] {-1e-9, Double.NaN, 100, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Adam(0.01, 0.9, 0.999, bad, PLAN))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("weight-decay = " + bad);
    }
  }
}
