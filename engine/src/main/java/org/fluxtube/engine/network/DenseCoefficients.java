package org.fluxtube.engine.network;

import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;

/**
 * The dense network of {@link DenseCovariant} at every site, for the links of one direction: rho_k
 * = b_k + sum_j W_kj sin z_j, z_j = c_j + sum_l A_jl f_l. A slice of weights is A, c, W, b.
 *
 * <p>Backward, with s_k = -dS/drho_k: delta_j = cos z_j sum_k W_kj s_k is -dS/dz_j, and -dS/df_l =
 * sum_j A_jl delta_j.
 */
final class DenseCoefficients implements AutoCloseable {
  private static final Shape REAL = new Shape.Real(1);

  private final FieldOps ops;
  private final int kinds;
  private final int hidden;
  private final Vector ones;
  private final Vector[] inputs;
  private final Vector[] coefficients;
  private final Vector[] sines;
  private final Vector[] cosines;

  DenseCoefficients(FieldOps ops, int kinds, int hidden) {
    this.ops = ops;
    this.kinds = kinds;
    this.hidden = hidden;
    this.ones = ops.allocate(REAL);
    ops.constant(1, ones);
    this.inputs = reals(kinds);
    this.coefficients = reals(kinds);
    this.sines = reals(hidden);
    this.cosines = reals(hidden);
  }

  private Vector[] reals(int count) {
    Vector[] all = new Vector[count];
    Arrays.setAll(all, k -> ops.allocate(REAL));
    return all;
  }

  /** f_k, to be filled before {@link #forward}. */
  Vector input(int k) {
    return inputs[k];
  }

  /** rho_k of the last {@link #forward}. */
  Vector coefficient(int k) {
    return coefficients[k];
  }

  private int shift(int from) {
    return from + hidden * kinds;
  }

  private int out(int from) {
    return shift(from) + hidden;
  }

  private int constant(int from) {
    return out(from) + kinds * hidden;
  }

  /** rho of the inputs; the weights are theta from {@code from} on. */
  void forward(double[] theta, int from) {
    try (Scratch.Lease z = ops.scratch().take(REAL);
        Scratch.Lease phase = ops.scratch().take(new Shape.Matrix(1))) {
      for (int j = 0; j < hidden; j++) {
        ops.constant(theta[shift(from) + j], z.vector());
        for (int l = 0; l < kinds; l++) {
          ops.axpy(theta[from + j * kinds + l], inputs[l], z.vector());
        }
        // exp(i z): the exponential of U(1) is the sine that every backend has
        ops.constant(1, phase.vector());
        ops.exponentiate(1, z.vector(), phase.vector());
        ops.realTrace(1, phase.vector(), 0, cosines[j]);
        ops.imaginaryTrace(1, phase.vector(), 0, sines[j]);
      }
    }
    for (int k = 0; k < kinds; k++) {
      ops.constant(theta[constant(from) + k], coefficients[k]);
      for (int j = 0; j < hidden; j++) {
        ops.axpy(theta[out(from) + k * hidden + j], sines[j], coefficients[k]);
      }
    }
  }

  /**
   * The delta rule.
   *
   * @param slopes -dS/drho_k, unchanged
   * @param toInputs overwritten with -dS/df_l
   * @param gradient dS/dtheta is added from {@code from} on; null if it is not asked for
   */
  void backward(double[] theta, int from, Vector[] slopes, Vector[] toInputs, double[] gradient) {
    for (Vector g : toInputs) {
      ops.constant(0, g);
    }
    try (Scratch.Lease sum = ops.scratch().take(REAL);
        Scratch.Lease delta = ops.scratch().take(REAL)) {
      for (int j = 0; j < hidden; j++) {
        ops.constant(0, sum.vector());
        for (int k = 0; k < kinds; k++) {
          ops.axpy(theta[out(from) + k * hidden + j], slopes[k], sum.vector());
        }
        ops.weigh(1, cosines[j], sum.vector(), 0, delta.vector());
        for (int l = 0; l < kinds; l++) {
          ops.axpy(theta[from + j * kinds + l], delta.vector(), toInputs[l]);
        }
        if (gradient != null) {
          gradient[shift(from) + j] -= ops.dot(delta.vector(), ones);
          for (int l = 0; l < kinds; l++) {
            gradient[from + j * kinds + l] -= ops.dot(delta.vector(), inputs[l]);
          }
          for (int k = 0; k < kinds; k++) {
            gradient[out(from) + k * hidden + j] -= ops.dot(slopes[k], sines[j]);
          }
        }
      }
    }
    for (int k = 0; k < kinds && gradient != null; k++) {
      gradient[constant(from) + k] -= ops.dot(slopes[k], ones);
    }
  }

  @Override
  public void close() {
    ones.close();
    for (Vector[] all : List.of(inputs, coefficients, sines, cosines)) {
      Arrays.stream(all).forEach(Vector::close);
    }
  }
}
