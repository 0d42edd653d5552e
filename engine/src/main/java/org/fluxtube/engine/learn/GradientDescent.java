package org.fluxtube.engine.learn;

import java.util.Map;

/** The bound form of {@link Sgd}. */
final class GradientDescent implements Method {
  private final Sgd spec;
  private double[] velocity = new double[0];
  private double steps;
  private double scale = 1;

  GradientDescent(Sgd spec) {
    this.spec = spec;
  }

  @Override
  public Step step(double[] theta, Landscape loss, LessonPlan plan) {
    double[] gradient = loss.at(theta, true).gradient();
    double[] g = Method.clipped(gradient, plan);
    if (velocity.length == 0) {
      velocity = new double[theta.length];
    }
    double rate = scale * plan.rate(spec.rate(), steps++);
    double[] next = theta.clone();
    for (int k = 0; k < next.length; k++) {
      velocity[k] = spec.momentum() * velocity[k] + g[k];
      next[k] -= rate * velocity[k];
    }
    return new Step(next, Method.norm(gradient), Double.NaN);
  }

  @Override
  public void calm() {
    velocity = new double[0];
    scale /= 2;
  }

  @Override
  public Map<String, double[]> save() {
    return Map.of("velocity", velocity.clone(), "counters", new double[] {steps, scale});
  }

  @Override
  public void restore(Map<String, double[]> saved) {
    velocity = saved.get("velocity").clone();
    steps = saved.get("counters")[0];
    scale = saved.get("counters")[1];
  }
}
