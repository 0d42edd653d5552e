package org.fluxtube.engine.observable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.ImprovedGauge;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.action.Phi4Hopping;
import org.fluxtube.engine.action.RectangleAction;
import org.fluxtube.engine.action.SpinModel;
import org.fluxtube.engine.action.SumOfActions;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.lattice.Lattice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** sum L^2 S against second differences along every coordinate. */
class LaplacianTest {
  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of(new WilsonPlaquette(2.1), gauge(1), new Lattice(3, 4)),
        Arguments.of(new WilsonPlaquette(2.1), gauge(2), new Lattice(2, 3)),
        Arguments.of(new WilsonPlaquette(5), gauge(3), new Lattice(2, 2, 2)),
        Arguments.of(
            new ImprovedGauge(ImprovedGauge.Name.IWASAKI, 2.6), gauge(2), new Lattice(3, 3, 3)),
        Arguments.of(new RectangleAction(1.3, 0.2), gauge(1), new Lattice(3, 4)),
        Arguments.of(new Phi4(-4, 6.9), new FieldType.Scalar(1), new Lattice(2, 5)),
        Arguments.of(new Phi4(0.5, 1.2), new FieldType.Scalar(3), new Lattice(3, 4)),
        Arguments.of(new Phi4Hopping(0.2, 0.3), new FieldType.Scalar(2), new Lattice(4)),
        Arguments.of(new SpinModel(1.4), new FieldType.Spin(2), new Lattice(4, 3)),
        Arguments.of(new SpinModel(1.4), new FieldType.Spin(3), new Lattice(4, 3)),
        Arguments.of(new SpinModel(-0.8), new FieldType.Spin(4), new Lattice(2, 3)),
        Arguments.of(
            new SumOfActions<>(
                List.of(
                    new SumOfActions.Entry<>("a", new WilsonPlaquette(1)),
                    new SumOfActions.Entry<>("b", new RectangleAction(0.7, -0.1)))),
            gauge(2),
            new Lattice(3, 3)));
  }

  private static FieldType gauge(int n) {
    return new FieldType.Gauge(new Group(n));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void equalsTheSecondDifferences(ActionSpec<?> spec, FieldType type, Lattice lattice) {
    assertThat(spec.laplacianUnknown(lattice)).isEmpty();
    compare(spec, Transforms.warm(type, lattice, 0.8, 5));
  }

  private static <F extends Field<F>> void compare(ActionSpec<?> raw, Field<?> field) {
    // the cases pair each action with its own field
    @SuppressWarnings("unchecked")
    ActionSpec<F> spec = (ActionSpec<F>) raw;
    @SuppressWarnings("unchecked")
    F u = (F) field;
    double h = 1e-3;
    try (Action<F> action = spec.bind(u);
        Momentum p = u.newMomentum();
        F moved = u.allocateLike()) {
      double here = action.value(u);
      double sum = 0;
      for (int i = 0; i < p.size(); i++) {
        double[] unit = new double[p.vector(i).shape().reals() * u.lattice().volume()];
        for (int k = 0; k < unit.length; k++) {
          p.zero();
          unit[k] = 1;
          u.ops().load(unit, 0, p.vector(i));
          unit[k] = 0;
          double second = -2 * here;
          for (double eps : new double[] {h, -h}) {
            moved.copyFrom(u);
            moved.drift(eps, p);
            second += action.value(moved);
          }
          sum += second / (h * h);
        }
      }
      double exact = action.laplacian(u);
      // the differences err by h^2/12 of the fourth derivatives, which are no larger than the sum
      double scale = p.coordinates() * Math.max(1, Math.abs(exact) / p.coordinates());
      assertThat(Math.abs(sum - exact) / scale).isLessThan(1e-5);
      assertThat(Math.abs(exact)).isGreaterThan(0.1);
    }
  }

  @Test
  void windingRectanglesAreRefused() {
    RectangleAction action = new RectangleAction(1, -0.1);
    assertThat(action.laplacianUnknown(new Lattice(2, 4))).isPresent();
    assertThatThrownBy(() -> new SchwingerDyson<>(action).requireFits(gauge(1), new Lattice(2, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2x4")
        .hasMessageContaining("extents from 3");
  }
}
