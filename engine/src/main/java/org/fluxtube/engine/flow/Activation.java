package org.fluxtube.engine.flow;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What stands between the layers of a network. */
public enum Activation {
  /** x, or 0.01 x where it is negative. */
  LEAKY_RELU,
  /** tanh x. */
  TANH,
  /** x/(1 + exp(-x)). */
  SILU;

  private static final double LEAK = 0.01;

  Tensor apply(Tensor x) {
    return switch (this) {
      case LEAKY_RELU -> torch.leaky_relu(x, new Scalar(LEAK));
      case TANH -> x.tanh();
      case SILU -> torch.silu(x);
    };
  }

  /**
   * The same on plain numbers.
   *
   * @param x overwritten: the images
   * @param slope overwritten: the derivatives there
   */
  void apply(double[] x, double[] slope) {
    switch (this) {
      case LEAKY_RELU -> {
        for (int k = 0; k < x.length; k++) {
          slope[k] = x[k] > 0 ? 1 : LEAK;
          x[k] *= slope[k];
        }
      }
      case TANH -> {
        for (int k = 0; k < x.length; k++) {
          x[k] = StrictMath.tanh(x[k]);
          slope[k] = 1 - x[k] * x[k];
        }
      }
      case SILU -> {
        Elementary.logistic(x, slope);
        for (int k = 0; k < x.length; k++) {
          double s = slope[k];
          double y = x[k] * s;
          slope[k] = s + y * (1 - s);
          x[k] = y;
        }
      }
    }
  }

  /** Whether it has all derivatives. */
  boolean smooth() {
    return this != LEAKY_RELU;
  }
}
