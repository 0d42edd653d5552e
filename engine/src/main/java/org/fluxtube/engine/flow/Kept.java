package org.fluxtube.engine.flow;

import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/** A tensor that is made at its first use and outlives the scope of that computation. */
final class Kept implements AutoCloseable {
  private final Supplier<Tensor> make;
  private Tensor tensor;

  Kept(Supplier<Tensor> make) {
    this.make = make;
  }

  static Kept indices(long[] numbers) {
    return new Kept(() -> Tensor.create(numbers, numbers.length));
  }

  Tensor get() {
    if (tensor == null) {
      tensor = make.get();
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
