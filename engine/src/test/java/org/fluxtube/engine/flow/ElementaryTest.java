package org.fluxtube.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Test;

/** Functions of arrays beside those of StrictMath. */
class ElementaryTest {
  private static final double EPSILON = Math.ulp(1.0);

  /** Small, usual, large and very large numbers of both signs, and zero. */
  private static double[] numbers() {
    double[] x = RandomFields.normal(1, 4001);
    double[] scales = {1e-12, 1e-3, 0.3, 1, 4, 30, 1e3};
    for (int k = 0; k < x.length; k++) {
      x[k] *= scales[k % scales.length];
    }
    x[0] = 0;
    return x;
  }

  @Test
  void theLogisticFunction() {
    double[] x = numbers();
    double[] s = x.clone();
    Elementary.logistic(s, s);
    for (int k = 0; k < x.length; k++) {
      double expected = 1 / (1 + StrictMath.exp(-Math.clamp(x[k], -48, 48)));
      assertThat(s[k]).isCloseTo(expected, within(200 * EPSILON * expected));
      assertThat(s[k]).isCloseTo(1 / (1 + StrictMath.exp(-x[k])), within(16 * EPSILON));
    }
    assertThat(s[0]).isEqualTo(0.5);
  }

  @Test
  void theArcTangent() {
    double[] x = Arrays.copyOf(numbers(), 4005);
    x[4001] = 1e200;
    x[4002] = -Double.MAX_VALUE;
    x[4003] = Double.POSITIVE_INFINITY;
    x[4004] = 1e10;
    double[] y = new double[x.length];
    Elementary.atan(x, 0.5, y);
    for (int k = 0; k < x.length; k++) {
      double expected = 0.5 * StrictMath.atan(x[k]);
      assertThat(y[k]).isCloseTo(expected, within(8 * EPSILON * Math.abs(expected)));
    }
  }

  @Test
  void sinesAndCosinesOfAnyAngle() {
    double[] p = numbers();
    double[] sin = new double[p.length];
    double[] cos = new double[p.length];
    Elementary.sinCos(p, sin, cos);
    for (int k = 0; k < p.length; k++) {
      // that of a large angle is known to the rounding of the angle
      double error = (8 + Math.abs(p[k])) * EPSILON;
      assertThat(sin[k]).isCloseTo(StrictMath.sin(p[k]), within(error));
      assertThat(cos[k]).isCloseTo(StrictMath.cos(p[k]), within(error));
    }
  }

  @Test
  void sinesAndCosinesOfSmallAngles() {
    for (int k = -1000; k <= 1000; k++) {
      double e = k / 1000.0;
      double sine = StrictMath.sin(e);
      assertThat(Elementary.sin(e)).isCloseTo(sine, within(2 * EPSILON * Math.abs(sine)));
      assertThat(Elementary.cos(e)).isCloseTo(StrictMath.cos(e), within(2 * EPSILON));
    }
  }

  /** The chain's field then is not a number, which the chain finds out. */
  @Test
  void whatIsNoNumberStaysSo() {
    double[] x = {Double.NaN, Double.POSITIVE_INFINITY};
    double[] y = new double[2];
    double[] z = new double[2];
    Elementary.logistic(x, y);
    assertThat(y[0]).isNaN();
    Elementary.atan(x, 1, y);
    assertThat(y[0]).isNaN();
    Elementary.sinCos(x, y, z);
    assertThat(y).containsOnly(Double.NaN);
    assertThat(z).containsOnly(Double.NaN);
  }
}
