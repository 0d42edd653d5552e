package org.fluxtube.kernels.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.fluxtube.engine.dirac.Wilson;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Hopping;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.SpinMatrix;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.testing.InPrecision;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Results do not depend on the number of threads, bit by bit. */
class ThreadsTest {
  static Stream<Object[]> cases() {
    return Stream.of(
            new Lattice(4, 4, 4, 4),
            new Lattice(6, 10, 4, 8),
            new Lattice(5, 3, 5, 9),
            new Lattice(32, 64))
        .flatMap(l -> Stream.of(Precision.values()).map(p -> new Object[] {l, p}));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anyNumberGivesTheSameBits(Lattice lattice, Precision precision) {
    List<double[]> one = run(lattice, precision, 1);
    for (int threads : new int[] {2, 3, 5}) {
      List<double[]> more = run(lattice, precision, threads);
      for (int i = 0; i < one.size(); i++) {
        assertThat(Arrays.equals(more.get(i), one.get(i)))
            .as("result %d with %d threads", i, threads)
            .isTrue();
      }
    }
  }

  private static List<double[]> run(Lattice lattice, Precision precision, int threads) {
    List<double[]> results = new ArrayList<>();
    try (FieldOps backend = new SimdBackend().open(lattice, threads)) {
      FieldOps ops = InPrecision.of(backend, precision);
      int d = lattice.dimensions();
      GaugeField u = new GaugeField(ops, new Group(3));
      u.hot(RandomFields.stream(1));
      Momentum p = RandomFields.momentum(u, 2);
      Momentum force = u.newMomentum();
      for (int repeat = 0; repeat < 3; repeat++) {
        ops.gaugeForce(u.vectors(), 2, 1, 0, force.vectors());
        p.axpy(0.1, force);
        u.drift(0.1, p);
      }
      u.restore();
      results.add(u.snapshot().values());
      results.add(RandomFields.host(u, p));
      results.add(new double[] {p.kinetic(), ops.plaquetteSum(u.vectors(), 0, 1)});
      Vector m = ops.allocate(new Shape.Matrix(3));
      ops.staple(u.vectors(), 1, 0.7, 0, m);
      results.add(RandomFields.host(ops, m));
      Hopping hopping = new Wilson(0.1, List.of()).hopping(d);
      boolean even = Arrays.stream(lattice.extents()).allMatch(e -> e % 2 == 0);
      Shape.Spinor shape = new Shape.Spinor(d, 3);
      Vector x = ops.allocate(shape.at(even ? Parity.EVEN : Parity.ALL));
      Vector y = ops.allocate(shape.at(even ? Parity.ODD : Parity.ALL));
      ops.gaussian(1, RandomFields.stream(3).key(Purpose.TEST, 0, 0), x);
      ops.gaussian(1, RandomFields.stream(4).key(Purpose.TEST, 0, 0), y);
      ops.hop(hopping, u.vectors(), 0.3, x, -0.2, y);
      results.add(RandomFields.host(ops, y));
      Vector z = ops.allocate(x.shape());
      ops.spinMultiply(0.3, SpinMatrix.scalar(d, 0.4, 0.7), x, 0, z);
      ops.colourMultiply(0.3, u.link(0), true, x, 1, z);
      results.add(new double[] {ops.dot(x, z), ops.imaginaryDot(x, z), ops.axpyNorm2(0.5, x, z)});
      results.add(RandomFields.host(ops, z));
      ops.hopForce(hopping, u.vectors(), 0.3, x, y, force.vectors());
      results.add(RandomFields.host(u, force));
    }
    return results;
  }

  @Test
  void aFailureOfAThreadIsThrown() {
    try (Workers workers = new Workers(3)) {
      assertThatThrownBy(() ->
              workers.run(
                  30,
                  1 << 20,
                  (w, from, to) -> {
                    if (w == 2) {
                      throw new IllegalArgumentException("broken");
                    }
                  }))
          .hasMessageContaining("broken");
      int[] seen = new int[3];
      for (int k = 0; k < 1000; k++) {
        workers.run(30, 1 << 20, (w, from, to) -> seen[w] += to - from);
      }
      assertThat(seen).containsExactly(10_000, 10_000, 10_000);
    }
  }
}
