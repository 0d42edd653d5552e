package org.fluxtube.engine.flow;

import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/** A tensor that is made at its first use and outlives the scope of that computation. */
final class Kept implements AutoCloseable {
  private final Supplier<Object> make;
  private Tensor tensor;

  /**
   * @param make of a tensor; typed so that a lambda loads no class of libtorch before its first use
   */
  Kept(Supplier<Object> make) {
    this.make = make;
  }

  static Kept indices(long[] numbers) {
    return new Kept(() -> Tensor.create(numbers, numbers.length));
  }

  Tensor get() {
    if (tensor == null) {
      tensor = (Tensor) make.get();
      tensor.retainReference();
    }
    return tensor;
  }

  @Override
  public void close() {
    if (tensor != null) {
      tensor.releaseReference();
      tensor = null;
    }
  }
}
