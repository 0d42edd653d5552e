package org.fluxtube.engine.learn;

/**
 * The model at one end of a sample.
 *
 * @param action S
 * @param value S_eff
 * @param gradient dS_eff/dtheta; empty if it was not asked for
 */
record Ending(double action, double value, double[] gradient) {
  /** Of a linear model that was evaluated at theta = 0: the same at another theta. */
  Ending at(double[] theta) {
    double sum = value;
    for (int k = 0; k < theta.length; k++) {
      sum += theta[k] * gradient[k];
    }
    return new Ending(action, sum, gradient);
  }
}
