package org.fluxtube.engine.lattice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A periodic hypercubic lattice of {@code 1} to {@code 4} dimensions.
 *
 * <p>Site order: {@code site = x_0 + L_0 (x_1 + L_1 (x_2 + L_2 x_3))}, the first direction runs
 * fastest; the last direction is time. Immutable; the neighbour tables are made once and shared.
 */
public final class Lattice {
  private final int[] extents;
  private final int volume;
  private final int[][] forward;
  private final int[][] backward;

  /**
   * @param extents sites in each direction, each at least 2, one to four of them
   * @throws IllegalArgumentException if there are no or more than four directions, an extent is
   *     below 2, or the volume does not fit an {@code int}
   */
  public Lattice(int... extents) {
    if (extents.length < 1 || extents.length > 4) {
      throw new IllegalArgumentException(
          "lattice has "
              + extents.length
              + " extents "
              + Arrays.toString(extents)
              + "; allowed are 1 to 4, for example [8, 8, 8, 8]");
    }
    long sites = 1;
    for (int extent : extents) {
      if (extent < 2) {
        throw new IllegalArgumentException(
            "lattice extent "
                + extent
                + " in "
                + Arrays.toString(extents)
                + "; each extent must be at least 2, for example [16, 16]");
      }
      sites *= extent;
      if (sites > 1 << 28) {
        throw new IllegalArgumentException(
            "lattice "
                + Arrays.toString(extents)
                + " has more than 2^28 sites; allowed are at most 268435456");
      }
    }
    this.extents = extents.clone();
    this.volume = (int) sites;
    this.forward = new int[extents.length][volume];
    this.backward = new int[extents.length][volume];
    int stride = 1;
    for (int mu = 0; mu < extents.length; mu++) {
      int wrap = stride * extents[mu];
      for (int site = 0; site < volume; site++) {
        int x = site / stride % extents[mu];
        forward[mu][site] = x + 1 < extents[mu] ? site + stride : site + stride - wrap;
        backward[mu][site] = x > 0 ? site - stride : site - stride + wrap;
      }
      stride = wrap;
    }
  }

  /** The lattice with the given extents; see {@link #Lattice(int...)}. */
  public static Lattice of(List<Integer> extents) {
    return new Lattice(extents.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Number of directions, 1 to 4. */
  public int dimensions() {
    return extents.length;
  }

  /** Sites in direction {@code mu}. */
  public int extent(int mu) {
    return extents[mu];
  }

  /** A copy of all extents. */
  public int[] extents() {
    return extents.clone();
  }

  /** Number of sites. */
  public int volume() {
    return volume;
  }

  /** The site one step forward in direction {@code mu}. */
  public int forward(int site, int mu) {
    return forward[mu][site];
  }

  /** The site one step backward in direction {@code mu}. */
  public int backward(int site, int mu) {
    return backward[mu][site];
  }

  /** The table {@code site -> forward(site, mu)}; shared, must not be written. */
  public int[] forwardTable(int mu) {
    return forward[mu];
  }

  /** The table {@code site -> backward(site, mu)}; shared, must not be written. */
  public int[] backwardTable(int mu) {
    return backward[mu];
  }

  /** Coordinate of {@code site} in direction {@code mu}. */
  public int coordinate(int site, int mu) {
    int x = site;
    for (int nu = 0; nu < mu; nu++) {
      x /= extents[nu];
    }
    return x % extents[mu];
  }

  /** Site of the given coordinates, taken modulo the extents. */
  public int site(int... coordinates) {
    int site = 0;
    for (int mu = extents.length - 1; mu >= 0; mu--) {
      site = site * extents[mu] + Math.floorMod(coordinates[mu], extents[mu]);
    }
    return site;
  }

  /** Sum of the coordinates modulo 2: 0 for even sites, 1 for odd ones. */
  public int parity(int site) {
    int sum = 0;
    for (int mu = 0; mu < extents.length; mu++) {
      sum += coordinate(site, mu);
    }
    return sum & 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Lattice that && Arrays.equals(extents, that.extents);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(extents);
  }

  /** The extents as in {@code 8x8x8x16}. */
  @Override
  public String toString() {
    return Arrays.stream(extents).mapToObj(Integer::toString).collect(Collectors.joining("x"));
  }

  /** The extents as a list, as it stands in a campaign file. */
  public List<Integer> toList() {
    List<Integer> list = new ArrayList<>();
    for (int extent : extents) {
      list.add(extent);
    }
    return List.copyOf(list);
  }
}
