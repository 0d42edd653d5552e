package org.fluxtube.kernels.simd;

import java.util.Arrays;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;

/**
 * Numbers in the order of {@link Layout}. An even or odd spinor has the blocks of its parity alone
 * where {@link Layout#evenOdd}; else it has all, and zeros at the other sites.
 *
 * @param shape what is at a site
 * @param layout where
 * @param data blocks x reals x lanes
 */
record SimdVector(Shape shape, Layout layout, double[] data) implements Vector {
  /** Zeros. */
  static SimdVector allocate(Shape shape, Layout layout) {
    Parity parity = parity(shape);
    if (parity != Parity.ALL) {
      Parity.requireCheckerboard("a vector of one parity", layout.lattice());
    }
    boolean half = parity != Parity.ALL && layout.evenOdd();
    int blocks = half ? layout.blocks(parity).length : layout.blocks();
    int block = layout.lanes() * shape.reals();
    return new SimdVector(shape, layout, new double[Math.multiplyExact(blocks, block)]);
  }

  private static Parity parity(Shape shape) {
    return shape instanceof Shape.Spinor spinor ? spinor.parity() : Parity.ALL;
  }

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

  /** Blocks that are kept. */
  int blocks() {
    return data.length / block();
  }

  Parity parity() {
    return parity(shape);
  }

  /** Whether only the blocks of one parity are kept. */
  boolean half() {
    return parity() != Parity.ALL && layout.evenOdd();
  }

  /** Whether zeros are kept at the sites of the other parity. */
  boolean padded() {
    return parity() != Parity.ALL && !layout.evenOdd();
  }

  /** The block of the layout that is kept as number k. */
  int full(int k) {
    return half() ? layout.blocks(parity())[k] : k;
  }

  /** {@link #full} for all k, null where it is k. */
  int[] fullTable() {
    return half() ? layout.blocks(parity()) : null;
  }

  /** Which number each block of the layout is kept as, -1 for none; null where it is its own. */
  int[] keptTable() {
    return half() ? layout.halves(parity()) : null;
  }

  /** Where block b of the layout begins, negative if it is not kept. */
  int at(int b) {
    return half() ? layout.half(parity(), b) * block() : b * block();
  }

  /** Where component 0 of place q is, -1 if it is not kept. */
  int place(int q) {
    int block = at(q / layout.lanes());
    return block < 0 ? -1 : block + q % layout.lanes();
  }

  /** Whether the vector may have numbers at place q. */
  boolean has(int q) {
    return parity().contains(layout.lattice(), layout.sites()[q]);
  }

  void load(double[] host, int offset) {
    for (int q = 0; q < layout.volume(); q++) {
      if (has(q)) {
        load(q, host, offset + layout.sites()[q] * reals());
      }
    }
  }

  void store(double[] host, int offset) {
    for (int q = 0; q < layout.volume(); q++) {
      store(q, host, offset + layout.sites()[q] * reals());
    }
  }

  /** Writes the numbers of one place to {@code host} from {@code to} on. */
  void store(int q, double[] host, int to) {
    int lanes = layout.lanes();
    int reals = reals();
    int from = place(q);
    if (from < 0) {
      Arrays.fill(host, to, to + reals, 0);
      return;
    }
    for (int c = 0; c < reals; c++) {
      host[to + c] = data[from + c * lanes];
    }
  }

  /** Reads the numbers of one place, which is kept, from {@code host} from {@code from} on. */
  void load(int q, double[] host, int from) {
    int lanes = layout.lanes();
    int reals = reals();
    int to = place(q);
    for (int c = 0; c < reals; c++) {
      data[to + c * lanes] = Lanes.number(host[from + c]);
    }
  }

  /** Value times the unit: of a matrix, or in each component. */
  void constant(double value) {
    if (!(shape instanceof Shape.Matrix(int n))) {
      Arrays.fill(data, Lanes.number(value));
      clearOthers();
      return;
    }
    Arrays.fill(data, 0);
    int lanes = layout.lanes();
    for (int o = 0; o < data.length; o += block()) {
      for (int i = 0; i < n; i++) {
        int at = o + 2 * i * (n + 1) * lanes;
        Arrays.fill(data, at, at + lanes, Lanes.number(value));
      }
    }
  }

  /** Zeros at the sites of the other parity, where they are kept. */
  void clearOthers() {
    if (!padded()) {
      return;
    }
    int lanes = layout.lanes();
    for (int q = 0; q < layout.volume(); q++) {
      if (!has(q)) {
        for (int c = 0; c < reals(); c++) {
          data[place(q) + c * lanes] = 0;
        }
      }
    }
  }
}
