package org.fluxtube.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Test;

/** Eigenvectors and angles of unitary matrices, made of known ones. */
class UnitaryEigenTest {
  /** Columns of a unitary matrix by Gram and Schmidt, [row][column][re, im]. */
  private static double[][][] unitary(int n, int seed) {
    double[] x = RandomFields.normal(seed, 2 * n * n);
    double[][][] v = new double[n][n][2];
    for (int c = 0; c < n; c++) {
      for (int i = 0; i < n; i++) {
        v[i][c] = new double[] {x[2 * (i * n + c)], x[2 * (i * n + c) + 1]};
      }
      for (int b = 0; b <= c; b++) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < n; i++) {
          re += v[i][b][0] * v[i][c][0] + v[i][b][1] * v[i][c][1];
          im += v[i][b][0] * v[i][c][1] - v[i][b][1] * v[i][c][0];
        }
        for (int i = 0; i < n; i++) {
          if (b == c) {
            v[i][c] = new double[] {v[i][c][0] / Math.sqrt(re), v[i][c][1] / Math.sqrt(re)};
          } else {
            v[i][c][0] -= re * v[i][b][0] - im * v[i][b][1];
            v[i][c][1] -= re * v[i][b][1] + im * v[i][b][0];
          }
        }
      }
    }
    return v;
  }

  /** [re, im] of sum_k v_ik e^(i theta_k) v_jk^*. */
  private static double[] entry(double[][][] v, double[] theta, int i, int j) {
    double re = 0;
    double im = 0;
    for (int k = 0; k < theta.length; k++) {
      double a = v[i][k][0] * v[j][k][0] + v[i][k][1] * v[j][k][1];
      double b = v[i][k][1] * v[j][k][0] - v[i][k][0] * v[j][k][1];
      re += a * Math.cos(theta[k]) - b * Math.sin(theta[k]);
      im += a * Math.sin(theta[k]) + b * Math.cos(theta[k]);
    }
    return new double[] {re, im};
  }

  private static void requireAngles(double[] theta, double[] expected, double apart) {
    int n = theta.length;
    UnitaryEigen eigen = new UnitaryEigen(n);
    double[][][] v = unitary(n, 40 + n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double[] entry = entry(v, theta, i, j);
        eigen.re[i * n + j] = entry[0];
        eigen.im[i * n + j] = entry[1];
      }
    }
    eigen.decompose();
    assertThat(eigen.theta).containsExactly(expected, within(apart));
    assertThat(Arrays.stream(eigen.theta).sum()).isCloseTo(0, within(1e-14 * n));
    double[][][] found = new double[n][n][2];
    for (int e = 0; e < n * n; e++) {
      found[e / n][e % n] = new double[] {eigen.vRe[e], eigen.vIm[e]};
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double[] one = entry(found, new double[n], i, j);
        assertThat(one).containsExactly(new double[] {i == j ? 1 : 0, 0}, within(1e-14));
        assertThat(entry(found, eigen.theta, i, j))
            .containsExactly(entry(v, theta, i, j), within(apart));
      }
    }
  }

  @Test
  void anglesComeIntoTheCanonicalCell() {
    requireAngles(new double[] {-0.7, 0.7}, new double[] {0.7, -0.7}, 1e-13);
    requireAngles(new double[] {0.2, 1.1, -1.3}, new double[] {1.1, 0.2, -1.3}, 1e-13);
    double turn = 2 * Math.PI;
    requireAngles(new double[] {3, 2.5, -5.5}, new double[] {2.5, -5.5 + turn, 3 - turn}, 1e-13);
    requireAngles(new double[] {-3, -2.5, 5.5}, new double[] {-3 + turn, 5.5 - turn, -2.5}, 1e-13);
    requireAngles(new double[] {1.5, 0.4, -0.9, -1.0}, new double[] {1.5, 0.4, -0.9, -1.0}, 1e-13);
  }

  /** Gaps below 1e-8 of 2 pi are taken as that. */
  @Test
  void anglesThatCoincideAreKeptApart() {
    requireAngles(new double[3], new double[3], 1e-7);
    requireAngles(new double[] {0.5, 0.5, -1}, new double[] {0.5, 0.5, -1}, 1e-7);
    requireAngles(
        new double[] {0.5, 0.5 - 1e-6, -1 + 1e-6},
        new double[] {0.5, 0.5 - 1e-6, -1 + 1e-6},
        1e-13);
    double third = 2 * Math.PI / 3;
    requireAngles(
        new double[] {third, third, -2 * third}, new double[] {third, third, -2 * third}, 1e-7);
    requireAngles(new double[] {Math.PI, -Math.PI, 0}, new double[] {Math.PI, 0, -Math.PI}, 1e-7);
  }
}
