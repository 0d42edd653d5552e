package org.fluxtube.engine.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.fluxtube.engine.field.SiteSet;
import org.fluxtube.engine.lattice.Lattice;

/**
 * A partition of the sites into sets without interaction: x and x + y have different colours for
 * every offset y of a stencil (and for -y).
 *
 * <p>Greedy in site order, each site takes the smallest colour that none of its neighbours has; the
 * checkerboard comes out for nearest neighbours on even extents. Depends on nothing but lattice and
 * stencil, so it is the same on every machine.
 */
public final class Colouring {
  private final List<SiteSet> sets;

  private Colouring(List<SiteSet> sets) {
    this.sets = List.copyOf(sets);
  }

  /**
   * The greedy colouring, verified.
   *
   * @param stencil offsets, one number for each direction; empty if no sites interact
   * @throws IllegalArgumentException if an offset leads from a site back to it
   */
  public static Colouring of(Lattice lattice, List<int[]> stencil) {
    requireColourable(lattice, stencil);
    int[][] neighbours = neighbours(lattice, stencil);
    int[] colours = new int[lattice.volume()];
    Arrays.fill(colours, -1);
    BitSet taken = new BitSet();
    int count = 0;
    for (int site = 0; site < colours.length; site++) {
      taken.clear();
      for (int[] table : neighbours) {
        int colour = colours[table[site]];
        if (colour >= 0) {
          taken.set(colour);
        }
      }
      colours[site] = taken.nextClearBit(0);
      count = Math.max(count, colours[site] + 1);
    }
    verify(colours, neighbours);
    return new Colouring(collect(colours, count));
  }

  /**
   * Checks that no offset of the stencil leads from a site back to it.
   *
   * @throws IllegalArgumentException if one does, or has the wrong number of directions
   */
  public static void requireColourable(Lattice lattice, List<int[]> stencil) {
    for (int[] offset : stencil) {
      if (offset.length != lattice.dimensions()) {
        throw new IllegalArgumentException(
            "colouring: offset "
                + Arrays.toString(offset)
                + " on the lattice "
                + lattice
                + "; needed are "
                + lattice.dimensions()
                + " numbers");
      }
      boolean home = true;
      int reach = 1;
      for (int mu = 0; mu < offset.length; mu++) {
        home &= offset[mu] % lattice.extent(mu) == 0;
        reach = Math.max(reach, Math.abs(offset[mu]));
      }
      if (home) {
        throw new IllegalArgumentException(
            "local updates on the lattice "
                + lattice
                + ": the action couples a site to the one "
                + Arrays.toString(offset)
                + " away, which is the same site there, so that the update would depend on the"
                + " value it replaces; each extent must be at least "
                + (reach + 1));
      }
    }
  }

  /** One table site -> site + y and one site -> site - y for each offset y. */
  private static int[][] neighbours(Lattice lattice, List<int[]> stencil) {
    int dimensions = lattice.dimensions();
    int[][] tables = new int[2 * stencil.size()][lattice.volume()];
    int[] there = new int[dimensions];
    for (int k = 0; k < tables.length; k++) {
      int[] offset = stencil.get(k / 2);
      int sign = k % 2 == 0 ? 1 : -1;
      for (int site = 0; site < lattice.volume(); site++) {
        for (int mu = 0; mu < dimensions; mu++) {
          there[mu] = lattice.coordinate(site, mu) + sign * offset[mu];
        }
        tables[k][site] = lattice.site(there);
      }
    }
    return tables;
  }

  private static void verify(int[] colours, int[][] neighbours) {
    for (int[] table : neighbours) {
      for (int site = 0; site < colours.length; site++) {
        if (colours[site] == colours[table[site]]) {
          throw new IllegalStateException(
              "colouring: the sites " + site + " and " + table[site] + " interact, one colour");
        }
      }
    }
  }

  private static List<SiteSet> collect(int[] colours, int count) {
    int[] sizes = new int[count];
    for (int colour : colours) {
      sizes[colour]++;
    }
    int[][] sites = new int[count][];
    Arrays.setAll(sites, c -> new int[sizes[c]]);
    int[] filled = new int[count];
    for (int site = 0; site < colours.length; site++) {
      int colour = colours[site];
      sites[colour][filled[colour]++] = site;
    }
    List<SiteSet> sets = new ArrayList<>(count);
    for (int[] set : sites) {
      sets.add(new SiteSet(set));
    }
    return sets;
  }

  /** Number of colours. */
  public int size() {
    return sets.size();
  }

  /** The sites of one colour. */
  public SiteSet sites(int colour) {
    return sets.get(colour);
  }
}
