package org.fluxtube.engine.learn;

import java.util.Map;

/** An optimiser: (state, loss as a function of theta) to (state, theta), with the state inside. */
interface Method {
  /**
   * The parameters after a step.
   *
   * @param theta new parameters
   * @param gradientNorm |dL/dtheta| before clipping
   * @param condition condition number of the column-scaled design matrix; NaN where there is none
   */
  record Step(double[] theta, double gradientNorm, double condition) {}

  /**
   * One step.
   *
   * @param theta unchanged
   * @param loss of the samples of this step
   * @param plan clipping and decay
   */
  Step step(double[] theta, Landscape loss, LessonPlan plan);

  /** The loss as a function of theta. */
  interface Landscape {
    /**
     * At theta.
     *
     * @param gradients whether gradient and Jacobian are needed; else they may be empty
     */
    Examination at(double[] theta, boolean gradients);
  }

  /** Whether a step takes the new samples of a lesson only, each once, instead of the window. */
  default boolean recursive() {
    return false;
  }

  /** Makes the next steps shorter after a lesson was rolled back. */
  void calm();

  /** Its state. */
  Map<String, double[]> save();

  /** The inverse of {@link #save}; the arrays stay the caller's. */
  void restore(Map<String, double[]> saved);

  /** The gradient, shortened to the largest norm that the plan allows. */
  static double[] clipped(double[] gradient, LessonPlan plan) {
    double norm = norm(gradient);
    double factor = plan.clip() > 0 && norm > plan.clip() ? plan.clip() / norm : 1;
    double[] out = gradient.clone();
    for (int k = 0; k < out.length; k++) {
      out[k] *= factor;
    }
    return out;
  }

  /** Euclidean norm. */
  static double norm(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += v * v;
    }
    return Math.sqrt(sum);
  }
}
