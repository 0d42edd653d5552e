package org.fluxtube.engine.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.fluxtube.engine.testing.RandomFields.host;
import static org.fluxtube.engine.testing.RandomFields.vector;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.SiteRandom;
import org.fluxtube.engine.rng.StreamKey;
import org.fluxtube.engine.testing.Mat;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every backend must do, primitive by primitive, against loops over small matrices. A
 * backend's test extends this and says how to open it.
 */
public abstract class FieldOpsContract extends MatrixOpsContract {
  @ParameterizedTest
  @MethodSource("lattices")
  void memory(Lattice lattice) {
    try (FieldOps ops = ops(lattice)) {
      for (Shape shape : new Shape[] {new Shape.Real(1), new Shape.Real(3), new Shape.Matrix(2)}) {
        int size = lattice.volume() * shape.reals();
        assertThat(host(ops, ops.allocate(shape))).containsOnly(0.0);
        double[] a = normal(1, size + 5);
        Vector x = ops.allocate(shape);
        ops.load(a, 5, x);
        assertThat(host(ops, x)).isEqualTo(Arrays.copyOfRange(a, 5, size + 5));
        double[] back = new double[size + 7];
        ops.store(x, back, 3);
        assertThat(Arrays.copyOfRange(back, 3, size + 3)).isEqualTo(host(ops, x));
        assertThat(back[2] + back[size + 3]).isZero();
        Vector y = vector(ops, shape, normal(2, size));
        int[] sites = IntStream.range(0, lattice.volume()).filter(s -> s % 3 == 1).toArray();
        double[] expected = host(ops, y);
        for (int s : sites) {
          System.arraycopy(a, 5 + s * shape.reals(), expected, s * shape.reals(), shape.reals());
        }
        ops.copyAt(new SiteSet(sites), x, y);
        assertThat(host(ops, y)).isEqualTo(expected);
        ops.copy(x, y);
        assertThat(host(ops, y)).isEqualTo(host(ops, x));
        y.close();
        y.close();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("lattices")
  void constants(Lattice lattice) {
    try (FieldOps ops = ops(lattice)) {
      Vector real = vector(ops, new Shape.Real(3), normal(1, 3 * lattice.volume()));
      ops.constant(-2.5, real);
      assertThat(host(ops, real)).containsOnly(-2.5);
      Vector matrix = vector(ops, new Shape.Matrix(3), normal(1, 18 * lattice.volume()));
      ops.constant(-2.5, matrix);
      for (int s = 0; s < lattice.volume(); s++) {
        assertThat(Mat.at(3, host(ops, matrix), 18 * s).distance(Mat.one(3).scaled(-2.5))).isZero();
        if (s > 50) {
          break;
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.75})
  void linearCombination(double beta) {
    Lattice lattice = new Lattice(3, 5);
    try (FieldOps ops = ops(lattice)) {
      Shape shape = new Shape.Real(7);
      double[] a = normal(1, 105);
      double[] b = poisoned(beta, 2, 105);
      Vector x = vector(ops, shape, a);
      Vector y = vector(ops, shape, b);
      ops.axpby(1.5, x, beta, y);
      double[] expected = new double[105];
      Arrays.setAll(expected, i -> combine(1.5 * a[i], beta, b[i]));
      assertClose(host(ops, y), expected, bound(1e-15));
      assertThat(host(ops, x)).isEqualTo(a);
      ops.axpby(1.5, x, beta, x);
      Arrays.setAll(expected, i -> 1.5 * a[i] + beta * a[i]);
      assertClose(host(ops, x), expected, bound(1e-15));
    }
  }

  @ParameterizedTest
  @MethodSource("lattices")
  void shifts(Lattice lattice) {
    try (FieldOps ops = ops(lattice)) {
      for (Shape shape : new Shape[] {new Shape.Real(1), new Shape.Real(3), new Shape.Matrix(3)}) {
        int r = shape.reals();
        double[] a = normal(1, lattice.volume() * r);
        Vector x = vector(ops, shape, a);
        Vector out = ops.allocate(shape);
        for (int mu = 0; mu < lattice.dimensions(); mu++) {
          for (int steps : new int[] {1, -1}) {
            ops.shift(x, mu, steps, out);
            double[] got = host(ops, out);
            for (int s = 0; s < lattice.volume(); s++) {
              int[] c = coordinates(lattice, s);
              c[mu] += steps;
              int from = lattice.site(c);
              for (int i = 0; i < r; i++) {
                assertThat(got[s * r + i] == a[from * r + i]).isTrue();
              }
            }
          }
        }
        assertThatThrownBy(() -> ops.shift(x, 0, 1, x))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ops.shift(x, 0, 2, out))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  private static int[] coordinates(Lattice lattice, int site) {
    int[] c = new int[lattice.dimensions()];
    int rest = site;
    for (int mu = 0; mu < c.length; mu++) {
      c[mu] = rest % lattice.extent(mu);
      rest /= lattice.extent(mu);
    }
    return c;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 18})
  void siteProducts(int reals) {
    Lattice lattice = new Lattice(3, 5);
    try (FieldOps ops = ops(lattice)) {
      double[] a = normal(1, reals * 15);
      double[] b = normal(2, reals * 15);
      double[] w = normal(3, 15);
      Shape shape = reals == 18 ? new Shape.Matrix(3) : new Shape.Real(reals);
      Vector x = vector(ops, shape, a);
      Vector y = vector(ops, shape, b);
      Vector weight = vector(ops, new Shape.Real(1), w);
      for (double beta : new double[] {0, 1, -0.5}) {
        double[] old = poisoned(beta, 4, 15);
        double[] oldWide = poisoned(beta, 5, reals * 15);
        Vector product = vector(ops, new Shape.Real(1), old);
        Vector weighted = vector(ops, shape, oldWide);
        ops.inner(1.25, x, y, beta, product);
        ops.weigh(1.25, weight, x, beta, weighted);
        double[] got = host(ops, product);
        double[] gotWide = host(ops, weighted);
        for (int s = 0; s < 15; s++) {
          double sum = 0;
          for (int c = s * reals; c < (s + 1) * reals; c++) {
            sum += a[c] * b[c];
            double expected = combine(1.25 * w[s] * a[c], beta, oldWide[c]);
            assertThat(gotWide[c]).isCloseTo(expected, within(bound(1e-14)));
          }
          assertThat(got[s]).isCloseTo(combine(1.25 * sum, beta, old[s]), within(bound(1e-13)));
        }
      }
      ops.normalise(x);
      double[] unit = host(ops, x);
      for (int s = 0; s < 15; s++) {
        double norm = 0;
        for (int c = s * reals; c < (s + 1) * reals; c++) {
          norm += a[c] * a[c];
        }
        for (int c = s * reals; c < (s + 1) * reals; c++) {
          assertThat(unit[c]).isCloseTo(a[c] / Math.sqrt(norm), within(bound(1e-15)));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void gaussianNumbersComeInTheDocumentedOrder(int reals) {
    Lattice lattice = new Lattice(3, 5);
    try (FieldOps ops = ops(lattice)) {
      StreamKey key = RandomFields.stream(77).key(Purpose.MOMENTUM, 2, 5);
      Vector out = ops.allocate(new Shape.Real(reals));
      ops.gaussian(0.5, key, out);
      double[] got = host(ops, out);
      for (int s = 0; s < 15; s++) {
        SiteRandom random = key.at(s);
        for (int c = 0; c < reals; c++) {
          assertThat(got[s * reals + c]).isCloseTo(0.5 * random.gaussian(), within(bound(1e-14)));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("lattices")
  void reductions(Lattice lattice) {
    try (FieldOps ops = ops(lattice)) {
      int volume = lattice.volume();
      double[] a = normal(1, 3 * volume);
      double[] b = normal(2, 3 * volume);
      Vector x = vector(ops, new Shape.Real(3), a);
      Vector y = vector(ops, new Shape.Real(3), b);
      double dot = 0;
      double[] sum = new double[3];
      double[][] slices = new double[lattice.dimensions()][];
      for (int mu = 0; mu < slices.length; mu++) {
        slices[mu] = new double[3 * lattice.extent(mu)];
      }
      for (int i = 0; i < a.length; i++) {
        dot += a[i] * b[i];
        sum[i % 3] += a[i];
        int[] c = coordinates(lattice, i / 3);
        for (int mu = 0; mu < slices.length; mu++) {
          slices[mu][3 * c[mu] + i % 3] += a[i];
        }
      }
      // sums are double in either precision
      assertThat(ops.dot(x, y)).isCloseTo(dot, within(1e-14 * volume));
      assertClose(ops.sum(x), sum, 1e-14 * volume);
      for (int mu = 0; mu < slices.length; mu++) {
        assertClose(ops.sliceSum(x, mu), slices[mu], 1e-14 * volume);
      }
      // fixed order: the same bits again, also in other memory
      Vector again = vector(ops, new Shape.Real(3), a);
      for (int i = 0; i < 20; i++) {
        assertThat(ops.dot(again, y) == ops.dot(x, y)).isTrue();
        assertThat(ops.sum(again)).isEqualTo(ops.sum(x));
      }
      assertThat(ops.norm2(x)).isEqualTo(ops.dot(x, x));
      Vector sum2 = vector(ops, new Shape.Real(3), b);
      ops.axpy(-0.3, x, y);
      double norm2 = ops.axpyNorm2(-0.3, x, sum2);
      assertClose(host(ops, sum2), host(ops, y), bound(1e-15));
      assertThat(norm2).isCloseTo(ops.norm2(sum2), within(1e-14 * volume));
    }
  }
}
