package org.fluxtube.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.action.SpinModel;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.testing.RandomFields;
import org.fluxtube.engine.testing.Theories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of field as numbers. */
class ChartTest {
  private static final Lattice LATTICE = new Lattice(2, 4);

  private record Case(FieldType type, ActionSpec<?> action) {}

  static List<Case> cases() {
    return List.of(
        new Case(new FieldType.Scalar(1), new Phi4(-1, 2)),
        new Case(new FieldType.Scalar(3), new Phi4(-1, 2)),
        new Case(new FieldType.Gauge(Group.U1), new WilsonPlaquette(2)),
        new Case(new FieldType.Gauge(Group.SU2), new WilsonPlaquette(2)),
        new Case(new FieldType.Gauge(Group.SU3), new WilsonPlaquette(5)),
        new Case(new FieldType.Spin(2), new SpinModel(0.7)),
        new Case(new FieldType.Spin(3), new SpinModel(0.7)),
        new Case(new FieldType.Spin(4), new SpinModel(0.7)));
  }

  private interface Body {
    <F extends Field<F>> void run(F u, Chart<F> chart, Action<F> action);
  }

  private static <F extends Field<F>> void with(Case c, Body body) {
    try (ReferenceOps ops = new ReferenceOps(LATTICE)) {
      F u = Theories.cast(RandomFields.hot(ops, c.type, 31));
      try (u;
          Chart<F> chart = Chart.of(u);
          Action<F> action = Theories.bind(c.action, u)) {
        body.run(u, chart, action);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void numbersAndBack(Case c) {
    with(
        c,
        new Body() {
          @Override
          public <F extends Field<F>> void run(F u, Chart<F> chart, Action<F> action) {
            double[] x = chart.numbers(u);
            assertThat(x).hasSize(chart.size());
            try (F v = u.allocateLike()) {
              chart.load(x, v);
              assertThat(v.distance2(u)).isLessThan(1e-28);
            }
          }
        });
  }

  /** d/dt S(exp(t p) u) = dS/dx . dx/dt with dx/dt from the numbers of moved fields. */
  @ParameterizedTest
  @MethodSource("cases")
  void slopesAreDerivativesAlongTheManifold(Case c) {
    with(
        c,
        new Body() {
          @Override
          public <F extends Field<F>> void run(F u, Chart<F> chart, Action<F> action) {
            Momentum force = u.newMomentum();
            Momentum back = u.newMomentum();
            double[] x = chart.numbers(u);
            double[] slope = new double[x.length];
            double value = chart.target(action, force).at(x, slope);
            assertThat(value).isCloseTo(action.value(u), within(1e-12 * x.length));
            chart.force(x, slope, back);
            back.axpy(-1, force);
            assertThat(back.dot(back)).isLessThan(1e-24 * force.dot(force));
            Momentum p = RandomFields.momentum(u, 32);
            double h = 1e-5;
            double[] plus = moved(chart, u, h, p);
            double[] minus = moved(chart, u, -h, p);
            double along = 0;
            for (int k = 0; k < x.length; k++) {
              along += slope[k] * (plus[k] - minus[k]) / (2 * h);
            }
            assertThat(along).isCloseTo(-force.dot(p), within(1e-6 * (1 + Math.abs(along))));
          }
        });
  }

  private static <F extends Field<F>> double[] moved(Chart<F> chart, F u, double h, Momentum p) {
    try (F v = u.duplicate()) {
      v.drift(h, p);
      return chart.numbers(v);
    }
  }

  /** Draws lie in the field, differ, and have mean 0 in each number by symmetry. */
  @ParameterizedTest
  @MethodSource("cases")
  void thePriorIsSymmetric(Case c) {
    with(
        c,
        new Body() {
          @Override
          public <F extends Field<F>> void run(F u, Chart<F> chart, Action<F> action) {
            int count = 400;
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < count; i++) {
              double[] x = chart.draw(RandomFields.stream(33).key(Purpose.LEARNING).at(i));
              chart.load(x, u);
              double[] before = u.snapshot().values();
              u.restore();
              assertThat(u.snapshot().values()).containsExactly(before, within(1e-13));
              for (double v : before) {
                sum += v;
                squares += v * v;
              }
            }
            assertThat(sum).isBetween(-4 * Math.sqrt(squares), 4 * Math.sqrt(squares));
          }
        });
  }
}
