package org.fluxtube.engine.learn;

import java.util.Map;

/** The bound form of {@link Regression}: the triangle (R | z). */
final class RecursiveLeastSquares implements Method {
  private final Regression spec;
  private double[][] triangle = new double[0][];

  RecursiveLeastSquares(Regression spec) {
    this.spec = spec;
  }

  @Override
  public boolean recursive() {
    return true;
  }

  @Override
  public Step step(double[] theta, Landscape loss, LessonPlan plan) {
    int p = theta.length;
    if (triangle.length == 0) {
      triangle = new double[p][p + 1];
      for (int k = 0; k < p; k++) {
        triangle[k][k] = Math.sqrt(spec.ridge());
        triangle[k][p] = Math.sqrt(spec.ridge()) * theta[k];
      }
    }
    Examination at = loss.at(theta, true);
    double[][] rows = new double[p + at.residuals().length][p + 1];
    double root = Math.sqrt(spec.forgetting());
    for (int i = 0; i < p; i++) {
      for (int j = 0; j <= p; j++) {
        rows[i][j] = root * triangle[i][j];
      }
    }
    for (int i = 0; i < at.residuals().length; i++) {
      // r(theta') = r + J (theta' - theta): minimise |y - X theta'| with X = -J, y = r + X theta
      double y = at.residuals()[i];
      for (int k = 0; k < p; k++) {
        rows[p + i][k] = -at.jacobian()[i][k];
        y += rows[p + i][k] * theta[k];
      }
      rows[p + i][p] = y;
    }
    triangle = LeastSquares.triangle(rows);
    return new Step(
        LeastSquares.solve(triangle), Method.norm(at.gradient()), LeastSquares.condition(triangle));
  }

  /** Forgets: what was learnt from the samples that led astray goes with them. */
  @Override
  public void calm() {
    for (double[] row : triangle) {
      for (int j = 0; j < row.length; j++) {
        row[j] *= Math.sqrt(0.5);
      }
    }
  }

  @Override
  public Map<String, double[]> save() {
    int p = triangle.length;
    double[] flat = new double[p * (p + 1)];
    for (int i = 0; i < p; i++) {
      System.arraycopy(triangle[i], 0, flat, i * (p + 1), p + 1);
    }
    return Map.of("triangle", flat);
  }

  @Override
  public void restore(Map<String, double[]> saved) {
    double[] flat = saved.get("triangle");
    int p = (int) Math.round((Math.sqrt(1 + 4.0 * flat.length) - 1) / 2);
    triangle = new double[p][p + 1];
    for (int i = 0; i < p; i++) {
      System.arraycopy(flat, i * (p + 1), triangle[i], 0, p + 1);
    }
  }
}
