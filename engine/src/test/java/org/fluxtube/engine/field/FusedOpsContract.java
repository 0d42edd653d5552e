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
