package org.fluxtube.kernels.simd;

import java.util.Arrays;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Where the numbers of a site are: array of structures of arrays.
 *
 * <p>Sites are counted anew: the <em>place</em> q = block * lanes + lane. Component c of a site is
 * at {@code (block * reals + c) * lanes + lane}; with one number a site that is q itself.
 *
 * <p>Where the extents allow it, the lattice is cut into {@code lanes} equal sub-lattices, by
 * halving the largest even extent again and again (the last direction first); a block holds the
 * same site of each, so that its neighbours are one block, up to the order of lanes at the edge of
 * the sub-lattice (Boyle et al., arXiv:1512.03487, section 3). Where it does not, sites follow in
 * host order and the last block has unused lanes, all of them behind the last place: their contents
 * are undefined, numbers or not, and no sum may read them.
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

  /** For each way the order of lanes at all its edges, null where there is no common one. */
  private final Turn[] turns;

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
    this.turns = new Turn[2 * d];
    for (int mu = 0; mu < d; mu++) {
      tables(2 * mu, lattice.forwardTable(mu));
      tables(2 * mu + 1, lattice.backwardTable(mu));
    }
  }

  /** Sub-lattices in each direction, or null where the extents have too few factors 2. */
  private static int[] parts(Lattice lattice, int lanes) {
    int[] parts = new int[lattice.dimensions()];
    Arrays.fill(parts, 1);
    for (int rest = lanes; rest > 1; rest /= 2) {
      int best = -1;
      int largest = 0;
      for (int mu = 0; mu < parts.length; mu++) {
        int extent = lattice.extent(mu) / parts[mu];
        if (extent % 2 == 0 && extent >= largest) {
          largest = extent;
          best = mu;
        }
      }
      if (best < 0) {
        return null;
      }
      parts[best] *= 2;
    }
    return parts;
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
    turns[way] = turn(way);
  }

  private Turn turn(int way) {
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
    return order == null || lanes != Lanes.COUNT ? null : new Turn(order);
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

  /**
   * Copies the neighbours of an edge block, in its order of lanes, to {@code out} from {@code at}
   * on.
   */
  void gather(double[] x, int reals, int way, int b, double[] out, int at) {
    int[] to = places[way];
    if (turns[way] != null) {
      int size = reals * lanes;
      turns[way].copy(x, to[b * lanes] / lanes * size, out, at, size);
      return;
    }
    for (int lane = 0; lane < lanes; lane++) {
      int from = at(to[b * lanes + lane], reals);
      for (int i = lane; i < reals * lanes; i += lanes) {
        out[at + i] = x[from + i - lane];
      }
    }
  }

  /** out(q) = x(one step away from q). */
  void shift(double[] x, int reals, int way, double[] out) {
    int[] block = neighbours[way];
    int size = reals * lanes;
    for (int b = 0; b < blocks; b++) {
      if (block[b] < 0) {
        gather(x, reals, way, b, out, b * size);
      } else {
        System.arraycopy(x, block[b] * size, out, b * size, size);
      }
    }
  }

  /** out(one step away from q) = out(one step away from q) + x(q) for block b, which x holds. */
  void addAhead(double[] x, int reals, int way, int b, double[] buffer, double[] out) {
    int size = reals * lanes;
    int block = neighbours[way][b];
    int[] to = places[way];
    if (block >= 0) {
      add(1, x, 0, out, block * size, size);
    } else if (turns[way] != null) {
      turns[way].copyBack(x, 0, buffer, 0, size);
      add(1, buffer, 0, out, to[b * lanes] / lanes * size, size);
    } else {
      for (int lane = 0; lane < lanes; lane++) {
        int at = at(to[b * lanes + lane], reals);
        for (int i = 0; i < size; i += lanes) {
          out[at + i] += x[lane + i];
        }
      }
    }
  }

  /** out = out + alpha x. */
  static void add(double alpha, double[] x, int from, double[] out, int at, int count) {
    for (int i = 0; i < count; i++) {
      out[at + i] += alpha * x[from + i];
    }
  }

  /** x = alpha x. */
  static void scale(double alpha, double[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= alpha;
    }
  }
}
