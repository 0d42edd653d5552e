package org.fluxtube.engine.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.fluxtube.engine.testing.RandomFields.host;
import static org.fluxtube.engine.testing.RandomFields.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxtube.engine.dirac.Staggered;
import org.fluxtube.engine.dirac.Wilson;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.StreamKey;
import org.fluxtube.engine.testing.Loops;
import org.fluxtube.engine.testing.Mat;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every backend must do with spinors, against loops over sites and small matrices. */
public abstract class SpinorOpsContract extends PrecisionContract {
  /** Lattice, spins, N: extents 2 and odd ones, N to 5. */
  protected static Stream<Object[]> spinors() {
    return Stream.of(
            new Lattice(6),
            new Lattice(2, 4),
            new Lattice(3, 5),
            new Lattice(2, 3, 4),
            new Lattice(8, 4),
            new Lattice(2, 4, 2, 6),
            new Lattice(4, 4, 4, 4))
        .flatMap(lattice ->
            Stream.of(1, 2, 4)
                .flatMap(spins ->
                    IntStream.rangeClosed(1, 5)
                        .filter(n -> lattice.volume() < 50 || n <= 3)
                        .mapToObj(n -> new Object[] {lattice, spins, n})));
  }

  private static boolean checkerboard(Lattice lattice) {
    return IntStream.of(lattice.extents()).allMatch(e -> e % 2 == 0);
  }

  private static List<Parity> parities(Lattice lattice) {
    return checkerboard(lattice) ? List.of(Parity.values()) : List.of(Parity.ALL);
  }

  private SpinMatrix spin(int spins, long seed) {
    return new SpinMatrix(spins, normal(seed, 2 * spins * spins));
  }

  private Hopping hopping(int d, int spins) {
    List<SpinMatrix> forward = new ArrayList<>();
    List<SpinMatrix> backward = new ArrayList<>();
    for (int mu = 0; mu < d; mu++) {
      forward.add(spin(spins, 10 + mu));
      backward.add(spin(spins, 20 + mu));
    }
    return new Hopping(forward, backward);
  }

  /** A general one, and those with the structure that backends know: projectors, numbers. */
  private List<Hopping> hoppings(int d, int spins) {
    List<Hopping> all = new ArrayList<>(List.of(hopping(d, spins)));
    if (spins == 1) {
      all.add(new Staggered(0.1).hopping(d));
    }
    if ((d == 2 || d == 4) && spins == d) {
      all.add(new Wilson(0.1, List.of()).hopping(d));
    }
    return all;
  }

  private Vector random(FieldOps ops, Shape.Spinor shape, long seed) {
    Vector all =
        vector(ops, shape.at(Parity.ALL), normal(seed, shape.reals() * ops.lattice().volume()));
    Vector out = ops.allocate(shape);
    ops.restrict(all, out);
    return out;
  }

  /** out_i += m_ij x_j for blocks of n numbers. */
  private static double[] matrix(int n, Mat m, double[] x, int offset) {
    double[] y = new double[2 * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double xr = x[offset + 2 * j];
        double xi = x[offset + 2 * j + 1];
        y[2 * i] += m.re(i, j) * xr - m.im(i, j) * xi;
        y[2 * i + 1] += m.re(i, j) * xi + m.im(i, j) * xr;
      }
    }
    return y;
  }

  /** out(s) += M y for one spin component y of colour vectors at index {@code column}. */
  private static void addSpin(
      SpinMatrix m, int n, int column, double[] y, double[] out, int offset) {
    for (int i = 0; i < m.spins(); i++) {
      for (int c = 0; c < 2 * n; c += 2) {
        int o = offset + 2 * i * n + c;
        out[o] += m.re(i, column) * y[c] - m.im(i, column) * y[c + 1];
        out[o + 1] += m.re(i, column) * y[c + 1] + m.im(i, column) * y[c];
      }
    }
  }

  private static void close(double[] got, double[] expected, double bound) {
    assertThat(got).hasSameSizeAs(expected);
    for (int i = 0; i < got.length; i++) {
      assertThat(got[i]).as("number %d", i).isCloseTo(expected[i], within(bound));
    }
  }

  @ParameterizedTest
  @MethodSource("spinors")
  void parity(Lattice lattice, int spins, int n) {
    try (FieldOps ops = ops(lattice)) {
      Shape.Spinor all = new Shape.Spinor(spins, n);
      if (!checkerboard(lattice)) {
        assertThatThrownBy(() -> ops.allocate(all.at(Parity.EVEN)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("even extents");
        return;
      }
      double[] a = normal(1, all.reals() * lattice.volume());
      Vector x = vector(ops, all, a);
      for (Parity parity : parities(lattice)) {
        Vector out = ops.allocate(all.at(parity));
        ops.restrict(x, out);
        double[] expected = a.clone();
        for (int i = 0; i < a.length; i++) {
          if (!parity.contains(lattice, i / all.reals())) {
            expected[i] = 0;
          }
        }
        assertThat(host(ops, out)).isEqualTo(expected);
        Vector back = random(ops, all, 2);
        ops.restrict(out, back);
        assertThat(host(ops, back)).isEqualTo(expected);
        assertThat(ops.norm2(out)).isCloseTo(ops.norm2(back), within(1e-12 * a.length));
        Vector other = ops.allocate(all.at(parity.opposite()));
        ops.restrict(out, other);
        if (parity != Parity.ALL) {
          assertThat(host(ops, other)).containsOnly(0.0);
          assertThatThrownBy(() -> ops.axpy(1, out, other))
              .isInstanceOf(IllegalArgumentException.class);
          assertThatThrownBy(() -> ops.dot(out, x)).isInstanceOf(IllegalArgumentException.class);
        }
        StreamKey key = RandomFields.stream(3).key(Purpose.TEST, 0, 0);
        ops.gaussian(2, key, x);
        ops.gaussian(2, key, out);
        Vector same = ops.allocate(all.at(parity));
        ops.restrict(x, same);
        assertThat(host(ops, out)).isEqualTo(host(ops, same));
        ops.load(a, 0, x);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("spinors")
  void onSites(Lattice lattice, int spins, int n) {
    try (FieldOps ops = ops(lattice)) {
      SpinMatrix m = spin(spins, 3);
      Vector u = vector(ops, new Shape.Matrix(n), normal(4, 2 * n * n * lattice.volume()));
      double[] links = host(ops, u);
      for (Parity parity : parities(lattice)) {
        Shape.Spinor shape = new Shape.Spinor(spins, n, parity);
        Vector x = random(ops, shape, 1);
        Vector y = random(ops, shape, 2);
        double[] a = host(ops, x);
        double[] b = host(ops, y);
        for (double beta : new double[] {0, 1, -0.7}) {
          Vector out = random(ops, shape, 5);
          double[] before = host(ops, out);
          double[] expected = new double[a.length];
          for (int k = 0; k < a.length; k += 2 * n) {
            double[] one = java.util.Arrays.copyOfRange(a, k, k + 2 * n);
            int site = k / shape.reals();
            addSpin(m, n, k % shape.reals() / (2 * n), one, expected, site * shape.reals());
          }
          ops.spinMultiply(0.3, m, x, beta, out);
          close(host(ops, out), combined(0.3, expected, beta, before), bound(1e-12));
          for (boolean adjoint : new boolean[] {false, true}) {
            ops.load(before, 0, out);
            expected = new double[a.length];
            for (int k = 0; k < a.length; k += 2 * n) {
              Mat v = Mat.at(n, links, k / shape.reals() * 2 * n * n);
              double[] ux = matrix(n, adjoint ? v.adjoint() : v, a, k);
              System.arraycopy(ux, 0, expected, k, 2 * n);
            }
            ops.colourMultiply(0.3, u, adjoint, x, beta, out);
            close(host(ops, out), combined(0.3, expected, beta, before), bound(1e-12));
          }
          Vector product =
              vector(ops, new Shape.Matrix(n), normal(6, 2 * n * n * lattice.volume()));
          before = host(ops, product);
          expected = new double[before.length];
          for (int k = 0; k < a.length; k += 2 * n) {
            int o = k / shape.reals() * 2 * n * n;
            for (int i = 0; i < n; i++) {
              for (int j = 0; j < n; j++) {
                double xr = a[k + 2 * i];
                double xi = a[k + 2 * i + 1];
                double yr = b[k + 2 * j];
                double yi = -b[k + 2 * j + 1];
                expected[o + 2 * (i * n + j)] += xr * yr - xi * yi;
                expected[o + 2 * (i * n + j) + 1] += xr * yi + xi * yr;
              }
            }
          }
          ops.outer(0.3, x, y, beta, product);
          close(host(ops, product), combined(0.3, expected, beta, before), bound(1e-12));
        }
        double imaginary = 0;
        for (int k = 0; k < a.length; k += 2) {
          imaginary += a[k] * b[k + 1] - a[k + 1] * b[k];
        }
        assertThat(ops.imaginaryDot(x, y)).isCloseTo(imaginary, within(1e-11));
        assertThat(host(ops, x)).isEqualTo(a);
        assertThat(host(ops, y)).isEqualTo(b);
        assertThatThrownBy(() -> ops.spinMultiply(1, m, x, 0, x))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ops.colourMultiply(1, u, false, x, 0, x))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ops.spinMultiply(1, spin(spins + 1, 1), x, 0, y))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  /** Blocks on the spin and colour of each site. */
  @ParameterizedTest
  @MethodSource("spinors")
  void blocks(Lattice lattice, int spins, int n) {
    try (FieldOps ops = ops(lattice)) {
      for (int count : spins == 1 ? new int[] {1} : new int[] {1, 2}) {
        int rows = spins / count * n;
        Vector[] blocks = new Vector[count];
        double[][] numbers = new double[count][];
        for (int k = 0; k < count; k++) {
          numbers[k] = normal(40 + k, 2 * rows * rows * lattice.volume());
          blocks[k] = vector(ops, new Shape.Matrix(rows), numbers[k]);
        }
        for (Parity parity : parities(lattice)) {
          Shape.Spinor shape = new Shape.Spinor(spins, n, parity);
          Vector x = random(ops, shape, 1);
          double[] a = host(ops, x);
          double[] expected = new double[a.length];
          for (int s = 0; s < lattice.volume(); s++) {
            for (int k = 0; k < count; k++) {
              Mat m = Mat.at(rows, numbers[k], s * 2 * rows * rows);
              int o = s * shape.reals() + 2 * k * rows;
              System.arraycopy(matrix(rows, m, a, o), 0, expected, o, 2 * rows);
            }
          }
          for (double beta : new double[] {0, 1, -0.7}) {
            Vector out = random(ops, shape, 2);
            double[] before = host(ops, out);
            ops.blockMultiply(0.3, blocks, x, beta, out);
            close(host(ops, out), combined(0.3, expected, beta, before), bound(1e-12));
            ops.load(before, 0, out);
            HostSpinors.blockMultiply(ops, 0.3, blocks, x, beta, out);
            close(host(ops, out), combined(0.3, expected, beta, before), bound(1e-12));
          }
          assertThat(host(ops, x)).isEqualTo(a);
          assertThatThrownBy(() -> ops.blockMultiply(1, blocks, x, 0, x))
              .isInstanceOf(IllegalArgumentException.class);
          assertThatThrownBy(() -> ops.blockMultiply(1, new Vector[0], x, 0, random(ops, shape, 2)))
              .hasMessageContaining("blocks");
        }
      }
    }
  }

  private static double[] combined(double alpha, double[] x, double beta, double[] y) {
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i] = alpha * x[i] + beta * y[i];
    }
    return out;
  }

  /** Against the formula site by site, and the override against the default. */
  @ParameterizedTest
  @MethodSource("spinors")
  void hop(Lattice lattice, int spins, int n) {
    try (FieldOps ops = ops(lattice);
        GaugeField u = new GaugeField(ops, new Group(n))) {
      u.hot(RandomFields.stream(n));
      Loops links = new Loops(u);
      for (Hopping hopping : hoppings(lattice.dimensions(), spins)) {
        hop(ops, u, links, hopping, spins);
      }
    }
  }

  private void hop(FieldOps ops, GaugeField u, Loops links, Hopping hopping, int spins) {
    Lattice lattice = ops.lattice();
    int n = u.group().n();
    for (Parity from : parities(lattice)) {
      for (Parity to : parities(lattice)) {
        Shape.Spinor shape = new Shape.Spinor(spins, n);
        Vector x = random(ops, shape.at(from), 1);
        double[] a = host(ops, x);
        double[] expected = new double[a.length];
        for (int s = 0; s < lattice.volume(); s++) {
          if (!to.contains(lattice, s)) {
            continue;
          }
          for (int mu = 0; mu < lattice.dimensions(); mu++) {
            int next = lattice.forward(s, mu);
            int last = lattice.backward(s, mu);
            for (int spin = 0; spin < spins; spin++) {
              int o = s * shape.reals();
              double[] ahead = matrix(n, links.link(mu, s), a, next * shape.reals() + 2 * spin * n);
              addSpin(hopping.forward().get(mu), n, spin, ahead, expected, o);
              Mat back = links.link(mu, last).adjoint();
              double[] behind = matrix(n, back, a, last * shape.reals() + 2 * spin * n);
              addSpin(hopping.backward().get(mu), n, spin, behind, expected, o);
            }
          }
        }
        for (double beta : new double[] {0, 1, -0.7}) {
          Vector out = random(ops, shape.at(to), 2);
          double[] before = host(ops, out);
          ops.hop(hopping, u.vectors(), 0.3, x, beta, out);
          close(host(ops, out), combined(0.3, expected, beta, before), bound(1e-12));
          ops.load(before, 0, out);
          SpinorSums.hop(ops, hopping, u.vectors(), 0.3, x, beta, out);
          close(host(ops, out), combined(0.3, expected, beta, before), bound(1e-12));
        }
        assertThat(host(ops, x)).isEqualTo(a);

        // <y, H x> = <H^dagger y, x>
        Vector y = random(ops, shape.at(to), 7);
        Vector hx = random(ops, shape.at(to), 8);
        Vector hy = random(ops, shape.at(from), 9);
        ops.hop(hopping, u.vectors(), 1, x, 0, hx);
        ops.hop(hopping.adjoint(), u.vectors(), 1, y, 0, hy);
        assertThat(ops.dot(y, hx)).isCloseTo(ops.dot(hy, x), within(bound(1e-10)));
        assertThat(ops.imaginaryDot(y, hx))
            .isCloseTo(ops.imaginaryDot(hy, x), within(bound(1e-10)));
      }
    }
  }

  /** The derivative of Re y^dagger H x along exp(eps p), by central differences. */
  @ParameterizedTest
  @MethodSource("spinors")
  void hopForce(Lattice lattice, int spins, int n) {
    try (FieldOps ops = ops(lattice);
        GaugeField u = new GaugeField(ops, new Group(n))) {
      u.hot(RandomFields.stream(n));
      for (Hopping hopping : hoppings(lattice.dimensions(), spins)) {
        hopForce(ops, u, hopping, spins);
      }
    }
  }

  private void hopForce(FieldOps ops, GaugeField u, Hopping hopping, int spins) {
    Lattice lattice = ops.lattice();
    int n = u.group().n();
    for (Parity from : parities(lattice)) {
      Shape.Spinor shape = new Shape.Spinor(spins, n, from);
      Vector x = random(ops, shape, 1);
      Vector y = random(ops, shape.at(from.opposite()), 2);
      Momentum force = RandomFields.momentum(u, 3);
      Momentum before = RandomFields.momentum(u, 3);
      Momentum p = RandomFields.momentum(u, 4);
      ops.hopForce(hopping, u.vectors(), 0.3, x, y, force.vectors());
      Momentum again = RandomFields.momentum(u, 3);
      SpinorSums.hopForce(ops, hopping, u.vectors(), 0.3, x, y, again.vectors());
      close(RandomFields.host(u, force), RandomFields.host(u, again), bound(1e-12));
      double derivative = 0;
      for (int k = 0; k < 3; k++) {
        double h = 0.02 / (1 << k);
        double d =
            (bilinear(ops, hopping, u, h, p, x, y) - bilinear(ops, hopping, u, -h, p, x, y))
                / (2 * h);
        derivative += new double[] {1.0 / 45, -20.0 / 45, 64.0 / 45}[k] * d;
      }
      double got = force.dot(p) - before.dot(p);
      // in single precision each of the |y| numbers of H x is rounded, and divided by h = 0.005
      double tolerance = precision() == Precision.DOUBLE ? 1e-7 : 0.1;
      assertThat(got).isCloseTo(0.3 * derivative, within(tolerance));
    }
  }

  private static double bilinear(
      FieldOps ops, Hopping hopping, GaugeField u, double eps, Momentum p, Vector x, Vector y) {
    try (GaugeField moved = u.duplicate()) {
      moved.drift(eps, p);
      Vector hx = ops.allocate(y.shape());
      ops.hop(hopping, moved.vectors(), 1, x, 0, hx);
      return ops.dot(y, hx);
    }
  }
}
