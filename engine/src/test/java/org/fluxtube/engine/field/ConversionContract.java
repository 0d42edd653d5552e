package org.fluxtube.engine.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fluxtube.engine.testing.RandomFields.host;
import static org.fluxtube.engine.testing.RandomFields.normal;
import static org.fluxtube.engine.testing.RandomFields.vector;

import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.lattice.Lattice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Vectors of both precisions beside each other. */
public abstract class ConversionContract {
  /** Awkward lattices. */
  protected static List<Lattice> lattices() {
    return List.of(
        new Lattice(7), new Lattice(3, 5), new Lattice(2, 4, 2, 6), new Lattice(6, 10, 4, 8));
  }

  /** The backend on a lattice; closed by the test. */
  protected abstract FieldOps open(Lattice lattice);

  @ParameterizedTest
  @MethodSource("lattices")
  void roundsToTheNearestFloat(Lattice lattice) {
    try (FieldOps ops = open(lattice)) {
      Shape.Spinor spinor = new Shape.Spinor(2, 3);
      for (Shape shape : new Shape[] {new Shape.Real(5), new Shape.Matrix(2), spinor}) {
        double[] a = normal(1, lattice.volume() * shape.reals());
        a[0] = Float.MIN_VALUE;
        a[1] = 1 + 0x1p-25;
        double[] rounded = Arrays.stream(a).map(x -> (float) x).toArray();
        Vector wide = vector(ops, shape, a);
        Vector narrow = ops.allocate(shape, Precision.FLOAT);
        assertThat(narrow.precision()).isEqualTo(Precision.FLOAT);
        assertThat(wide.precision()).isEqualTo(Precision.DOUBLE);
        assertThat(host(ops, narrow)).containsOnly(0.0);
        ops.convert(wide, narrow);
        assertThat(host(ops, narrow)).isEqualTo(rounded);
        assertThat(host(ops, wide)).isEqualTo(a);
        ops.load(a, 0, narrow);
        assertThat(host(ops, narrow)).isEqualTo(rounded);
        Vector back = ops.allocate(shape);
        ops.convert(narrow, back);
        assertThat(host(ops, back)).isEqualTo(rounded);
        Vector again = ops.allocate(shape, Precision.FLOAT);
        ops.convert(narrow, again);
        assertThat(host(ops, again)).isEqualTo(rounded);
      }
    }
  }

  @Test
  void keepsTheParity() {
    Lattice lattice = new Lattice(2, 4, 2, 6);
    try (FieldOps ops = open(lattice)) {
      Shape.Spinor all = new Shape.Spinor(2, 3);
      Vector x = vector(ops, all, normal(1, lattice.volume() * all.reals()));
      for (Parity parity : Parity.values()) {
        Vector wide = ops.allocate(all.at(parity));
        Vector narrow = ops.allocate(all.at(parity), Precision.FLOAT);
        ops.restrict(x, wide);
        ops.convert(wide, narrow);
        double[] expected = Arrays.stream(host(ops, wide)).map(v -> (float) v).toArray();
        assertThat(host(ops, narrow)).isEqualTo(expected);
      }
    }
  }

  @Test
  void doesNotMix() {
    try (FieldOps ops = open(new Lattice(4, 4))) {
      Vector m = ops.allocate(new Shape.Matrix(2));
      Vector real = ops.allocate(new Shape.Real(1));
      Vector algebra = ops.allocate(new Shape.Real(3));
      Vector spinor = ops.allocate(new Shape.Spinor(2, 2));
      Vector narrow = ops.allocate(new Shape.Matrix(2), Precision.FLOAT);
      Vector narrowReal = ops.allocate(new Shape.Real(1), Precision.FLOAT);
      Vector narrowAlgebra = ops.allocate(new Shape.Real(3), Precision.FLOAT);
      Vector narrowSpinor = ops.allocate(new Shape.Spinor(2, 2), Precision.FLOAT);
      List<Runnable> mixtures =
          List.of(
              () -> ops.copy(m, narrow),
              () -> ops.axpby(1, m, 1, narrow),
              () -> ops.multiply(1, m, false, m, false, 0, narrow),
              () -> ops.multiply(1, m, false, narrow, false, 0, ops.allocate(m.shape())),
              () -> ops.shift(m, 0, 1, narrow),
              () -> ops.dot(m, narrow),
              () -> ops.realTrace(1, m, 0, narrowReal),
              () -> ops.phase(narrow, real),
              () -> ops.inner(1, m, m, 0, narrowReal),
              () -> ops.weigh(1, narrowReal, m, 0, ops.allocate(m.shape())),
              () -> ops.project(1, m, 0, narrowAlgebra),
              () -> ops.exponentiate(1, algebra, narrow),
              () -> ops.torque(1, algebra, algebra, 0, narrowAlgebra),
              () -> ops.rotate(1, narrowAlgebra, algebra),
              () -> ops.restrict(spinor, narrowSpinor),
              () -> ops.spinMultiply(1, SpinMatrix.scalar(2, 1, 0), spinor, 0, narrowSpinor),
              () -> ops.colourMultiply(1, narrow, false, spinor, 0, ops.allocate(spinor.shape())),
              () -> ops.outer(1, spinor, spinor, 0, narrow),
              () -> ops.imaginaryDot(spinor, narrowSpinor),
              () ->
                  ops.gaugeForce(
                      new Vector[] {m, m}, 1, 1, 0, new Vector[] {algebra, narrowAlgebra}),
              () -> ops.staple(new Vector[] {m, narrow}, 0, 1, 0, ops.allocate(m.shape())),
              () -> ops.plaquetteSum(new Vector[] {m, narrow}, 0, 1));
      for (int i = 0; i < mixtures.size(); i++) {
        Runnable mixture = mixtures.get(i);
        assertThatThrownBy(mixture::run)
            .as("mixture %d", i)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("DOUBLE")
            .hasMessageContaining("FLOAT");
      }
      assertThatThrownBy(() -> ops.convert(m, narrowReal))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("shapes differ");
    }
  }
}
