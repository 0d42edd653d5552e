package org.fluxtube.kernels.simd;

/**
 * One way of a hop at blocks that follow each other and whose neighbours and links do so too: what
 * the straight methods of {@link Colours} go through in one loop, so that numbers stream.
 */
final class HopRow {
  private static final int O = Lanes.ORIGIN;

  /** Links, where the first begins, and how far the next is. */
  double[] u;

  int uo;
  int nextLink;

  /** Neighbours and where the first begin, -1 where x does not keep them. */
  double[] x;

  int xo;

  /** Sums and where the first begin. */
  double[] y;

  int yo;

  /** How far the next spinors are, in x and in y. */
  int nextSpinor;

  /** How many blocks. */
  int count;

  /** The order of lanes of the neighbours, null for that of the block. */
  Turn turn;

  /** Of {@link Factors#vectors}. */
  double[] factors;

  private final int[] steps;
  private final int ways;
  private final int link;

  /** For links of so many numbers a block. */
  HopRow(Layout layout, int link) {
    this.steps = layout.steps();
    this.ways = 2 * layout.lattice().dimensions();
    this.link = link;
  }

  /**
   * Finds the longest row of a way that begins at the block kept as number {@code k} of y, and ends
   * before {@code end}.
   *
   * @param blocks the blocks that y keeps, null for all
   * @param kept which numbers x keeps them as, null for their own
   * @return whether its neighbours are in another order of lanes
   */
  boolean find(int way, int[] blocks, int[] kept, int k, int end) {
    int b = blocks == null ? k : blocks[k];
    int step = steps[b * ways + way];
    int holder = step >> 1;
    int at = kept == null ? holder : kept[holder];
    if (at < 0) {
      count = 1;
      xo = -1;
      return false;
    }
    int first = (way & 1) == 0 ? b : holder;
    int stride = 0;
    int n = 1;
    for (; k + n < end; n++) {
      int c = blocks == null ? k + n : blocks[k + n];
      int s = steps[c * ways + way];
      int h = s >> 1;
      int l = ((way & 1) == 0 ? c : h) - first;
      stride = n == 1 ? l : stride;
      if (((s ^ step) & 1) != 0 || (kept == null ? h : kept[h]) != at + n || l != n * stride) {
        break;
      }
    }
    count = n;
    uo = O + first * link;
    nextLink = stride * link;
    xo = O + at * nextSpinor;
    yo = O + k * nextSpinor;
    return (step & 1) != 0;
  }
}
