package org.fluxtube.engine.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.fluxtube.engine.testing.RandomFields.host;
import static org.fluxtube.engine.testing.RandomFields.vector;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.Algebra;
import org.fluxtube.engine.testing.Mat;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every backend must do with matrices, generators and rotations at the sites, against small
 * matrices; the rest of its primitives is in {@link FieldOpsContract}.
 */
public abstract class MatrixOpsContract extends PrecisionContract {
  /** Awkward lattices: one to four dimensions, extents 2, odd extents. */
  protected static Stream<Lattice> lattices() {
    return Stream.of(
        new Lattice(2),
        new Lattice(7),
        new Lattice(3, 5),
        new Lattice(5, 3, 2),
        new Lattice(2, 3, 4, 5),
        new Lattice(6, 10, 4, 8));
  }

  /** N = 1 (U(1)) to 5 on the lattices that are cheap for them. */
  protected static Stream<Object[]> matrices() {
    return lattices()
        .flatMap(lattice ->
            IntStream.rangeClosed(1, 5)
                .filter(n -> lattice.volume() < 1000 || n == 3)
                .mapToObj(n -> new Object[] {lattice, n}));
  }

  @ParameterizedTest
  @MethodSource("matrices")
  void matrixProducts(Lattice lattice, int n) {
    try (FieldOps ops = ops(lattice)) {
      Shape shape = new Shape.Matrix(n);
      int size = shape.reals();
      int numbers = size * lattice.volume();
      double[] a = normal(1, numbers);
      double[] b = normal(2, numbers);
      Vector x = vector(ops, shape, a);
      Vector y = vector(ops, shape, b);
      for (int flags = 0; flags < 4; flags++) {
        boolean adjointA = (flags & 1) != 0;
        boolean adjointB = (flags & 2) != 0;
        for (double beta : new double[] {0, 1, -0.5}) {
          double[] c = poisoned(beta, 3, numbers);
          Vector out = vector(ops, shape, c);
          ops.multiply(1.25, x, adjointA, y, adjointB, beta, out);
          double[] got = host(ops, out);
          for (int o = 0; o < numbers; o += size) {
            Mat ma = Mat.at(n, a, o);
            Mat mb = Mat.at(n, b, o);
            Mat product = (adjointA ? ma.adjoint() : ma).times(adjointB ? mb.adjoint() : mb);
            Mat old = beta == 0 ? Mat.zero(n) : Mat.at(n, c, o);
            Mat expected = product.scaled(1.25).plus(beta, old);
            assertThat(Mat.at(n, got, o).distance(expected)).isLessThan(bound(1e-13));
          }
        }
      }
      Vector out = ops.allocate(shape);
      ops.multiply(1, x, true, x, false, 0, out); // a and b may be one vector
      Mat first = Mat.at(n, a, 0);
      assertThat(Mat.at(n, host(ops, out), 0).distance(first.adjoint().times(first)))
          .isLessThan(bound(1e-13));
      assertThat(host(ops, x)).isEqualTo(a);
      assertThat(host(ops, y)).isEqualTo(b);
      assertThatThrownBy(() -> ops.multiply(1, x, false, y, false, 0, x))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> ops.multiply(1, x, false, y, false, 0, y))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("matrices")
  void tracesAndProjection(Lattice lattice, int n) {
    try (FieldOps ops = ops(lattice)) {
      Shape shape = new Shape.Matrix(n);
      int volume = lattice.volume();
      double[] m = normal(1, shape.reals() * volume);
      Vector x = vector(ops, shape, m);
      int d = new Group(n).algebraDimension();
      for (double beta : new double[] {0, 1, -0.5}) {
        double[] old = poisoned(beta, 2, volume);
        double[] oldAlgebra = poisoned(beta, 3, d * volume);
        Vector re = vector(ops, new Shape.Real(1), old);
        Vector im = vector(ops, new Shape.Real(1), old);
        Vector algebra = vector(ops, new Shape.Real(d), oldAlgebra);
        Vector phase = ops.allocate(new Shape.Real(1));
        ops.realTrace(1.25, x, beta, re);
        ops.imaginaryTrace(1.25, x, beta, im);
        ops.project(1.25, x, beta, algebra);
        ops.phase(x, phase);
        double[] gotRe = host(ops, re);
        double[] gotIm = host(ops, im);
        double[] gotPhase = host(ops, phase);
        double[] gotAlgebra = host(ops, algebra);
        for (int s = 0; s < volume; s++) {
          Mat a = Mat.at(n, m, s * shape.reals());
          assertThat(gotRe[s])
              .isCloseTo(combine(1.25 * a.reTrace(), beta, old[s]), within(bound(1e-13)));
          assertThat(gotIm[s])
              .isCloseTo(combine(1.25 * a.imTrace(), beta, old[s]), within(bound(1e-13)));
          assertThat(gotPhase[s])
              .isCloseTo(Math.atan2(a.imTrace(), a.reTrace()), within(bound(1e-14)));
          int k = s * d;
          for (Mat t : Algebra.generators(n)) {
            double expected = combine(1.25 * t.times(a).reTrace(), beta, oldAlgebra[k]);
            assertThat(gotAlgebra[k++]).isCloseTo(expected, within(bound(1e-13)));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void generatorsAreOrthonormal(int n) {
    var t = Algebra.generators(n);
    assertThat(t).hasSize(new Group(n).algebraDimension());
    for (int a = 0; a < t.size(); a++) {
      assertThat(t.get(a).distance(t.get(a).adjoint().scaled(-1))).isZero();
      for (int b = 0; b < t.size(); b++) {
        double expected = a != b ? 0 : n == 1 ? -1 : -0.5;
        assertThat(t.get(a).times(t.get(b)).reTrace()).isCloseTo(expected, within(bound(1e-15)));
      }
    }
    double[] p = normal(4, t.size());
    double[] x = new double[2 * n * n];
    Generators.matrix(n, 0.7, p, 0, x, 0);
    Mat expected = Algebra.element(n, p, 0).scaled(0.7);
    assertThat(Mat.at(n, x, 0).distance(expected)).isLessThan(bound(1e-15));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void exponential(int n) {
    Lattice lattice = new Lattice(2, 2);
    try (FieldOps ops = ops(lattice)) {
      Group group = new Group(n);
      int d = group.algebraDimension();
      int size = 2 * n * n;
      double[] p = normal(1, d * 4);
      Arrays.fill(p, d, 2 * d, 0); // one site at rest
      for (double eps : new double[] {0, 1e-12, -1e-5, 0.01, -0.3, 1, 5, -40}) {
        GaugeField u = new GaugeField(ops, group);
        u.hot(RandomFields.stream(3));
        double[] before = host(ops, u.link(0));
        Vector momentum = vector(ops, new Shape.Real(d), p);
        ops.exponentiate(eps, momentum, u.link(0));
        double[] after = host(ops, u.link(0));
        for (int s = 0; s < 4; s++) {
          Mat x = Algebra.element(n, p, s * d);
          Mat expected = Algebra.exp(x, eps).times(Mat.at(n, before, s * size));
          // rounding of the argument (relative) and of the product
          double bound = bound(2e-15 * (4 + Math.abs(eps) * n * 4));
          assertThat(Mat.at(n, after, s * size).distance(expected)).isLessThan(bound);
        }
        assertThat(host(ops, momentum)).isEqualTo(p);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void exponentialHasTheGeneratorsAsDerivative(int n) {
    try (FieldOps ops = ops(new Lattice(2))) {
      int d = new Group(n).algebraDimension();
      // truncation h^2/6, rounding of the difference
      double h = precision() == Precision.DOUBLE ? 1e-4 : 1e-2;
      for (int a = 0; a < d; a++) {
        double[] p = new double[2 * d];
        p[a] = 1;
        Vector momentum = vector(ops, new Shape.Real(d), p);
        Vector plus = ops.allocate(new Shape.Matrix(n));
        Vector minus = ops.allocate(new Shape.Matrix(n));
        ops.constant(1, plus);
        ops.constant(1, minus);
        ops.exponentiate(h, momentum, plus);
        ops.exponentiate(-h, momentum, minus);
        Mat difference =
            Mat.at(n, host(ops, plus), 0).plus(-1, Mat.at(n, host(ops, minus), 0)).scaled(0.5 / h);
        assertThat(difference.distance(Algebra.generators(n).get(a)))
            .isLessThan(h * h + 8 * precision().rounding() / h);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("matrices")
  void reunitarise(Lattice lattice, int n) {
    try (FieldOps ops = ops(lattice)) {
      int size = 2 * n * n;
      double[] a = normal(5, size * lattice.volume());
      Vector u = vector(ops, new Shape.Matrix(n), a);
      ops.reunitarise(u);
      double[] once = host(ops, u);
      for (int s = 0; s < lattice.volume(); s++) {
        Mat m = Mat.at(n, once, s * size);
        assertThat(m.times(m.adjoint()).distance(Mat.one(n))).isLessThan(bound(1e-13));
        if (n > 1) {
          double[] det = m.determinant();
          assertThat(Math.hypot(det[0] - 1, det[1])).isLessThan(bound(1e-13));
        }
        // the first row is only scaled (N = 1: the phase stays)
        double ratio =
            Math.hypot(m.re(0, 0), m.im(0, 0)) / Math.hypot(a[s * size], a[s * size + 1]);
        assertThat(m.re(0, 0)).isCloseTo(ratio * a[s * size], within(bound(1e-13)));
      }
      ops.reunitarise(u);
      assertClose(host(ops, u), once, bound(1e-14));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void rotations(int n) {
    Lattice lattice = new Lattice(3, 5);
    try (FieldOps ops = ops(lattice)) {
      int r = Generators.rotations(n);
      double[] w = normal(1, r * 15);
      Arrays.fill(w, 0, r, 0);
      double[] a = normal(2, n * 15);
      for (double eps : new double[] {0, 1e-12, 1e-3, -0.4, 3, -30}) {
        Vector x = vector(ops, new Shape.Real(n), a);
        Vector turn = vector(ops, new Shape.Real(r), w);
        ops.rotate(eps, turn, x);
        double[] got = host(ops, x);
        for (int s = 0; s < 15; s++) {
          Mat rotation = Algebra.rotation(n, eps, w, s * r);
          for (int i = 0; i < n; i++) {
            double expected = 0;
            for (int j = 0; j < n; j++) {
              expected += rotation.re(i, j) * a[s * n + j];
            }
            assertThat(got[s * n + i])
                .isCloseTo(expected, within(bound(2e-15 * (10 + 20 * Math.abs(eps)))));
          }
        }
        assertThat(host(ops, turn)).isEqualTo(w);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void torqueIsTheDerivativeOfTheProductAlongARotation(int n) {
    Lattice lattice = new Lattice(3, 5);
    try (FieldOps ops = ops(lattice)) {
      int r = Generators.rotations(n);
      double[] a = normal(1, n * 15);
      double[] g = normal(2, n * 15);
      Vector x = vector(ops, new Shape.Real(n), a);
      Vector gradient = vector(ops, new Shape.Real(n), g);
      for (double beta : new double[] {0, 1, -0.5}) {
        double[] old = poisoned(beta, 3, r * 15);
        Vector out = vector(ops, new Shape.Real(r), old);
        ops.torque(1.25, x, gradient, beta, out);
        double[] got = host(ops, out);
        for (int s = 0; s < 15; s++) {
          for (int k = 0; k < r; k++) {
            double[] w = new double[r];
            w[k] = 1;
            // d/deps g.exp(eps L)x at 0; L is the imaginary unit of its plane, so sin(pi/2) is
            // exact
            Mat quarter = Algebra.rotation(n, Math.PI / 2, w, 0);
            Mat half = Algebra.rotation(n, Math.PI, w, 0);
            double sum = 0;
            for (int i = 0; i < n; i++) {
              for (int j = 0; j < n; j++) {
                double one = i == j ? 1 : 0;
                double generator = quarter.re(i, j) - (one + half.re(i, j)) / 2;
                sum += g[s * n + i] * generator * a[s * n + j];
              }
            }
            double expected = combine(1.25 * sum, beta, old[s * r + k]);
            assertThat(got[s * r + k]).isCloseTo(expected, within(bound(1e-13)));
          }
        }
      }
    }
  }

  /** beta old + term; beta = 0 discards whatever was there. */
  static double combine(double term, double beta, double old) {
    return beta == 0 ? term : term + beta * old;
  }

  /** Old contents: NaN where they must not matter. */
  final double[] poisoned(double beta, long seed, int count) {
    double[] x = normal(seed, count);
    if (beta == 0) {
      Arrays.fill(x, Double.NaN);
    }
    return x;
  }

  static void assertClose(double[] got, double[] expected, double bound) {
    assertThat(got).hasSameSizeAs(expected);
    for (int i = 0; i < got.length; i++) {
      assertThat(got[i]).isCloseTo(expected[i], within(bound * (1 + Math.abs(expected[i]))));
    }
  }
}
