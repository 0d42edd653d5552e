package org.fluxtube.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.lattice.Lattice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of every flow: of reverse KL, and of the action in the mapped variables. */
class FlowGradientTest extends FlowContract {
  /** Against central differences of the loss at the same z; the target is a quartic well. */
  @ParameterizedTest
  @MethodSource("cases")
  void theGradientOfReverseKlIsTheDerivative(Case c) {
    with(
        c,
        flow -> {
          double[] z = some(6, flow, 5);
          double[] gradient = flow.reverse(z, WELL, false).gradient();
          double[] theta = flow.parameters();
          double h = 3e-6;
          double norm = Math.sqrt(Arrays.stream(gradient).map(g -> g * g).sum());
          for (int k = 0; k < theta.length; k += 1 + theta.length / 12) {
            double[] plus = theta.clone();
            double[] minus = theta.clone();
            plus[k] += h;
            minus[k] -= h;
            double d =
                (loss(flow.with(2, plus), z, WELL) - loss(flow.with(2, minus), z, WELL)) / (2 * h);
            assertThat(gradient[k]).isCloseTo(d, within(1e-6 * (1 + norm)));
          }
        });
  }

  /** The action in the mapped variables against central differences. */
  @ParameterizedTest
  @MethodSource("cases")
  void thePulledActionHasItsDerivative(Case c) {
    with(
        c,
        flow -> {
          double[] z = some(9, flow, 1);
          double[] slope = new double[z.length];
          double value = flow.pulled(z, WELL, slope)[0];
          TransportMap.Batch x = flow.forward(z);
          double s = WELL.at(x.values(), new double[z.length]);
          assertThat(value).isCloseTo(s - x.logs()[0], within(1e-12 * Math.abs(s)));
          double norm = norm(slope);
          double h = 3e-6;
          int n = z.length;
          double[] moved = new double[2 * n * n];
          for (int k = 0; k < 2 * n; k++) {
            System.arraycopy(z, 0, moved, k * n, n);
            moved[k * n + k / 2] += k % 2 == 0 ? h : -h;
          }
          TransportMap.Batch there = flow.forward(moved);
          double[] values = new double[2 * n];
          for (int k = 0; k < 2 * n; k++) {
            double[] one = Arrays.copyOfRange(there.values(), k * n, (k + 1) * n);
            values[k] = WELL.at(one, new double[n]) - there.logs()[k];
          }
          for (int k = 0; k < n; k++) {
            double d = (values[2 * k] - values[2 * k + 1]) / (2 * h);
            assertThat(slope[k]).isCloseTo(d, within(1e-6 * (1 + norm)));
          }
        });
  }

  /** Up to the mean of the prior, which the parameters do not change. */
  private static double loss(BoundFlow<?> flow, double[] z, TransportMap.Target target) {
    TransportMap.Batch x = flow.forward(z);
    int n = flow.size();
    double sum = 0;
    for (int i = 0; i < x.logs().length; i++) {
      double[] one = Arrays.copyOfRange(x.values(), i * n, (i + 1) * n);
      sum += target.at(one, new double[n]) - x.logs()[i];
    }
    return sum / x.logs().length;
  }

  /**
   * Both estimators have the same mean; where the flow is the target, the path alone gives 0 from
   * every batch, and the plain one does not.
   */
  @Test
  void thePathGradientHasNoVarianceAtTheTarget() {
    Case c = new Case("all maps", new Flow<>(List.of(new ModeScaling()), 1), new Lattice(4, 4));
    with(
        c,
        flow -> {
          TransportMap itself = flow;
          TransportMap.Target own =
              (x, slope) -> {
                double h = 1e-5;
                for (int k = 0; k < x.length; k++) {
                  double[] plus = x.clone();
                  double[] minus = x.clone();
                  plus[k] += h;
                  minus[k] -= h;
                  double up = itself.logDensity(plus)[0];
                  slope[k] = (itself.logDensity(minus)[0] - up) / (2 * h);
                }
                return -itself.logDensity(x)[0];
              };
          double[] z = some(7, flow, 4);
          TransportMap.Reverse path = flow.reverse(z, own, true);
          TransportMap.Reverse plain = flow.reverse(z, own, false);
          assertThat(path.logWeights()).containsExactly(new double[4], within(1e-10));
          assertThat(norm(path.gradient())).isLessThan(1e-6);
          assertThat(norm(plain.gradient())).isGreaterThan(1e-2);
        });
  }
}
