package org.fluxtube.engine.flow;

import java.util.Arrays;

/**
 * Explicit Runge-Kutta steps: k_i = v(t + c_i h, x + h sum_j a_ij k_j), x' = x + h sum_i b_i k_i.
 *
 * @param a row i: a_ij for j < i; their sum is c_i
 * @param b weights of the stages
 */
record RungeKutta(double[][] a, double[] b) {
  private static final double S = Math.sqrt(21);

  /** Order 8 with 11 stages (Cooper and Verner, SIAM J. Numer. Anal. 9 (1972) 389). */
  static final RungeKutta EIGHTH =
      new RungeKutta(
          new double[][] {
            {},
            {1.0 / 2},
            {1.0 / 4, 1.0 / 4},
            {1.0 / 7, (-7 - 3 * S) / 98, (21 + 5 * S) / 49},
            {(11 + S) / 84, 0, (18 + 4 * S) / 63, (21 - S) / 252},
            {(5 + S) / 48, 0, (9 + S) / 36, (-231 + 14 * S) / 360, (63 - 7 * S) / 80},
            {
              (10 - S) / 42,
              0,
              (-432 + 92 * S) / 315,
              (633 - 145 * S) / 90,
              (-504 + 115 * S) / 70,
              (63 - 13 * S) / 35
            },
            {1.0 / 14, 0, 0, 0, (14 - 3 * S) / 126, (13 - 3 * S) / 63, 1.0 / 9},
            {
              1.0 / 32,
              0,
              0,
              0,
              (91 - 21 * S) / 576,
              11.0 / 72,
              (-385 - 75 * S) / 1152,
              (63 + 13 * S) / 128
            },
            {
              1.0 / 14,
              0,
              0,
              0,
              1.0 / 9,
              (-733 - 147 * S) / 2205,
              (515 + 111 * S) / 504,
              (-51 - 11 * S) / 56,
              (132 + 28 * S) / 245
            },
            {
              0,
              0,
              0,
              0,
              (-42 + 7 * S) / 18,
              (-18 + 28 * S) / 45,
              (-273 - 53 * S) / 72,
              (301 + 53 * S) / 72,
              (28 - 28 * S) / 45,
              (49 - 7 * S) / 18
            }
          },
          new double[] {1.0 / 20, 0, 0, 0, 0, 0, 0, 49.0 / 180, 16.0 / 45, 49.0 / 180, 1.0 / 20});

  int stages() {
    return b.length;
  }

  double c(int stage) {
    return Arrays.stream(a[stage]).sum();
  }
}
