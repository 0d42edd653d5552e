package org.fluxtube.kernels.opencl;

import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.lattice.Lattice;

/**
 * The order of sites on the device. Site number = block * lanes + lane.
 *
 * <p>Lanes are the corners of 2, 4 or 8 equal sub-lattices (arXiv:1512.03487): a block holds one
 * site of each, and its neighbours are a whole block, the lanes exchanged in pairs where the step
 * leaves the sub-lattice. A direction is halved only if its extent is a multiple of 4, so that all
 * lanes of a block have one parity. Where all extents are even, even sites come first: a vector of
 * one parity is the first or the second half.
 */
final class SiteOrder {
  /** Most directions that are halved: 8 lanes. */
  private static final int MOST_HALVED = 3;

  private final Lattice lattice;
  private final int lanes;
  private final int[] number;
  private final int[] site;
  private final int[] neighbours;
  private final int[] blockNeighbours;
  private final boolean checkerboard;

  /**
   * @param mostLanes 1 for work-items that are sites, 8 where a work-item computes in vectors
   */
  SiteOrder(Lattice lattice, int mostLanes) {
    this.lattice = lattice;
    int d = lattice.dimensions();
    int[] sub = lattice.extents();
    int[] bit = new int[d];
    int halved = 0;
    for (int mu = d - 1; mu >= 0; mu--) {
      if (halved < MOST_HALVED && 2 << halved <= mostLanes && sub[mu] % 4 == 0) {
        sub[mu] /= 2;
        bit[mu] = 1 << halved++;
      }
    }
    this.lanes = 1 << halved;
    int volume = lattice.volume();
    int blocks = volume / lanes;
    boolean even = true;
    for (int extent : lattice.extents()) {
      even &= extent % 2 == 0;
    }
    this.checkerboard = even;
    this.number = new int[volume];
    this.site = new int[volume];
    this.neighbours = new int[2 * d * volume];
    this.blockNeighbours = new int[2 * d * blocks];
    order(sub, bit);
    tables(bit);
  }

  private void order(int[] sub, int[] bit) {
    int d = sub.length;
    int[] coordinates = new int[d];
    int[] next = {0, checkerboard ? site.length / 2 : 0};
    for (int corner = 0; corner < site.length / lanes; corner++) {
      int rest = corner;
      int sum = 0;
      for (int mu = 0; mu < d; mu++) {
        coordinates[mu] = rest % sub[mu];
        rest /= sub[mu];
        sum += coordinates[mu];
      }
      int which = checkerboard ? sum % 2 : 0;
      for (int lane = 0; lane < lanes; lane++) {
        int[] moved = coordinates.clone();
        for (int mu = 0; mu < d; mu++) {
          moved[mu] += (lane & bit[mu]) != 0 ? sub[mu] : 0;
        }
        int s = lattice.site(moved);
        number[s] = next[which] + lane;
        site[next[which] + lane] = s;
      }
      next[which] += lanes;
    }
  }

  private void tables(int[] bit) {
    int d = bit.length;
    int volume = site.length;
    for (int h = 0; h < 2 * d; h++) {
      int mu = h % d;
      int[] from = h < d ? lattice.forwardTable(mu) : lattice.backwardTable(mu);
      for (int i = 0; i < volume; i++) {
        neighbours[h * volume + i] = number[from[site[i]]];
      }
      for (int block = 0; block < volume / lanes; block++) {
        int first = neighbours[h * volume + block * lanes];
        int turn = first % lanes;
        blockNeighbours[h * (volume / lanes) + block] = (first / lanes) * 8 + turn;
      }
    }
  }

  /** Sites of a block. */
  int lanes() {
    return lanes;
  }

  /** Host site to device number. */
  int number(int hostSite) {
    return number[hostSite];
  }

  /** Device number to host site; shared. */
  int[] sites() {
    return site;
  }

  /** Device numbers of neighbours, [direction forward, then backward][number]; shared. */
  int[] neighbours() {
    return neighbours;
  }

  /**
   * Neighbours of blocks, [direction forward, then backward][block]: 8 times the block plus turn;
   * lane l of the neighbour is lane l xor turn of that block. Shared.
   */
  int[] blockNeighbours() {
    return blockNeighbours;
  }

  /** Device numbers of the sites with coordinate t in direction mu, for all t in turn. */
  int[] slices(int mu) {
    int extent = lattice.extent(mu);
    int each = site.length / extent;
    int[] result = new int[site.length];
    int[] next = new int[extent];
    for (int i = 0; i < site.length; i++) {
      int t = lattice.coordinate(site[i], mu);
      result[t * each + next[t]++] = i;
    }
    return result;
  }

  /** The first device number of a parity. */
  int first(Parity parity) {
    return parity == Parity.ODD ? site.length / 2 : 0;
  }

  /** How many sites a parity has; even and odd ones are half where extents are even. */
  int count(Parity parity) {
    if (parity == Parity.ALL) {
      return site.length;
    }
    Parity.requireCheckerboard("a vector of one parity", lattice);
    return site.length / 2;
  }

  /** Whether neighbours of even sites are odd. */
  boolean checkerboard() {
    return checkerboard;
  }
}
