package org.fluxtube.engine.electron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both solvers: A v = E v, orthonormal, ascending, and the same values. */
class HermitianEigenTest {
  /** A random matrix, and one with many equal eigenvalues: electrons in ordered spins. */
  static List<double[]> matrices() {
    double[] random = RandomFields.normal(1, 2 * 23 * 23);
    for (int i = 0; i < 23; i++) {
      random[2 * 24 * i + 1] = 0;
    }
    double[] ordered = new double[2 * 32 * 32];
    double[] spins = new double[48];
    for (int x = 0; x < 16; x++) {
      spins[3 * x] = 0.6;
      spins[3 * x + 1] = 0.8;
    }
    new KondoMatrix(new Lattice(4, 4), 1, 1).fill(spins, ordered);
    return List.of(random, ordered, new double[] {3, 0});
  }

  private static int size(double[] matrix) {
    return (int) Math.round(Math.sqrt(matrix.length / 2.0));
  }

  @ParameterizedTest
  @MethodSource("matrices")
  void valuesAndVectorsSolveTheEquation(double[] matrix) {
    int n = size(matrix);
    for (HermitianEigen eigen : List.of(new OpenBlasEigen(n), new EmbeddedEigen(n))) {
      double[] vectors = matrix.clone();
      double[] values = new double[n];
      eigen.vectors(vectors, values);
      assertThat(values).isSorted();
      for (int k = 0; k < n; k++) {
        for (int j = 0; j <= k; j++) {
          double[] product = inner(vectors, j, vectors, k, n);
          assertThat(product[0]).isCloseTo(j == k ? 1 : 0, within(1e-12));
          assertThat(product[1]).isCloseTo(0, within(1e-12));
        }
        double[] applied = apply(matrix, vectors, k, n);
        for (int i = 0; i < 2 * n; i++) {
          assertThat(applied[i]).isCloseTo(values[k] * vectors[2 * k * n + i], within(1e-12 * n));
        }
      }
      double[] alone = new double[n];
      eigen.values(matrix.clone(), alone);
      for (int k = 0; k < n; k++) {
        assertThat(alone[k]).isCloseTo(values[k], within(1e-12 * n));
      }
    }
  }

  private static double[] inner(double[] a, int j, double[] b, int k, int n) {
    double re = 0;
    double im = 0;
    for (int i = 0; i < n; i++) {
      int p = 2 * (j * n + i);
      int q = 2 * (k * n + i);
      re += a[p] * b[q] + a[p + 1] * b[q + 1];
      im += a[p] * b[q + 1] - a[p + 1] * b[q];
    }
    return new double[] {re, im};
  }

  /** The matrix, of which the lower triangle counts, times column k. */
  private static double[] apply(double[] m, double[] v, int k, int n) {
    double[] out = new double[2 * n];
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < n; column++) {
        int at = 2 * (Math.min(row, column) * n + Math.max(row, column));
        double im = row < column ? -m[at + 1] : m[at + 1];
        double x = v[2 * (k * n + column)];
        double y = v[2 * (k * n + column) + 1];
        out[2 * row] += m[at] * x - im * y;
        out[2 * row + 1] += m[at] * y + im * x;
      }
    }
    return out;
  }

  @Test
  void aNumberThatIsNotFiniteIsRefused() {
    for (HermitianEigen eigen : List.of(new OpenBlasEigen(2), new EmbeddedEigen(2))) {
      double[] broken = {1, 0, Double.NaN, 0, 0, 0, 1, 0};
      assertThatThrownBy(() -> eigen.values(broken, new double[2]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not finite");
    }
  }

  @Test
  void softplusAndOccupationNeverOverflow() {
    assertThat(Fermi.softplus(0)).isCloseTo(Math.log(2), within(1e-15));
    assertThat(Fermi.softplus(1e5)).isEqualTo(1e5);
    assertThat(Fermi.softplus(-1e5)).isZero();
    assertThat(Fermi.softplus(-40)).isCloseTo(Math.exp(-40), within(1e-30));
    assertThat(Fermi.occupation(1e5)).isZero();
    assertThat(Fermi.occupation(-1e5)).isEqualTo(1);
    assertThat(Fermi.occupation(0.3) + Fermi.occupation(-0.3)).isCloseTo(1, within(1e-15));
  }
}
