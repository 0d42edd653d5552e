package org.fluxtube.engine.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.fluxtube.engine.testing.RandomFields.host;
import static org.fluxtube.engine.testing.RandomFields.vector;

import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.Algebra;
import org.fluxtube.engine.testing.InPrecision;
import org.fluxtube.engine.testing.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Algebra elements, the derivative of the exponential, matrices on spin and colour. */
public abstract class AlgebraOpsContract extends PrecisionContract {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void element(int n) {
    Lattice lattice = new Lattice(3, 5);
    try (FieldOps ops = ops(lattice)) {
      int d = new Group(n).algebraDimension();
      int size = 2 * n * n;
      double[] p = normal(1, 15 * d);
      double[] old = normal(2, 15 * size);
      Vector x = vector(ops, new Shape.Real(d), p);
      for (double beta : new double[] {0, 1, -0.5}) {
        Vector out = vector(ops, new Shape.Matrix(n), beta == 0 ? nan(15 * size) : old);
        ops.element(1.25, x, beta, out);
        double[] got = host(ops, out);
        for (int s = 0; s < 15; s++) {
          Mat expected = Algebra.element(n, p, s * d).scaled(1.25);
          expected = beta == 0 ? expected : expected.plus(beta, Mat.at(n, old, s * size));
          assertThat(Mat.at(n, got, s * size).distance(expected)).isLessThan(bound(1e-15 * 8));
        }
      }
      assertThat(host(ops, x)).isEqualTo(p);
      assertThatThrownBy(() -> ops.element(1, x, 0, ops.allocate(new Shape.Matrix(n + 1))))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static double[] nan(int count) {
    double[] x = new double[count];
    Arrays.fill(x, Double.NaN);
    return x;
  }

  /** Against the matrices. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void commutator(int n) {
    try (FieldOps ops = ops(new Lattice(3, 2))) {
      int d = new Group(n).algebraDimension();
      double[] x = normal(11, 6 * d);
      double[] y = normal(12, 6 * d);
      double[] old = normal(13, 6 * d);
      Vector vx = vector(ops, new Shape.Real(d), x);
      Vector vy = vector(ops, new Shape.Real(d), y);
      for (double beta : new double[] {0, 1, -0.5}) {
        Vector out = vector(ops, new Shape.Real(d), beta == 0 ? nan(6 * d) : old);
        ops.commutator(0.7, vx, vy, beta, out);
        double[] got = host(ops, out);
        for (int s = 0; s < 6; s++) {
          Mat a = Algebra.element(n, x, s * d);
          Mat b = Algebra.element(n, y, s * d);
          Mat bracket = a.times(b).plus(-1, b.times(a));
          Mat expected = Algebra.element(n, old, s * d);
          Mat sum = Mat.zero(n).plus(0.7, bracket).plus(beta, expected);
          assertThat(Algebra.element(n, got, s * d).distance(sum)).isLessThan(bound(1e-13 * n));
        }
      }
      assertThat(host(ops, vx)).isEqualTo(x);
      assertThat(host(ops, vy)).isEqualTo(y);
    }
  }

  /**
   * The upper right block of exp((X, D; 0, X)) is the derivative of exp X in the direction D, here
   * in 200 digits; one site with equal eigenvalues, one general.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void exponentialDerivative(int n) {
    try (FieldOps ops = ops(new Lattice(2))) {
      int d = new Group(n).algebraDimension();
      double[] w = normal(1, 2 * d);
      Arrays.fill(w, 0, d, 0);
      w[d - 1] = 1.25; // diagonal, all eigenvalues but the last are equal
      double[] g = normal(2, 2 * d);
      double[] direction = normal(3, 2 * d);
      double[] old = normal(4, 2 * d);
      Vector vw = vector(ops, new Shape.Real(d), w);
      Vector vg = vector(ops, new Shape.Real(d), g);
      // 200 digits take their time
      double[] few = {0.9, 3};
      double[] many = {0, 1e-9, 0.4, -1.1, 3, -25};
      for (double eps : n <= 3 ? many : few) {
        Vector out = vector(ops, new Shape.Real(d), nan(2 * d));
        ops.exponentialDerivative(-0.7, eps, vw, vg, 0, out);
        double[] got = host(ops, out);
        double[] byDefault = new double[2 * d];
        for (int s = 0; s < 2; s++) {
          double expected = -0.7 * expected(n, eps, w, g, direction, s * d);
          double projected = 0;
          double scale = 0;
          for (int a = s * d; a < (s + 1) * d; a++) {
            projected += got[a] * direction[a];
            scale += Math.abs(eps * g[a]) * Math.sqrt(d) * Math.max(1, Math.abs(direction[a]));
          }
          double bound = bound(4e-15 * (3 + Math.abs(eps)) * scale);
          assertThat(projected).as("eps %s site %s", eps, s).isCloseTo(expected, within(bound));
        }
        AlgebraSums.exponentialDerivative(ops, -0.7, eps, vw, vg, 0, out);
        ops.store(out, byDefault, 0);
        Vector sum = vector(ops, new Shape.Real(d), old);
        ops.exponentialDerivative(-0.7, eps, vw, vg, 0.5, sum);
        double[] added = host(ops, sum);
        for (int a = 0; a < got.length; a++) {
          double bound = bound(1e-13 * Math.abs(eps) * (1 + Math.abs(eps)));
          assertThat(byDefault[a]).isCloseTo(got[a], within(bound));
          assertThat(added[a]).isCloseTo(got[a] + 0.5 * old[a], within(bound(1e-14) + bound));
        }
      }
      assertThat(host(ops, vw)).isEqualTo(w);
      assertThat(host(ops, vg)).isEqualTo(g);
      Vector expected = ops.allocate(new Shape.Real(d));
      ops.exponentialDerivative(1, 0.8, vw, vg, 0, expected);
      ops.exponentialDerivative(1, 0.8, vw, vg, 0, vg); // out may be g
      assertThat(host(ops, vg)).isEqualTo(host(ops, expected));
    }
  }

  /**
   * Kronecker products and traces over spin, site by site, and the override against the default.
   */
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "1, 3", "2, 2", "2, 3", "4, 2"})
  void spinBlocks(int spins, int n) {
    Lattice lattice = new Lattice(3, 5);
    SpinMatrix spin = new SpinMatrix(spins, normal(1, 2 * spins * spins));
    int rows = spins * n;
    double[] small = normal(2, 15 * 2 * n * n);
    double[] large = normal(3, 15 * 2 * rows * rows);
    try (FieldOps ops = ops(lattice)) {
      Vector m = vector(ops, new Shape.Matrix(n), small);
      Vector block = vector(ops, new Shape.Matrix(rows), large);
      for (double beta : new double[] {0, 1, -0.5}) {
        Vector product = vector(ops, block.shape(), beta == 0 ? nan(large.length) : large);
        Vector trace = vector(ops, m.shape(), beta == 0 ? nan(small.length) : small);
        ops.kronecker(0.7, spin, m, beta, product);
        ops.spinTrace(0.7, spin, block, beta, trace);
        double[] products = host(ops, product);
        double[] traces = host(ops, trace);
        for (int s = 0; s < 15; s++) {
          Mat a = Mat.at(n, small, s * 2 * n * n);
          Mat b = Mat.at(rows, large, s * 2 * rows * rows);
          Mat expected = Mat.zero(rows);
          Mat sum = Mat.zero(n);
          for (int i = 0; i < rows; i++) {
            for (int j = 0; j < rows; j++) {
              Mat unit = Mat.unit(1, 0, 0, spin.re(i / n, j / n), spin.im(i / n, j / n));
              Mat p = unit.times(Mat.unit(1, 0, 0, a.re(i % n, j % n), a.im(i % n, j % n)));
              expected = expected.plus(0.7, Mat.unit(rows, i, j, p.re(0, 0), p.im(0, 0)));
              Mat q = Mat.unit(1, 0, 0, spin.re(j / n, i / n), spin.im(j / n, i / n));
              q = q.times(Mat.unit(1, 0, 0, b.re(i, j), b.im(i, j)));
              sum = sum.plus(0.7, Mat.unit(n, i % n, j % n, q.re(0, 0), q.im(0, 0)));
            }
          }
          expected = beta == 0 ? expected : expected.plus(beta, b);
          sum = beta == 0 ? sum : sum.plus(beta, a);
          assertThat(Mat.at(rows, products, s * 2 * rows * rows).distance(expected))
              .isLessThan(bound(1e-14));
          assertThat(Mat.at(n, traces, s * 2 * n * n).distance(sum)).isLessThan(bound(1e-14));
        }
      }
      assertThat(host(ops, m)).isEqualTo(small);
      assertThat(host(ops, block)).isEqualTo(large);
      assertThatThrownBy(() -> ops.kronecker(1, spin, m, 0, ops.allocate(new Shape.Matrix(7))))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> ops.spinTrace(1, spin, block, 0, ops.allocate(new Shape.Matrix(7))))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** m m^-1 = 1, and ln |det m| of a product is the sum. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6, 8})
  void inverse(int n) {
    int size = 2 * n * n;
    try (FieldOps ops = ops(new Lattice(3, 5))) {
      double[] numbers = normal(1, 15 * size);
      for (int s = 0; s < 15; s++) {
        // the first pivot is zero where there are others
        numbers[s * size] = n == 1 ? 2 : 0;
        numbers[s * size + 1] = 0;
        for (int i = 0; i < n; i++) {
          numbers[s * size + 2 * (i * n + (i + 1) % n)] += 4;
        }
      }
      InPrecision.rounded(precision(), numbers);
      Shape matrix = new Shape.Matrix(n);
      Vector m = vector(ops, matrix, numbers);
      Vector out = ops.allocate(matrix);
      Vector one = ops.allocate(matrix);
      Vector log = ops.allocate(new Shape.Real(1));
      ops.inverse(m, out, log);
      ops.multiply(1, m, false, out, false, 0, one);
      double[] product = host(ops, one);
      for (int s = 0; s < 15; s++) {
        Mat got = Mat.at(n, product, s * size);
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            assertThat(got.re(i, j)).isCloseTo(i == j ? 1 : 0, within(bound(1e-13)));
            assertThat(got.im(i, j)).isCloseTo(0, within(bound(1e-13)));
          }
        }
      }
      double[] logs = host(ops, log);
      ops.multiply(1, m, false, m, true, 0, one);
      ops.inverse(one, out, log);
      double[] doubled = host(ops, log);
      for (int s = 0; s < 15; s++) {
        assertThat(doubled[s]).isCloseTo(2 * logs[s], within(bound(1e-12)));
        assertThat(n > 1 || Math.abs(logs[s] - Math.log(numbers[2 * s])) < bound(1e-15)).isTrue();
      }
      assertThat(host(ops, m)).isEqualTo(numbers);
      ops.constant(0, m);
      ops.inverse(m, out, log);
      assertThat(Double.isFinite(ops.dot(log, log))).as("a singular matrix").isFalse();
      assertThatThrownBy(() -> ops.inverse(m, m, log)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void tangent() {
    try (FieldOps ops = ops(new Lattice(3, 5))) {
      double[] x = normal(1, 30);
      Vector v = vector(ops, new Shape.Real(2), x);
      Vector out = ops.allocate(v.shape());
      ops.tangent(0.4, v, out);
      double[] got = host(ops, out);
      for (int i = 0; i < x.length; i++) {
        double expected = StrictMath.tan(0.4 * x[i]);
        double slope = 1 + expected * expected;
        assertThat(got[i]).isCloseTo(expected, within(bound(4e-16) * slope));
      }
      assertThat(host(ops, v)).isEqualTo(x);
      ops.tangent(0.4, v, v);
      assertThat(host(ops, v)).isEqualTo(got);
    }
  }

  /** g^b j^b with exp(eps(w + d)) = exp(j) exp(eps w). */
  private static double expected(
      int n, double eps, double[] w, double[] g, double[] direction, int offset) {
    Mat x = Algebra.element(n, w, offset).scaled(eps);
    Mat dx = Algebra.element(n, direction, offset).scaled(eps);
    Mat block = Mat.zero(2 * n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        Mat entry = Mat.unit(2 * n, i, j, x.re(i, j), x.im(i, j));
        Mat lower = Mat.unit(2 * n, n + i, n + j, x.re(i, j), x.im(i, j));
        Mat upper = Mat.unit(2 * n, i, n + j, dx.re(i, j), dx.im(i, j));
        block = block.plus(1, entry).plus(1, lower).plus(1, upper);
      }
    }
    Mat exp = Algebra.exp(block, 1);
    Mat e = Mat.zero(n);
    Mat derivative = Mat.zero(n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        e = e.plus(1, Mat.unit(n, i, j, exp.re(i, j), exp.im(i, j)));
        derivative = derivative.plus(1, Mat.unit(n, i, j, exp.re(i, n + j), exp.im(i, n + j)));
      }
    }
    Mat left = derivative.times(e.adjoint());
    double sum = 0;
    List<Mat> t = Algebra.generators(n);
    for (int b = 0; b < t.size(); b++) {
      double norm = t.get(b).times(t.get(b)).reTrace();
      sum += g[offset + b] * t.get(b).times(left).reTrace() / norm;
    }
    return sum;
  }
}
