package org.fluxtube.engine.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.fluxtube.engine.testing.RandomFields.host;
import static org.fluxtube.engine.testing.RandomFields.vector;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.Algebra;
import org.fluxtube.engine.testing.Loops;
import org.fluxtube.engine.testing.Mat;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fused operations against loops walked link by link; extents 2 wrap a rectangle onto itself. */
public abstract class FusedOpsContract extends PrecisionContract {
  /** Lattices and N. */
  protected static Stream<Object[]> gaugeFields() {
    return Stream.of(
            new Lattice(2, 2),
            new Lattice(3, 5),
            new Lattice(2, 5),
            new Lattice(5, 3, 2),
            new Lattice(2, 3, 4, 5))
        .flatMap(lattice ->
            IntStream.rangeClosed(1, 5)
                .filter(n -> lattice.volume() < 100 || n == 3)
                .mapToObj(n -> new Object[] {lattice, n}));
  }

  /** Q from its four loops; the force of sum Re tr[Q K] at fixed anti-Hermitian K. */
  @ParameterizedTest
  @MethodSource("gaugeFields")
  void clover(Lattice lattice, int n) {
    try (FieldOps ops = ops(lattice)) {
      GaugeField u = hot(ops, n);
      Loops loops = new Loops(u);
      int d = lattice.dimensions();
      double[] numbers = normal(31, 2 * n * n * lattice.volume());
      for (int s = 0; s < numbers.length; s += 2 * n * n) {
        Mat m = Mat.at(n, numbers, s);
        m.plus(-1, m.adjoint()).put(numbers, s);
      }
      Vector k = vector(ops, new Shape.Matrix(n), numbers);
      numbers = host(ops, k);
      for (int mu = 0; mu < d; mu++) {
        for (int nu = 0; nu < d; nu++) {
          if (mu == nu) {
            continue;
          }
          Vector q = ops.allocate(new Shape.Matrix(n));
          ops.cloverLeaves(u.vectors(), mu, nu, q);
          double[] got = host(ops, q);
          for (int s = 0; s < lattice.volume(); s++) {
            Mat expected = leaves(loops, s, mu + 1, nu + 1);
            assertThat(Mat.at(n, got, 2 * n * n * s).distance(expected))
                .isLessThan(bound(1e-14 * n));
          }
          Momentum force = RandomFields.momentum(u, 32);
          Momentum before = force.allocateLike();
          before.copyFrom(force);
          ops.cloverForce(u.vectors(), mu, nu, 0.3, k, force.vectors());
          assertThat(host(ops, k)).isEqualTo(numbers);
          force.axpy(-1, before);
          Momentum p = RandomFields.momentum(u, 33);
          double h = 0.02;
          double coarse = insertion(ops, u, p, h, mu, nu, k);
          double fine = insertion(ops, u, p, h / 2, mu, nu, k);
          double finest = insertion(ops, u, p, h / 4, mu, nu, k);
          double derivative = (coarse - 20 * fine + 64 * finest) / 45;
          double scale = Math.sqrt(force.dot(force) * p.dot(p) / p.coordinates());
          // in single precision the numbers of Q are rounded, and divided by h = 0.005
          double tolerance = precision() == Precision.DOUBLE ? 1e-8 : 1e-3;
          assertThat(force.dot(p)).isCloseTo(0.3 * derivative, within(tolerance * scale));
        }
      }
    }
  }

  /** mu and nu counted from 1. */
  private static Mat leaves(Loops loops, int s, int mu, int nu) {
    return loops
        .loop(s, mu, nu, -mu, -nu)
        .plus(1, loops.loop(s, nu, -mu, -nu, mu))
        .plus(1, loops.loop(s, -mu, -nu, mu, nu))
        .plus(1, loops.loop(s, -nu, mu, nu, -mu));
  }

  /** Central difference of sum Re tr[Q K] along p; for K^dagger = -K that is -(K, Q). */
  private static double insertion(
      FieldOps ops, GaugeField u, Momentum p, double h, int mu, int nu, Vector k) {
    double difference = 0;
    Vector q = ops.allocate(k.shape());
    for (int sign : new int[] {1, -1}) {
      try (GaugeField moved = u.duplicate()) {
        moved.drift(sign * h, p);
        ops.cloverLeaves(moved.vectors(), mu, nu, q);
        difference -= sign * ops.dot(k, q);
      }
    }
    return difference / (2 * h);
  }

  @ParameterizedTest
  @MethodSource("gaugeFields")
  void loopSums(Lattice lattice, int n) {
    try (FieldOps ops = ops(lattice)) {
      GaugeField u = hot(ops, n);
      Loops loops = new Loops(u);
      double bound = bound(1e-13 * n * lattice.volume());
      for (int mu = 0; mu < lattice.dimensions(); mu++) {
        for (int nu = 0; nu < lattice.dimensions(); nu++) {
          if (mu == nu) {
            continue;
          }
          assertThat(ops.plaquetteSum(u.vectors(), mu, nu))
              .isCloseTo(loops.sum(Loops.plaquettePath(mu, nu)), within(bound));
          assertThat(ops.rectangleSum(u.vectors(), mu, nu))
              .isCloseTo(loops.sum(Loops.rectanglePath(mu, nu)), within(bound));
          Vector p = ops.allocate(new Shape.Matrix(n));
          ops.plaquette(u.vectors(), mu, nu, p);
          double[] got = host(ops, p);
          for (int s = 0; s < lattice.volume(); s++) {
            Mat expected = loops.loop(s, Loops.plaquettePath(mu, nu));
            assertThat(Mat.at(n, got, 2 * n * n * s).distance(expected)).isLessThan(bound(1e-14));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("gaugeFields")
  void staplesAndForce(Lattice lattice, int n) {
    try (FieldOps ops = ops(lattice)) {
      GaugeField u = hot(ops, n);
      double[] before = u.snapshot().values();
      Loops loops = new Loops(u);
      int d = u.group().algebraDimension();
      for (double[] c : new double[][] {{1, 0}, {0, 1}, {1 + 8 * 0.331, -0.331}}) {
        Momentum force = u.newMomentum();
        ops.gaugeForce(u.vectors(), 0.7, c[0], c[1], force.vectors());
        for (int mu = 0; mu < lattice.dimensions(); mu++) {
          Vector out = vector(ops, new Shape.Matrix(n), normal(9, 2 * n * n * lattice.volume()));
          ops.staple(u.vectors(), mu, c[0], c[1], out);
          Mat[] expected = loops.staples(mu, c[0], c[1]);
          double[] got = host(ops, out);
          double[] f = host(ops, force.vector(mu));
          for (int s = 0; s < lattice.volume(); s++) {
            assertThat(Mat.at(n, got, 2 * n * n * s).distance(expected[s]))
                .isLessThan(bound(1e-13));
            Mat ua = loops.link(mu, s).times(expected[s]);
            int k = s * d;
            for (Mat t : Algebra.generators(n)) {
              assertThat(f[k++]).isCloseTo(0.7 * t.times(ua).reTrace(), within(bound(1e-12)));
            }
          }
        }
      }
      assertThat(u.snapshot().values()).isEqualTo(before);
    }
  }

  /** Unequal weights, one of them zero, and equal ones. */
  private static double[][] weights(int d, boolean equal) {
    double[][] weights = new double[d][d];
    for (int mu = 0; mu < d; mu++) {
      for (int nu = 0; nu < d; nu++) {
        weights[mu][nu] = equal ? 0.3 : 0.1 + 0.2 * mu - 0.05 * nu;
      }
    }
    weights[0][1] = equal ? 0.3 : 0;
    return weights;
  }

  /** Re tr[T^a U A] from staples walked link by link; each plane apart. */
  @ParameterizedTest
  @MethodSource("gaugeFields")
  void plaquetteProjections(Lattice lattice, int n) {
    try (FieldOps ops = ops(lattice)) {
      GaugeField u = hot(ops, n);
      Loops loops = new Loops(u);
      int d = lattice.dimensions();
      int generators = u.group().algebraDimension();
      for (boolean equal : new boolean[] {true, false}) {
        double[][] weights = weights(d, equal);
        Momentum out = RandomFields.momentum(u, 41);
        ops.plaquetteProjections(u.vectors(), weights, out.vectors());
        for (int mu = 0; mu < d; mu++) {
          double[] got = host(ops, out.vector(mu));
          for (int s = 0; s < lattice.volume(); s++) {
            int k = s * generators;
            for (Mat t : Algebra.generators(n)) {
              double expected = 0;
              for (int nu = 0; nu < d; nu++) {
                if (nu != mu) {
                  Mat both =
                      loops
                          .loop(s, mu + 1, nu + 1, -mu - 1, -nu - 1)
                          .plus(1, loops.loop(s, mu + 1, -nu - 1, -mu - 1, nu + 1));
                  expected += weights[mu][nu] * t.times(both).reTrace();
                }
              }
              assertThat(got[k++]).isCloseTo(expected, within(bound(1e-13 * n)));
            }
          }
        }
      }
    }
  }

  /** Against differences of sum h.(projections) along a random direction. */
  @ParameterizedTest
  @MethodSource("gaugeFields")
  void plaquetteDerivatives(Lattice lattice, int n) {
    try (FieldOps ops = ops(lattice)) {
      GaugeField u = hot(ops, n);
      double[] before = u.snapshot().values();
      Momentum h = RandomFields.momentum(u, 42);
      Momentum p = RandomFields.momentum(u, 43);
      for (boolean equal : new boolean[] {true, false}) {
        double[][] weights = weights(lattice.dimensions(), equal);
        Momentum got = RandomFields.momentum(u, 44);
        Momentum there = got.allocateLike();
        there.copyFrom(got);
        ops.plaquetteDerivatives(u.vectors(), weights, h.vectors(), got.vectors());
        got.axpy(-1, there);
        double coarse = difference(ops, u, p, 0.02, weights, h) / 0.04;
        double fine = difference(ops, u, p, 0.01, weights, h) / 0.02;
        double finest = difference(ops, u, p, 0.005, weights, h) / 0.01;
        double derivative = (coarse - 20 * fine + 64 * finest) / 45;
        double scale = Math.sqrt(got.dot(got) * p.dot(p) / p.coordinates());
        double tolerance = precision() == Precision.DOUBLE ? 1e-8 : 1e-3;
        assertThat(got.dot(p)).isCloseTo(derivative, within(tolerance * scale));
      }
      assertThat(u.snapshot().values()).isEqualTo(before);
    }
  }

  /** Difference of sum h.(projections) between the ends of a step of h and one of -h along p. */
  private static double difference(
      FieldOps ops, GaugeField u, Momentum p, double step, double[][] weights, Momentum h) {
    double difference = 0;
    Momentum out = h.allocateLike();
    for (int sign : new int[] {1, -1}) {
      try (GaugeField moved = u.duplicate()) {
        moved.drift(sign * step, p);
        ops.plaquetteProjections(moved.vectors(), weights, out.vectors());
        difference += sign * h.dot(out);
      }
    }
    return difference;
  }

  @ParameterizedTest
  @MethodSource("gaugeFields")
  void neighbourSum(Lattice lattice, int reals) {
    try (FieldOps ops = ops(lattice)) {
      double[] a = normal(1, reals * lattice.volume());
      Vector x = vector(ops, new Shape.Real(reals), a);
      Vector out = vector(ops, new Shape.Real(reals), normal(2, a.length));
      ops.neighbourSum(x, out);
      double[] got = host(ops, out);
      for (int s = 0; s < lattice.volume(); s++) {
        for (int c = 0; c < reals; c++) {
          double sum = 0;
          for (int mu = 0; mu < lattice.dimensions(); mu++) {
            sum += a[lattice.forward(s, mu) * reals + c] + a[lattice.backward(s, mu) * reals + c];
          }
          assertThat(got[s * reals + c]).isCloseTo(sum, within(bound(1e-14)));
        }
      }
      assertThatThrownBy(() -> ops.neighbourSum(x, x)).isInstanceOf(IllegalArgumentException.class);
      assertThat(host(ops, x)).isEqualTo(a);
    }
  }

  private static GaugeField hot(FieldOps ops, int n) {
    GaugeField u = new GaugeField(ops, new Group(n));
    u.hot(RandomFields.stream(n));
    return u;
  }
}
