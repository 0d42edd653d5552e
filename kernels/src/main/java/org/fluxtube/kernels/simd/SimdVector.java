package org.fluxtube.kernels.simd;

import java.util.Arrays;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;

/**
 * Numbers in the order of {@link Layout}. An even or odd spinor has the blocks of its parity alone
 * where {@link Layout#evenOdd}; else it has all, and zeros at the other sites.
 */
final class SimdVector implements Vector {
  private final Shape shape;
  private final Layout layout;
  private final double[] data;
  private final Parity parity;
  private final boolean half;
  private final int reals;
  private final int block;
  private final int blocks;
  private final int[] full;
  private final int[] kept;

  private SimdVector(Shape shape, Layout layout, Parity parity) {
    this.shape = shape;
    this.layout = layout;
    this.parity = parity;
    this.half = parity != Parity.ALL && layout.evenOdd();
    this.reals = shape.reals();
    this.block = layout.lanes() * reals;
    this.full = half ? layout.blocks(parity) : null;
    this.kept = half ? layout.halves(parity) : null;
    this.blocks = half ? full.length : layout.blocks();
    this.data = Lanes.array(Math.multiplyExact(blocks, block));
  }

  /** Zeros. */
  static SimdVector allocate(Shape shape, Layout layout) {
    Parity parity = shape instanceof Shape.Spinor spinor ? spinor.parity() : Parity.ALL;
    if (parity != Parity.ALL) {
      Parity.requireCheckerboard("a vector of one parity", layout.lattice());
    }
    return new SimdVector(shape, layout, parity);
  }

  @Override
  public Shape shape() {
    return shape;
  }

  Layout layout() {
    return layout;
  }

  /** Blocks x reals x lanes, from {@link Lanes#ORIGIN} on. */
  double[] data() {
    return data;
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
    return reals;
  }

  /** Numbers in a block. */
  int block() {
    return block;
  }

  /** Blocks that are kept. */
  int blocks() {
    return blocks;
  }

  Parity parity() {
    return parity;
  }

  /** Whether only the blocks of one parity are kept. */
  boolean half() {
    return half;
  }

  /** Whether zeros are kept at the sites of the other parity. */
  boolean padded() {
    return parity != Parity.ALL && !half;
  }

  /** The block of the layout that is kept as number k. */
  int full(int k) {
    return half ? full[k] : k;
  }

  /** {@link #full} for all k, null where it is k. */
  int[] fullTable() {
    return full;
  }

  /** Which number each block of the layout is kept as, -1 for none; null where it is its own. */
  int[] keptTable() {
    return kept;
  }

  /** Numbers that are kept. */
  int numbers() {
    return blocks * block;
  }

  /** Where the block that is kept as number k begins. */
  int start(int k) {
    return Lanes.start(k, block);
  }

  /** Where block b of the layout begins, negative if it is not kept. */
  int at(int b) {
    int k = half ? kept[b] : b;
    return k < 0 ? -1 : start(k);
  }

  /** Where component 0 of place q is, -1 if it is not kept. */
  int place(int q) {
    int first = at(q / layout.lanes());
    return first < 0 ? -1 : first + q % layout.lanes();
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
    for (int o = Lanes.ORIGIN; o < data.length; o += block) {
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
