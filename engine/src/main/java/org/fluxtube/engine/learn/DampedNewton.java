package org.fluxtube.engine.learn;

import java.util.Arrays;
import java.util.Map;

/** The bound form of {@link LevenbergMarquardt}. */
final class DampedNewton implements Method {
  private static final int ATTEMPTS = 10;
  private static final double SMALLEST = 1e-12;
  private static final double LARGEST = 1e12;

  /** Square of the relative size below which a derivative is rounding. */
  private static final double ROUNDING = 1e-26;

  private double damping;

  DampedNewton(LevenbergMarquardt spec) {
    this.damping = spec.damping();
  }

  @Override
  public Step step(double[] theta, Landscape loss, LessonPlan plan) {
    Examination at = loss.at(theta, true);
    int p = theta.length;
    int n = at.residuals().length;
    double[] scale = new double[p];
    for (double[] row : at.jacobian()) {
      for (int k = 0; k < p; k++) {
        scale[k] += row[k] * row[k];
      }
    }
    double condition = LeastSquares.condition(LeastSquares.triangle(rows(at, scale, 0)));
    double norm = Method.norm(at.gradient());
    for (int attempt = 0; attempt < ATTEMPTS && n > 0; attempt++) {
      double[] delta = LeastSquares.solve(LeastSquares.triangle(rows(at, scale, damping)));
      double[] next = theta.clone();
      boolean finite = true;
      for (int k = 0; k < p; k++) {
        next[k] += delta[k];
        finite &= Double.isFinite(next[k]);
      }
      if (finite && loss.at(next, false).loss() < at.loss()) {
        damping = Math.max(SMALLEST, damping / 3);
        return new Step(next, norm, condition);
      }
      damping = Math.min(LARGEST, damping * 4);
    }
    return new Step(theta.clone(), norm, condition);
  }

  /** Rows (J | -r), and below them (sqrt(mu) |J_k| e_k | 0). */
  private static double[][] rows(Examination at, double[] scale, double mu) {
    int p = scale.length;
    int n = at.residuals().length;
    double[][] rows = new double[n + p][p + 1];
    double rounding = ROUNDING * Arrays.stream(scale).max().orElse(0);
    for (int i = 0; i < n; i++) {
      System.arraycopy(at.jacobian()[i], 0, rows[i], 0, p);
      rows[i][p] = -at.residuals()[i];
    }
    for (int k = 0; k < p; k++) {
      // a parameter that nothing depends on stays where it is: its noise would make any step
      rows[n + k][k] = scale[k] <= rounding ? 1 : Math.sqrt(mu * scale[k]);
    }
    return rows;
  }

  @Override
  public void calm() {
    damping = Math.min(LARGEST, damping * 16);
  }

  @Override
  public Map<String, double[]> save() {
    return Map.of("damping", new double[] {damping});
  }

  @Override
  public void restore(Map<String, double[]> saved) {
    damping = saved.get("damping")[0];
  }
}
