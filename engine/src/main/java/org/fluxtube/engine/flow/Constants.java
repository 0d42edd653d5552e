package org.fluxtube.engine.flow;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/** Tensors that do not depend on the field, made at the first use; they outlive every scope. */
final class Constants implements AutoCloseable {
  private final Map<String, Kept> tensors = new HashMap<>();

  private Tensor kept(String name, Supplier<Object> make) {
    return tensors.computeIfAbsent(name, _ -> new Kept(make)).get();
  }

  /** Places in a dimension. */
  Tensor index(String name, Supplier<long[]> places) {
    return kept(
        name,
        () -> {
          long[] all = places.get();
          return Tensor.create(all, all.length);
        });
  }

  /** Numbers of the shape [numbers, 1]. */
  Tensor column(String name, Supplier<double[]> numbers) {
    return kept(
        name,
        () -> {
          double[] all = numbers.get();
          return Tensor.create(all, all.length, 1);
        });
  }

  @Override
  public void close() {
    tensors.values().forEach(Kept::close);
    tensors.clear();
  }
}
