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

  /** Whether it has all derivatives. */
  boolean smooth() {
    return this != LEAKY_RELU;
  }
}
