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
   * This map's parameters where another lattice's are known; {@link MapSpec#requireTransfers} has
   * passed.
   *
   * @param other the same map on the other lattice
   * @param theta its parameters
   */
  default double[] transferred(TorchMap other, double[] theta) {
    if (!labels().equals(other.labels())) {
      throw new IllegalStateException("other parameters on another lattice");
    }
    return theta;
  }

  /**
   * x = f(z).
   *
   * @param theta this map's parameters
   */
  Mapped forward(Tensor theta, Tensor z);

  /** z = f^-1(x), with the logarithm of its own Jacobian. */
  Mapped inverse(Tensor theta, Tensor x);

  /** One step of a map that has several. */
  interface Step {
    /** Step k of a batch. */
    Mapped of(int k, Tensor x);
  }

  /**
   * All steps, one after the other.
   *
   * @param steps at least 1
   * @param backwards whether the last comes first
   */
  static Mapped inTurn(int steps, boolean backwards, Tensor x, Step step) {
    Mapped all = step.of(backwards ? steps - 1 : 0, x);
    for (int done = 1; done < steps; done++) {
      Mapped next = step.of(backwards ? steps - 1 - done : done, all.field());
      all = new Mapped(next.field(), all.logJacobian().add(next.logJacobian()));
    }
    return all;
  }

  @Override
  void close();
}
