package org.fluxtube.engine.field;

import static org.assertj.core.api.Assertions.assertThat;

import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Test;

/** The defaults through the host give the bits of the reference backend. */
class HostSpinorsTest {
  @Test
  void defaultsEqualTheReference() {
    Lattice lattice = new Lattice(4, 2, 6);
    try (FieldOps ops = new ReferenceOps(lattice)) {
      for (Parity parity : Parity.values()) {
        Shape.Spinor shape = new Shape.Spinor(2, 3, parity);
        Vector x = random(ops, shape, 1);
        Vector y = random(ops, shape, 2);
        Vector u =
            RandomFields.vector(
                ops, new Shape.Matrix(3), RandomFields.normal(3, 18 * lattice.volume()));
        SpinMatrix m = new SpinMatrix(2, RandomFields.normal(4, 8));
        Vector one = random(ops, shape, 5);
        Vector two = random(ops, shape, 5);
        ops.spinMultiply(0.3, m, x, 0.7, one);
        HostSpinors.spinMultiply(ops, 0.3, m, x, 0.7, two);
        same(ops, one, two);
        ops.colourMultiply(0.3, u, true, x, 0.7, one);
        HostSpinors.colourMultiply(ops, 0.3, u, true, x, 0.7, two);
        same(ops, one, two);
        Vector p = ops.allocate(new Shape.Matrix(3));
        Vector q = ops.allocate(new Shape.Matrix(3));
        ops.outer(0.3, x, y, 0, p);
        HostSpinors.outer(ops, 0.3, x, y, 0, q);
        same(ops, p, q);
        for (Parity other : Parity.values()) {
          one = random(ops, shape.at(other), 6);
          two = random(ops, shape.at(other), 7);
          ops.restrict(x, one);
          HostSpinors.restrict(ops, x, two);
          same(ops, one, two);
        }
      }
    }
  }

  private static Vector random(FieldOps ops, Shape.Spinor shape, long seed) {
    Vector out = ops.allocate(shape);
    ops.gaussian(1, RandomFields.stream(seed).key(org.fluxtube.engine.rng.Purpose.TEST, 0, 0), out);
    return out;
  }

  private static void same(FieldOps ops, Vector a, Vector b) {
    assertThat(RandomFields.host(ops, a)).isEqualTo(RandomFields.host(ops, b));
  }
}
