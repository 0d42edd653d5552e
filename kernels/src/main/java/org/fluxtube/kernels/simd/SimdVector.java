package org.fluxtube.kernels.simd;

import java.util.Arrays;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;

/**
 * Numbers in the order of {@link Layout}.
 *
 * @param shape what is at a site
 * @param layout where
 * @param data blocks x reals x lanes
 */
record SimdVector(Shape shape, Layout layout, double[] data) implements Vector {
  @Override
  public Precision precision() {
    return Precision.DOUBLE;
  }

  @Override
  public void close() {
    // the garbage collector's
  }

  int reals() {
    return shape.reals();
  }

  /** Numbers in a block. */
  int block() {
    return shape.reals() * layout.lanes();
  }

  void load(double[] host, int offset) {
    int lanes = layout.lanes();
    int reals = reals();
    int[] site = layout.sites();
    for (int q = 0; q < site.length; q++) {
      int from = offset + site[q] * reals;
      int to = layout.at(q, reals);
      for (int c = 0; c < reals; c++) {
        data[to + c * lanes] = host[from + c];
      }
    }
  }

  void store(double[] host, int offset) {
    int[] site = layout.sites();
    for (int q = 0; q < site.length; q++) {
      store(q, host, offset + site[q] * reals());
    }
  }

  /** Writes the numbers of one place to {@code host} from {@code to} on. */
  void store(int q, double[] host, int to) {
    int lanes = layout.lanes();
    int reals = reals();
    int from = layout.at(q, reals);
    for (int c = 0; c < reals; c++) {
      host[to + c] = data[from + c * lanes];
    }
  }

  /** Reads the numbers of one place from {@code host} from {@code from} on. */
  void load(int q, double[] host, int from) {
    int lanes = layout.lanes();
    int reals = reals();
    int to = layout.at(q, reals);
    for (int c = 0; c < reals; c++) {
      data[to + c * lanes] = host[from + c];
    }
  }

  /** Value times the unit: of a matrix, or in each component. */
  void constant(double value) {
    if (!(shape instanceof Shape.Matrix(int n))) {
      Arrays.fill(data, value);
      return;
    }
    Arrays.fill(data, 0);
    int lanes = layout.lanes();
    for (int o = 0; o < data.length; o += block()) {
      for (int i = 0; i < n; i++) {
        int at = o + 2 * i * (n + 1) * lanes;
        Arrays.fill(data, at, at + lanes, value);
      }
    }
  }
}
