package org.fluxtube.engine.exact;

import java.util.function.DoubleUnaryOperator;

/**
 * int_a^b f(x) dx = (b-a)/2 sum_k w_k f((a+b)/2 + (b-a)/2 x_k), exact for polynomials of degree 2n
 * - 1. Nodes by Newton's method on P_n (Abramowitz and Stegun, 25.4.29).
 */
final class GaussLegendre {

  private final double[] node;
  private final double[] weight;

  GaussLegendre(int points) {
    Require.atLeast("points", 1, points);
    node = new double[points];
    weight = new double[points];
    for (int k = 0; k < points; k++) {
      double x = Math.cos(Math.PI * (k + 0.75) / (points + 0.5));
      double slope = 0;
      for (int iteration = 0; iteration < 10; iteration++) {
        double before = 0;
        double p = 1;
        for (int j = 1; j <= points; j++) {
          double next = ((2 * j - 1) * x * p - (j - 1) * before) / j;
          before = p;
          p = next;
        }
        slope = points * (x * p - before) / (x * x - 1);
        x -= p / slope;
      }
      node[k] = x;
      weight[k] = 2 / ((1 - x * x) * slope * slope);
    }
  }

  double integrate(DoubleUnaryOperator f, double a, double b) {
    double half = (b - a) / 2;
    double middle = (a + b) / 2;
    double sum = 0;
    for (int k = 0; k < node.length; k++) {
      sum += weight[k] * f.applyAsDouble(middle + half * node[k]);
    }
    return half * sum;
  }
}
