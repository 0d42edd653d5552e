package org.fluxtube.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DampedNewtonTest {
  private static final LessonPlan PLAN = new LessonPlan(Loss.ACTION, 1, 0, 0, 0, 0, 2);

  /** r_i = a_i (theta_0 - 3) + b_i/1000; what depends on theta_1 is rounding alone. */
  private static Examination loss(double[] theta) {
    int n = 20;
    double[] residuals = new double[n];
    double[][] jacobian = new double[n][];
    double[] gradient = new double[2];
    double loss = 0;
    for (int i = 0; i < n; i++) {
      double a = 1 + Math.sin(i);
      double b = Math.cos(7.3 * i);
      jacobian[i] = new double[] {a, 1e-17 * b};
      // the loss does depend on it: a step along the noise is seen
      residuals[i] = a * (theta[0] - 3) + 1e-3 * b * (1 + theta[1]);
      loss += residuals[i] * residuals[i] / (2 * n);
      gradient[0] += residuals[i] * a / n;
    }
    return new Examination(loss, 1, gradient, residuals, jacobian);
  }

  /** A derivative that is rounding does not turn the step into noise. */
  @Test
  void aParameterWithoutInfluenceStays() {
    DampedNewton method = new DampedNewton(new LevenbergMarquardt(1e-3, PLAN));
    double[] theta = {0, 0};
    for (int step = 0; step < 6; step++) {
      Method.Step next = method.step(theta, (at, _) -> loss(at), PLAN);
      assertThat(next.condition()).isBetween(0.9, 2.0);
      theta = next.theta();
    }
    assertThat(theta[0]).isCloseTo(3, within(1e-3));
    assertThat(theta[1]).isCloseTo(0, within(1e-12));
  }
}
