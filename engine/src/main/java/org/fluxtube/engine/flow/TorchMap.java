package org.fluxtube.engine.flow;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.fluxtube.engine.rng.StreamKey;

/**
 * An invertible map of batches of configurations, as libtorch differentiates it. Tensors of
 * configurations have the shape [numbers, batch], the numbers in the order of the {@link Chart}:
 * {@code [site * component, batch]}, for angles of links {@code [mu * site, batch]}.
 */
interface TorchMap extends AutoCloseable {
  /**
   * What a map makes of a batch.
   *
   * @param field the images
   * @param logJacobian ln |det| for each of them, shape [batch]
   */
  record Mapped(Tensor field, Tensor logJacobian) {}

  /** A name for each parameter. */
  List<String> labels();

  /** The parameters where learning starts. */
  double[] start(StreamKey key);

  /**
   * x = f(z).
   *
   * @param theta this map's parameters
   */
  Mapped forward(Tensor theta, Tensor z);

  /** z = f^-1(x), with the logarithm of its own Jacobian. */
  Mapped inverse(Tensor theta, Tensor x);

  @Override
  void close();
}
