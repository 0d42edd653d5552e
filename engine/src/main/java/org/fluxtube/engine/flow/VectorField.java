package org.fluxtube.engine.flow;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.fluxtube.engine.rng.StreamKey;

/** dx/dt = v(x, t) on configurations, shape [reals, batch], with its divergence. */
interface VectorField extends AutoCloseable {
  /**
   * v and its divergence.
   *
   * @param velocity shape of x
   * @param divergence sum_i dv_i/dx_i, shape [batch]
   */
  record Value(Tensor velocity, Tensor divergence) {}

  /** A name for each parameter. */
  List<String> labels();

  /** The parameters where learning starts. */
  double[] start(StreamKey key);

  /**
   * The coefficients of the field at some times.
   *
   * @param theta its parameters
   * @return one row for each time
   */
  Tensor coefficients(Tensor theta, double[] times);

  /**
   * v(x) at one of those times.
   *
   * @param theta its parameters
   * @param row of the coefficients
   */
  Value at(Tensor theta, Tensor row, Tensor x);

  /** x on the manifold where the exact solution stays. */
  default Tensor restore(Tensor x) {
    return x;
  }

  @Override
  void close();
}
