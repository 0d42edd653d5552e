package org.fluxtube.engine.learn;

import java.util.Map;

/** The bound form of {@link Adam}. */
final class AdamDescent implements Method {
  private static final double EPSILON = 1e-8;

  private final Adam spec;
  private double[] mean = new double[0];
  private double[] square = new double[0];
  private double updates;
  private double steps;
  private double scale = 1;

  AdamDescent(Adam spec) {
    this.spec = spec;
  }

  @Override
  public Step step(double[] theta, Landscape loss, LessonPlan plan) {
    double[] gradient = loss.at(theta, true).gradient();
    double[] g = Method.clipped(gradient, plan);
    if (mean.length == 0) {
      mean = new double[theta.length];
      square = new double[theta.length];
      updates = 0;
    }
    updates++;
    double rate = scale * plan.rate(spec.rate(), steps++);
    double meanBias = 1 - StrictMath.pow(spec.beta1(), updates);
    double squareBias = 1 - StrictMath.pow(spec.beta2(), updates);
    double[] next = theta.clone();
    for (int k = 0; k < next.length; k++) {
      mean[k] = spec.beta1() * mean[k] + (1 - spec.beta1()) * g[k];
      square[k] = spec.beta2() * square[k] + (1 - spec.beta2()) * g[k] * g[k];
      double step = (mean[k] / meanBias) / (Math.sqrt(square[k] / squareBias) + EPSILON);
      next[k] -= rate * (step + spec.weightDecay() * theta[k]);
    }
    return new Step(next, Method.norm(gradient), Double.NaN);
  }

  @Override
  public void calm() {
    mean = new double[0];
    square = new double[0];
    scale /= 2;
  }

  @Override
  public Map<String, double[]> save() {
    return Map.of(
        "mean",
        mean.clone(),
        "square",
        square.clone(),
        "counters",
        new double[] {updates, steps, scale});
  }

  @Override
  public void restore(Map<String, double[]> saved) {
    mean = saved.get("mean").clone();
    square = saved.get("square").clone();
    double[] counters = saved.get("counters");
    updates = counters[0];
    steps = counters[1];
    scale = counters[2];
  }
}
