package org.fluxtube.kernels.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.dirac.Staggered;
import org.fluxtube.engine.dirac.Wilson;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Hopping;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.ReferenceBackend;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.SpinMatrix;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Hops against the reference where blocks have inner neighbours, turned ones and gathered ones. */
class SimdHopTest {
  static Stream<Arguments> cases() {
    List<Arguments> all = new ArrayList<>();
    for (Lattice lattice : List.of(new Lattice(6, 10, 4, 8), new Lattice(2, 3, 5, 4))) {
      for (int n : new int[] {1, 2, 3, 4}) {
        for (Precision precision : Precision.values()) {
          all.add(Arguments.of(lattice, n, precision));
        }
      }
    }
    return all.stream();
  }

  private static Hopping hopping(OperatorSpec spec) {
    return spec.hopping(4);
  }

  /** One of half rank whose matrices do not begin with 1. */
  private static Hopping scaled() {
    Hopping wilson = hopping(new Wilson(0.1));
    SpinMatrix half = SpinMatrix.scalar(4, 0.5, 0);
    return new Hopping(
        wilson.forward().stream().map(half::times).toList(),
        wilson.backward().stream().map(half::times).toList());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void hopIsTheReferences(Lattice lattice, int n, Precision precision) {
    for (Hopping hopping :
        List.of(hopping(new Wilson(0.1)), hopping(new Staggered(0.1)), scaled())) {
      for (Parity from : parities(lattice)) {
        double[] expected =
            hop(new ReferenceBackend().open(lattice), hopping, n, Precision.DOUBLE, from);
        double[] got = hop(new SimdBackend().open(lattice), hopping, n, precision, from);
        double bound = precision == Precision.DOUBLE ? 1e-12 : 2e-4; // of numbers up to 60
        for (int i = 0; i < got.length; i++) {
          assertThat(got[i]).as("%s, number %d", from, i).isCloseTo(expected[i], within(bound));
        }
      }
    }
  }

  private static List<Parity> parities(Lattice lattice) {
    for (int extent : lattice.extents()) {
      if (extent % 2 != 0) {
        return List.of(Parity.ALL);
      }
    }
    return List.of(Parity.values());
  }

  /** out = 0.7 H x + 0.3 out. */
  private static double[] hop(
      FieldOps ops, Hopping hopping, int n, Precision precision, Parity from) {
    try (ops) {
      Vector[] u = new Vector[4];
      for (int mu = 0; mu < 4; mu++) {
        u[mu] = normal(ops, new Shape.Matrix(n), precision, mu);
      }
      Shape.Spinor shape = new Shape.Spinor(hopping.spins(), n);
      Vector x = ops.allocate(shape.at(from), precision);
      Vector out = ops.allocate(shape.at(from.opposite()), precision);
      ops.restrict(normal(ops, shape, precision, 4), x);
      ops.restrict(normal(ops, shape, precision, 5), out);
      ops.hop(hopping, u, 0.7, x, 0.3, out);
      double[] host = new double[ops.lattice().volume() * shape.reals()];
      ops.store(out, host, 0);
      return host;
    }
  }

  private static Vector normal(FieldOps ops, Shape shape, Precision precision, int which) {
    Vector out = ops.allocate(shape, precision);
    ops.gaussian(1, new RandomStream(7, 0, which).key(Purpose.MOMENTUM, 0, 0), out);
    return out;
  }
}
