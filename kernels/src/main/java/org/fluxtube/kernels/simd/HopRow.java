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

  /**
   * For each block that y keeps and each way how many follow, for all parities of y and x; of those
   * of this row.
   */
  private final int[][] known = new int[9][];

  private int[] lengths;
  private int[] blocks;
  private int[] kept;

  /** For links of so many numbers a block. */
  HopRow(Layout layout, int link) {
    this.steps = layout.steps();
    this.ways = 2 * layout.lattice().dimensions();
    this.link = link;
  }

  /** Sets vectors: reads x, adds to y. */
  void between(SimdVector from, SimdVector to) {
    x = from.data();
    y = to.data();
    nextSpinor = from.block();
    blocks = to.fullTable();
    kept = from.keptTable();
    int which = 3 * to.parity().ordinal() + from.parity().ordinal();
    if (known[which] == null) {
      known[which] = lengths(to.blocks());
    }
    lengths = known[which];
  }

  private int[] lengths(int count) {
    int[] out = new int[ways * count];
    for (int i = out.length - 1; i >= 0; i--) {
      int k = i / ways;
      int way = i % ways;
      int after = k + 1 < count ? out[i + ways] : 0;
      if (after == 0 || neighbour(k, way) < 0 || !follows(k, way)) {
        out[i] = 1;
      } else {
        boolean even =
            after == 1
                || links(k + 1, way) - links(k, way) == links(k + 2, way) - links(k + 1, way);
        out[i] = even ? after + 1 : 2;
      }
    }
    return out;
  }

  private boolean follows(int k, int way) {
    return neighbour(k + 1, way) == neighbour(k, way) + 1
        && ((step(k + 1, way) ^ step(k, way)) & 1) == 0;
  }

  private int step(int k, int way) {
    return steps[block(k) * ways + way];
  }

  /** The block that is kept as number k of y. */
  int block(int k) {
    return blocks == null ? k : blocks[k];
  }

  private int neighbour(int k, int way) {
    int holder = step(k, way) >> 1;
    return kept == null ? holder : kept[holder];
  }

  private int links(int k, int way) {
    return (way & 1) == 0 ? block(k) : step(k, way) >> 1;
  }

  /**
   * Goes to the longest row of a way that begins at the block kept as number {@code k} of y, and
   * ends before {@code end}.
   *
   * @return whether its neighbours are in another order of lanes
   */
  boolean go(int way, int k, int end) {
    int first = links(k, way);
    int at = neighbour(k, way);
    count = Math.min(lengths[k * ways + way], end - k);
    uo = O + first * link;
    nextLink = count == 1 ? 0 : (links(k + 1, way) - first) * link;
    xo = at < 0 ? -1 : O + at * nextSpinor;
    yo = O + k * nextSpinor;
    return (step(k, way) & 1) != 0;
  }
}
