package org.fluxtube.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Consumer;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.testing.Mat;
import org.fluxtube.engine.testing.RandomFields;
import org.fluxtube.engine.testing.Theories;
import org.fluxtube.engine.testing.Theories.Theory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every action of the catalogue on every field that it fits. */
class ActionContractTest {
  static List<Theory> theories() {
    return Theories.withEveryOperator();
  }

  /** Runs with the action at fixed auxiliary fields, if it has any. */
  private interface Body {
    <F extends Field<F>> void run(FieldOps ops, F u, Action<F> action);

    /** The same for tests that transform the auxiliary fields. */
    default <F extends Field<F>> void run(FieldOps ops, F u, Action<F> action, Auxiliary fixed) {
      run(ops, u, action.given(fixed));
    }
  }

  /** Tests that transform the auxiliary fields with u. */
  private interface WithAuxiliary extends Body {
    @Override
    default <F extends Field<F>> void run(FieldOps ops, F u, Action<F> action) {
      throw new IllegalStateException("called with the auxiliary fields");
    }

    @Override
    <F extends Field<F>> void run(FieldOps ops, F u, Action<F> action, Auxiliary fixed);
  }

  private static <F extends Field<F>> void with(Theory theory, Body body) {
    try (FieldOps ops = theory.ops()) {
      F u = Theories.cast(RandomFields.hot(ops, theory.type(), 11));
      try (Action<F> action = Theories.bind(theory.action(), u)) {
        body.run(ops, u, action, action.draw(u, RandomFields.stream(12), 0));
      }
    }
  }

  /** dS/deps along exp(eps p) is -F.p; central differences with two Richardson steps, O(h^6). */
  @ParameterizedTest
  @MethodSource("theories")
  void forceIsTheDerivative(Theory theory) {
    with(
        theory,
        new Body() {
          @Override
          public <F extends Field<F>> void run(FieldOps ops, F u, Action<F> action) {
            double[] before = u.snapshot().values();
            Momentum force = RandomFields.momentum(u, 5);
            action.force(u, force);
            assertThat(u.snapshot().values()).isEqualTo(before);
            double[] again = RandomFields.host(u, force);
            action.force(u, force);
            assertThat(RandomFields.host(u, force)).isEqualTo(again);
            Momentum together = RandomFields.momentum(u, 6);
            assertThat(action.valueAndForce(u, together)).isEqualTo(action.value(u));
            together.axpy(-1, force);
            assertThat(together.dot(together)).isLessThan(1e-12 * force.dot(force) + 1e-20);
            for (int direction = 0; direction < 3; direction++) {
              Momentum p = RandomFields.momentum(u, 100 + direction);
              // small steps rarely meet a kink
              double h = theory.action().smooth() ? 0.02 : 4e-6;
              double d1 = central(action, u, p, h);
              double d2 = central(action, u, p, h / 2);
              double d4 = central(action, u, p, h / 4);
              double r1 = (4 * d2 - d1) / 3;
              double r2 = (4 * d4 - d2) / 3;
              double derivative = (16 * r2 - r1) / 15;
              double scale = Math.sqrt(force.dot(force) * p.dot(p) / p.coordinates());
              assertThat(-force.dot(p)).isCloseTo(derivative, within(1e-8 * scale));
            }
          }
        });
  }

  private static <F extends Field<F>> double central(Action<F> action, F u, Momentum p, double h) {
    try (F plus = u.duplicate();
        F minus = u.duplicate()) {
      plus.drift(h, p);
      minus.drift(-h, p);
      return (action.value(plus) - action.value(minus)) / (2 * h);
    }
  }

  /**
   * By the period of the action, mostly one site; with pseudo-fermions by two, which carries even
   * sites to even ones and leaves the staggered signs.
   */
  @ParameterizedTest
  @MethodSource("theories")
  void translationsChangeNothing(Theory theory) {
    with(
        theory,
        new WithAuxiliary() {
          @Override
          public <F extends Field<F>> void run(
              FieldOps ops, F u, Action<F> whole, Auxiliary fixed) {
            Action<F> action = whole.given(fixed);
            double value = action.value(u);
            Momentum force = u.newMomentum();
            int steps = fixed.fields().isEmpty() ? theory.action().period() : 2;
            for (int mu = 0; mu < u.lattice().dimensions(); mu++) {
              action.force(u, force);
              double[] before = RandomFields.host(u, force);
              for (int k = 0; k < steps; k++) {
                RandomFields.translate(u, mu);
              }
              fixed.fields().values().forEach(twoSites(ops, mu));
              assertThat(action.value(u)).isCloseTo(value, within(1e-12 * scale(u, value)));
              action.force(u, force);
              double[] after = RandomFields.host(u, force);
              int reals = force.vector(0).shape().reals();
              int volume = u.lattice().volume();
              for (int i = 0; i < before.length; i++) {
                int part = i / reals / volume;
                int to = i / reals % volume;
                for (int k = 0; k < steps; k++) {
                  to = u.lattice().forward(to, mu);
                }
                assertThat(after[(part * volume + to) * reals + i % reals])
                    .isCloseTo(before[i], within(1e-11));
              }
            }
          }
        });
  }

  /** phi(x + 2 mu) = phi(x), with a change of sign across the boundary in time. */
  private static Consumer<Vector> twoSites(FieldOps ops, int mu) {
    return phi -> {
      double[] from = RandomFields.host(ops, phi);
      double[] to = new double[from.length];
      int reals = phi.shape().reals();
      int last = ops.lattice().dimensions() - 1;
      for (int s = 0; s < ops.lattice().volume(); s++) {
        int x = s;
        int sign = 1;
        for (int k = 0; k < 2; k++) {
          int next = ops.lattice().forward(x, mu);
          sign *= mu == last && ops.lattice().coordinate(next, mu) == 0 ? -1 : 1;
          x = next;
        }
        for (int c = 0; c < reals; c++) {
          to[x * reals + c] = sign * from[s * reals + c];
        }
      }
      ops.load(to, 0, phi);
    };
  }

  /** Gauge transformations, O(n) rotations and phi to -phi: S invariant, the force covariant. */
  @ParameterizedTest
  @MethodSource("theories")
  void symmetry(Theory theory) {
    with(
        theory,
        new WithAuxiliary() {
          @Override
          public <F extends Field<F>> void run(
              FieldOps ops, F u, Action<F> whole, Auxiliary fixed) {
            Action<F> action = whole.given(fixed);
            double value = action.value(u);
            Momentum force = u.newMomentum();
            action.force(u, force);
            double[] before = RandomFields.host(u, force);
            double[] expected;
            if (u instanceof GaugeField gauge) {
              Mat[] g = RandomFields.gauge(gauge, 21);
              RandomFields.transform(gauge, g);
              fixed.fields().values().forEach(phi -> RandomFields.transform(ops, phi, g));
              expected = ForceTransforms.adjoint(gauge, g, before);
            } else if (u instanceof ScalarField phi && theory.action() instanceof Flow) {
              // networks see the components one by one
              expected = ForceTransforms.changeSign(phi, before);
            } else {
              expected = ForceTransforms.rotateGlobally(u, before);
            }
            assertThat(action.value(u)).isCloseTo(value, within(1e-12 * scale(u, value)));
            action.force(u, force);
            double[] after = RandomFields.host(u, force);
            for (int i = 0; i < after.length; i++) {
              assertThat(after[i]).isCloseTo(expected[i], within(1e-11));
            }
          }
        });
  }

  private static double scale(Field<?> u, double value) {
    return Math.max(Math.abs(value), Math.sqrt(u.type().size(u.lattice())));
  }

  /** A sum is the sum of its terms, by value and by force. */
  @ParameterizedTest
  @MethodSource("theories")
  void termsAddUp(Theory theory) {
    with(
        theory,
        new Body() {
          @Override
          public <F extends Field<F>> void run(FieldOps ops, F u, Action<F> action) {
            double value = 0;
            Momentum force = u.newMomentum();
            Momentum part = u.newMomentum();
            for (Term<F> term : action.terms()) {
              value += term.action().value(u);
              term.action().force(u, part);
              force.axpy(1, part);
            }
            assertThat(action.value(u)).isCloseTo(value, within(1e-13 * scale(u, value)));
            action.force(u, part);
            part.axpy(-1, force);
            assertThat(part.dot(part)).isLessThan(1e-26 * (1 + force.dot(force)));
          }
        });
  }

  /** What a draw knows of S is S. */
  @ParameterizedTest
  @MethodSource("theories")
  void valueWhereDrawn(Theory theory) {
    with(
        theory,
        new Body() {
          @Override
          public <F extends Field<F>> void run(FieldOps ops, F u, Action<F> action) {
            double value = action.value(u);
            assertThat(action.valueWhereDrawn(u)).isCloseTo(value, within(1e-12 * scale(u, value)));
            for (Term<F> term : action.terms()) {
              assertThat(term.valueWhereDrawn(u))
                  .isCloseTo(term.value(u), within(1e-12 * scale(u, value)));
            }
          }
        });
  }

  /** The gauge actions against loops that are walked link by link. */
  @ParameterizedTest
  @MethodSource("theories")
  void valueFromTheDefinition(Theory theory) {
    with(
        theory,
        new WithAuxiliary() {
          @Override
          public <F extends Field<F>> void run(
              FieldOps ops, F u, Action<F> whole, Auxiliary fixed) {
            Action<F> action = whole.given(fixed);
            double expected = 0;
            for (ActionSpec<?> spec :
                theory.action() instanceof SumOfActions<?> sum
                    ? sum.terms().stream().<ActionSpec<?>>map(e -> e.action()).toList()
                    : List.<ActionSpec<?>>of(theory.action())) {
              expected += Definitions.value(spec, u, fixed);
            }
            assertThat(action.value(u)).isCloseTo(expected, within(1e-12 * scale(u, expected)));
          }
        });
  }
}
