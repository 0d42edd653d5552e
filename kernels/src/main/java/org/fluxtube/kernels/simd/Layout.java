package org.fluxtube.kernels.simd;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Where the numbers of a site are: array of structures of arrays.
 *
 * <p>Sites are counted anew: the <em>place</em> q = block * lanes + lane. Component c of a site is
 * at {@code (block * reals + c) * lanes + lane}; with one number a site that is q itself.
 *
 * <p>Where the extents allow it, the lattice is cut into {@code lanes} equal sub-lattices, by
 * halving the largest extent again and again (those first that stay even, the last direction
 * first); a block holds the same site of each, so that its neighbours are one block, up to the
 * order of lanes at the edge of the sub-lattice (Boyle et al., arXiv:1512.03487, section 3). Where
 * it does not, sites follow in host order and the last block has unused lanes, all of them behind
 * the last place: their contents are undefined, numbers or not, and no sum may read them.
 */
final class Layout {
  private final Lattice lattice;
  private final int lanes;
  private final int shift;
  private final int blocks;
  private final int[] site;
  private final int[] place;
  private final int[][] places;
  private final int[][] neighbours;

  private final int[][] holders;
  private final int[][] turns;
  private final int[][] parityBlocks;
  private final int[][] halves;
  private final int[] slabs;
  private final int[] steps;

  /**
   * The layout for a number of lanes, a power of 2.
   *
   * @throws IllegalArgumentException if it is none
   */
  Layout(Lattice lattice, int lanes) {
    if (Integer.bitCount(lanes) != 1) {
      throw new IllegalArgumentException(
          "vectors of " + lanes + " doubles; allowed are powers of 2, for example 4");
    }
    this.lattice = lattice;
    this.lanes = lanes;
    this.shift = Integer.numberOfTrailingZeros(lanes);
    int volume = lattice.volume();
    this.blocks = (volume + lanes - 1) / lanes;
    this.place = new int[volume];
    this.site = new int[volume];
    int[] parts = parts(lattice, lanes);
    for (int s = 0; s < volume; s++) {
      place[s] = parts == null ? s : splitPlace(s, parts);
      site[place[s]] = s;
    }
    int d = lattice.dimensions();
    this.places = new int[2 * d][];
    this.neighbours = new int[2 * d][];
    this.holders = new int[2 * d][];
    this.turns = new int[2 * d][];
    for (int mu = 0; mu < d; mu++) {
      tables(2 * mu, lattice.forwardTable(mu));
      tables(2 * mu + 1, lattice.backwardTable(mu));
    }
    this.steps = new int[2 * d * blocks];
    for (int i = 0; i < steps.length; i++) {
      int way = i % (2 * d);
      int b = i / (2 * d);
      steps[i] = 2 * holders[way][b] + (neighbours[way][b] < 0 ? 1 : 0);
    }
    this.parityBlocks = onePerBlock() ? new int[2][] : null;
    this.halves = new int[2][];
    if (parityBlocks != null) {
      byParity(Parity.EVEN, 0);
      byParity(Parity.ODD, 1);
    }
    int last = d - 1;
    this.slabs = slabs(parts == null ? 1 : lattice.extent(last) / parts[last]);
  }

  private boolean onePerBlock() {
    if (volume() % lanes != 0
        || IntStream.of(lattice.extents()).anyMatch(extent -> extent % 2 != 0)) {
      return false;
    }
    for (int q = 0; q < site.length; q++) {
      if (Parity.EVEN.contains(lattice, site[q])
          != Parity.EVEN.contains(lattice, site[q / lanes * lanes])) {
        return false;
      }
    }
    return true;
  }

  private void byParity(Parity parity, int k) {
    parityBlocks[k] =
        IntStream.range(0, blocks).filter(b -> parity.contains(lattice, site[b * lanes])).toArray();
    halves[k] = new int[blocks];
    Arrays.fill(halves[k], -1);
    for (int i = 0; i < parityBlocks[k].length; i++) {
      halves[k][parityBlocks[k][i]] = i;
    }
  }

  private int[] slabs(int slices) {
    int count = slices < 2 ? 1 : slices / 2 * 2;
    int[] borders = new int[count + 1];
    for (int i = 0; i <= count; i++) {
      borders[i] = i * slices / count * (blocks / slices);
    }
    borders[count] = blocks;
    return borders;
  }

  /** Sub-lattices in each direction, or null where the extents have too few factors 2. */
  private static int[] parts(Lattice lattice, int lanes) {
    int[] parts = new int[lattice.dimensions()];
    Arrays.fill(parts, 1);
    for (int rest = lanes; rest > 1; rest /= 2) {
      int best = largest(lattice, parts, 4);
      best = best < 0 ? largest(lattice, parts, 2) : best;
      if (best < 0) {
        return null;
      }
      parts[best] *= 2;
    }
    return parts;
  }

  /** The direction of the largest extent that {@code factor} divides, the last of equals, or -1. */
  private static int largest(Lattice lattice, int[] parts, int factor) {
    int best = -1;
    int largest = 0;
    for (int mu = 0; mu < parts.length; mu++) {
      int extent = lattice.extent(mu) / parts[mu];
      if (extent % factor == 0 && extent >= largest) {
        largest = extent;
        best = mu;
      }
    }
    return best;
  }

  private int splitPlace(int s, int[] parts) {
    int block = 0;
    int lane = 0;
    for (int mu = parts.length - 1; mu >= 0; mu--) {
      int extent = lattice.extent(mu) / parts[mu];
      int x = lattice.coordinate(s, mu);
      block = block * extent + x % extent;
      lane = lane * parts[mu] + x / extent;
    }
    return block * lanes + lane;
  }

  private void tables(int way, int[] hostTable) {
    int[] to = new int[blocks * lanes];
    for (int q = 0; q < to.length; q++) {
      // unused lanes are their own neighbours
      to[q] = q < site.length ? place[hostTable[site[q]]] : q;
    }
    int[] block = new int[blocks];
    for (int b = 0; b < blocks; b++) {
      boolean whole = true;
      for (int lane = 0; lane < lanes; lane++) {
        whole &= to[b * lanes + lane] == to[b * lanes] + lane;
      }
      whole &= to[b * lanes] % lanes == 0;
      block[b] = whole ? to[b * lanes] / lanes : -1;
    }
    places[way] = to;
    neighbours[way] = block;
    holders[way] = IntStream.range(0, blocks).map(b -> to[b * lanes] / lanes).toArray();
    turns[way] = turnOf(way);
  }

  private int[] turnOf(int way) {
    int[] order = null;
    for (int b = 0; b < blocks; b++) {
      if (neighbours[way][b] < 0) {
        int[] here = Arrays.copyOfRange(places[way], b * lanes, (b + 1) * lanes);
        int first = here[0] / lanes * lanes;
        Arrays.setAll(here, lane -> here[lane] - first);
        order = order == null ? here : order;
        if (!Arrays.equals(order, here) || Arrays.stream(here).anyMatch(i -> i < 0 || i >= lanes)) {
          return null;
        }
      }
    }
    return order;
  }

  /** The table of a step of +1 or -1 in direction mu: argument of the methods below. */
  static int way(int mu, int steps) {
    return steps == 1 ? 2 * mu : 2 * mu + 1;
  }

  Lattice lattice() {
    return lattice;
  }

  int lanes() {
    return lanes;
  }

  int blocks() {
    return blocks;
  }

  int volume() {
    return site.length;
  }

  /** Blocks without unused lanes. */
  int fullBlocks() {
    return site.length / lanes;
  }

  /** Used lanes of a block. */
  int used(int block) {
    return Math.min(lanes, site.length - block * lanes);
  }

  /** The site at each place. */
  int[] sites() {
    return site;
  }

  /** The place of each site. */
  int[] places() {
    return place;
  }

  /** The place one step away from each place. */
  int[] places(int way) {
    return places[way];
  }

  /** For each block the one that is its neighbour lane by lane, or -1 at an edge. */
  int[] neighbours(int way) {
    return neighbours[way];
  }

  /** Where component 0 of a place is in a vector of {@code reals} numbers a site. */
  int at(int q, int reals) {
    return (q >>> shift) * reals * lanes + (q & lanes - 1);
  }

  /** For each block the one that holds the neighbour of its first lane. */
  int[] holders(int way) {
    return holders[way];
  }

  /**
   * For each block all ways in turn: twice {@link #holders}, and 1 more where {@link #neighbours}
   * is -1.
   */
  int[] steps() {
    return steps;
  }

  /** For each way the order of lanes at all its edges, null where there is no common one. */
  int[] turn(int way) {
    return turns[way];
  }

  /**
   * Whether the sites of a block have one parity, so that an even or odd vector is half as long.
   */
  boolean evenOdd() {
    return parityBlocks != null;
  }

  /** The blocks of one parity, in order; only where {@link #evenOdd}. */
  int[] blocks(Parity parity) {
    return parityBlocks[parity.ordinal() - 1];
  }

  /**
   * Which block of a vector of {@code parity} each block is, -1 where it has none; only where
   * {@link #evenOdd}.
   */
  int[] halves(Parity parity) {
    return halves[parity.ordinal() - 1];
  }

  /**
   * Borders of the slabs of the last direction: an even number of them, or one. Two slabs that are
   * both even, or both odd, are not neighbours.
   */
  int[] slabs() {
    return slabs;
  }
}
