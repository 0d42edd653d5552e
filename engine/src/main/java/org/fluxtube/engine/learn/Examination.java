package org.fluxtube.engine.learn;

/**
 * The loss of a model on samples.
 *
 * @param loss L
 * @param overlap mean of (1 + exp(-|dS - dS_eff|))/2; NaN where the loss is of forces
 * @param gradient dL/dtheta; empty if it was not asked for
 * @param residuals r_i with L = (1/2n) sum r_i^2, where the loss is a sum of squares; else empty
 * @param jacobian dr_i/dtheta_k, likewise
 */
record Examination(
    double loss, double overlap, double[] gradient, double[] residuals, double[][] jacobian) {}
