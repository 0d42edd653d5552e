package org.fluxtube.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.testing.RandomFields;
import org.fluxtube.engine.testing.Theories;
import org.fluxtube.engine.testing.Theories.Theory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every action of the catalogue that learns something, on every field that it fits. */
class EffectiveActionContractTest {
  static List<Theory> theories() {
    List<Theory> learnable =
        Theories.withEveryOperator().stream()
            .filter(t -> t.action() instanceof EffectiveSpec<?> e && e.learnable())
            .toList();
    assertThat(learnable).isNotEmpty();
    return learnable;
  }

  private interface Body {
    <F extends Field<F>> void run(F u, EffectiveAction<F> action);
  }

  private static <F extends Field<F>> void with(Theory theory, Body body) {
    try (FieldOps ops = theory.ops()) {
      F u = Theories.cast(RandomFields.hot(ops, theory.type(), 11));
      try (Action<F> action = Theories.bind(theory.action(), u)) {
        Auxiliary fixed = action.draw(u, RandomFields.stream(12), 0);
        body.run(u, ((EffectiveAction<F>) action).given(fixed));
      }
    }
  }

  /** Central differences with two Richardson steps, parameter by parameter. */
  @ParameterizedTest
  @MethodSource("theories")
  void parameterGradientIsTheDerivative(Theory theory) {
    with(
        theory,
        new Body() {
          @Override
          public <F extends Field<F>> void run(F u, EffectiveAction<F> action) {
            double[] theta = action.parameters();
            double[] gradient = new double[theta.length];
            Arrays.fill(gradient, Double.NaN);
            action.parameterGradient(u, gradient);
            double norm = Math.sqrt(Arrays.stream(gradient).map(g -> g * g).sum());
            for (int k = 0; k < theta.length; k++) {
              // small steps rarely meet a kink
              double h = theory.action().smooth() ? 0.004 : 4e-6;
              double d1 = central(u, action, k, h);
              double d2 = central(u, action, k, h / 2);
              double d4 = central(u, action, k, h / 4);
              double r1 = (4 * d2 - d1) / 3;
              double r2 = (4 * d4 - d2) / 3;
              double derivative = (16 * r2 - r1) / 15;
              assertThat(gradient[k])
                  .as(action.labels().get(k))
                  .isCloseTo(derivative, within(1e-7 * (1 + norm)));
            }
          }
        });
  }

  /** What is evaluated together is what is evaluated apart: the value to the last bit. */
  @ParameterizedTest
  @MethodSource("theories")
  void valueAndGradientAreThoseOfEach(Theory theory) {
    with(
        theory,
        new Body() {
          @Override
          public <F extends Field<F>> void run(F u, EffectiveAction<F> action) {
            double[] apart = new double[action.parameters().length];
            action.parameterGradient(u, apart);
            double[] together = new double[apart.length];
            Arrays.fill(together, Double.NaN);
            assertThat(action.valueAndGradient(u, together)).isEqualTo(action.value(u));
            double norm = Math.sqrt(Arrays.stream(apart).map(g -> g * g).sum());
            assertThat(together).containsExactly(apart, within(1e-6 * (1e-6 + norm)));
          }
        });
  }

  private static <F extends Field<F>> double central(
      F u, EffectiveAction<F> action, int k, double h) {
    double[] plus = action.parameters();
    double[] minus = action.parameters();
    plus[k] += h;
    minus[k] -= h;
    return (action.with(1, plus).value(u) - action.with(1, minus).value(u)) / (2 * h);
  }

  /** A version has its own parameters, and leaves those of its relatives alone. */
  @ParameterizedTest
  @MethodSource("theories")
  void versionsAreImmutable(Theory theory) {
    with(
        theory,
        new Body() {
          @Override
          public <F extends Field<F>> void run(F u, EffectiveAction<F> action) {
            assertThat(action.version()).isZero();
            assertThat(action.labels()).hasSize(action.parameters().length).doesNotHaveDuplicates();
            double value = action.value(u);
            Momentum force = u.newMomentum();
            action.force(u, force);
            double[] theta = action.parameters();
            Arrays.setAll(theta, k -> theta[k] + 0.01 * (k + 1));
            EffectiveAction<F> next = action.with(7, theta);
            assertThat(next.version()).isEqualTo(7);
            assertThat(next.parameters()).isEqualTo(theta);
            assertThat(next.value(u)).isNotEqualTo(value);
            theta[0] = 99;
            assertThat(next.parameters()[0]).isNotEqualTo(99);
            assertThat(action.value(u)).isEqualTo(value);
            Momentum again = u.newMomentum();
            action.force(u, again);
            again.axpy(-1, force);
            assertThat(again.dot(again)).isZero();
            assertThatThrownBy(() -> action.with(1, new double[theta.length + 1]))
                .hasMessageContaining("parameters");
            theta[0] = Double.NaN;
            assertThatThrownBy(() -> action.with(1, theta)).hasMessageContaining("finite");
          }
        });
  }
}
