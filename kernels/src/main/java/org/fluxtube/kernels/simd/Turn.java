package org.fluxtube.kernels.simd;

import jdk.incubator.vector.VectorShuffle;

/** A fixed order of lanes, applied to whole blocks. */
final class Turn {
  private static final int W = Lanes.COUNT;
  private final VectorShuffle<Double> shuffle;
  private final VectorShuffle<Double> inverse;

  /** Lane i of the result is lane {@code order[i]}. */
  Turn(int[] order) {
    this.shuffle = VectorShuffle.fromArray(Lanes.SPECIES, order, 0);
    int[] back = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      back[order[i]] = i;
    }
    this.inverse = VectorShuffle.fromArray(Lanes.SPECIES, back, 0);
  }

  VectorShuffle<Double> order() {
    return shuffle;
  }

  /** Copies {@code count} numbers, a multiple of the lanes, from x to out. */
  void copy(double[] x, int from, double[] out, int at, int count) {
    for (int i = 0; i < count; i += W) {
      Lanes.load(x, from + i).rearrange(shuffle).intoArray(out, at + i);
    }
  }

  /** The inverse of {@link #copy}. */
  void copyBack(double[] x, int from, double[] out, int at, int count) {
    for (int i = 0; i < count; i += W) {
      Lanes.load(x, from + i).rearrange(inverse).intoArray(out, at + i);
    }
  }
}
