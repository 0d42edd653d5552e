package org.fluxtube.engine.field;

import org.fluxtube.engine.lattice.Lattice;

/**
 * The sites at which a vector has values: all, or those whose coordinates add up to even or odd.
 */
public enum Parity {
  /** Every site. */
  ALL,
  /** Sites with an even sum of coordinates. */
  EVEN,
  /** Sites with an odd sum of coordinates. */
  ODD;

  /** The neighbours' parity; ALL for ALL. */
  public Parity opposite() {
    return switch (this) {
      case ALL -> ALL;
      case EVEN -> ODD;
      case ODD -> EVEN;
    };
  }

  /** Whether the site belongs to this parity. */
  public boolean contains(Lattice lattice, int site) {
    return this == ALL || lattice.parity(site) == (this == EVEN ? 0 : 1);
  }

  /** The sites of this parity, in increasing order. */
  public SiteSet sites(Lattice lattice) {
    int[] sites = new int[lattice.volume()];
    int count = 0;
    for (int s = 0; s < sites.length; s++) {
      if (contains(lattice, s)) {
        sites[count++] = s;
      }
    }
    return new SiteSet(java.util.Arrays.copyOf(sites, count));
  }

  /**
   * Checks that neighbours of even sites are odd.
   *
   * @throws IllegalArgumentException if an extent is odd
   */
  public static void requireCheckerboard(String what, Lattice lattice) {
    for (int extent : lattice.extents()) {
      if (extent % 2 != 0) {
        throw new IllegalArgumentException(
            what
                + " needs even extents, got the lattice "
                + lattice
                + ": around an odd extent even sites are neighbours of even ones; allowed is for"
                + " example "
                + (lattice.dimensions() == 2 ? "16x16" : "8x8x8x8"));
      }
    }
  }
}
