package org.fluxtube.engine.lattice;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The n-th neighbours of a periodic lattice. Two pairs of sites are in one shell if their shortest
 * displacements are equal up to signs and the order of the directions; shells are numbered by
 * distance, at equal distance (as 5, 0 and 4, 3) by the longest component first. Shell 0 is the
 * site itself, shell 1 the nearest neighbours.
 *
 * <p>Each pair of sites counts once, also where an extent of 2 joins them by two bonds. Immutable.
 */
public final class NeighbourShells {
  private final int volume;
  private final int[] shell;
  private final int[][] displacements;

  /** The shells of a lattice; a table of volume x volume numbers. */
  public NeighbourShells(Lattice lattice) {
    this.volume = lattice.volume();
    int[][] classes = new int[volume][];
    for (int d = 0; d < volume; d++) {
      classes[d] = displacement(lattice, d);
    }
    Comparator<int[]> order =
        Comparator.comparingInt(NeighbourShells::square)
            .thenComparing((a, b) -> Arrays.compare(b, a));
    this.displacements =
        Arrays.stream(classes)
            .sorted(order)
            .map(c -> Arrays.stream(c).boxed().toList())
            .distinct()
            .map(c -> c.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    Map<String, Integer> number = new LinkedHashMap<>();
    for (int n = 0; n < displacements.length; n++) {
      number.put(Arrays.toString(displacements[n]), n);
    }
    this.shell = new int[volume * volume];
    int[] apart = new int[lattice.dimensions()];
    for (int x = 0; x < volume; x++) {
      for (int y = 0; y < volume; y++) {
        for (int mu = 0; mu < apart.length; mu++) {
          apart[mu] = lattice.coordinate(y, mu) - lattice.coordinate(x, mu);
        }
        shell[x * volume + y] = number.get(Arrays.toString(classes[lattice.site(apart)]));
      }
    }
  }

  /** The shortest displacement to a site from site 0, without signs, the longest first. */
  private static int[] displacement(Lattice lattice, int site) {
    int[] d = new int[lattice.dimensions()];
    for (int mu = 0; mu < d.length; mu++) {
      int x = lattice.coordinate(site, mu);
      d[mu] = -Math.min(x, lattice.extent(mu) - x);
    }
    Arrays.sort(d);
    return Arrays.stream(d).map(x -> -x).toArray();
  }

  private static int square(int[] d) {
    return Arrays.stream(d).map(x -> x * x).sum();
  }

  /** Number of shells without the site itself: the largest n. */
  public int count() {
    return displacements.length - 1;
  }

  /** The displacement of a shell, as in {@code (2,1)}. */
  public String name(int n) {
    return Arrays.toString(displacements[n]).replace('[', '(').replace(']', ')').replace(" ", "");
  }

  /** The shell of a pair of sites; symmetric. */
  public int of(int x, int y) {
    return shell[x * volume + y];
  }

  /**
   * out[x V + y] = weights[first + shell of (x, y) - from] where that exists, else 0.
   *
   * @param from shell of the first weight: 1 where a site does not meet itself
   * @param count number of weights
   * @param out overwritten
   */
  public void expand(double[] weights, int first, int from, int count, double[] out) {
    for (int i = 0; i < out.length; i++) {
      int k = shell[i] - from;
      out[i] = k >= 0 && k < count ? weights[first + k] : 0;
    }
  }

  /**
   * out[first + n - from] += scale sum over all ordered pairs of shell n of terms[x V + y].
   *
   * @param out added to
   */
  public void collect(double scale, double[] terms, double[] out, int first, int from, int count) {
    for (int i = 0; i < terms.length; i++) {
      int k = shell[i] - from;
      if (k >= 0 && k < count) {
        out[first + k] += scale * terms[i];
      }
    }
  }
}
