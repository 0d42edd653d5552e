package org.fluxtube.engine.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Displacements of a periodic lattice by orbits under reflections and exchanges of directions of
 * equal extent, first {0} if it is one of them.
 */
final class Orbits {
  private final Lattice lattice;
  private final List<List<Integer>> representatives = new ArrayList<>();

  /** Sites that are the displacements of an orbit from site 0. */
  private final List<List<Integer>> members = new ArrayList<>();

  /**
   * @param range largest displacement in a direction; 0: all of the lattice
   * @param zero whether {0} is one of them
   */
  Orbits(Lattice lattice, int range, boolean zero) {
    this.lattice = lattice;
    Map<List<Integer>, List<Integer>> orbits = new LinkedHashMap<>();
    for (int s = zero ? 0 : 1; s < lattice.volume(); s++) {
      List<Integer> orbit = representative(s);
      if (range == 0 || orbit.stream().allMatch(d -> d <= range)) {
        orbits.computeIfAbsent(orbit, o -> new ArrayList<>()).add(s);
      }
    }
    orbits.forEach((orbit, sites) -> {
      representatives.add(orbit);
      members.add(sites);
    });
  }

  /** The shortest distances, in falling order among directions of equal extent. */
  private List<Integer> representative(int site) {
    int d = lattice.dimensions();
    Integer[] out = new Integer[d];
    for (int mu = 0; mu < d; mu++) {
      int x = lattice.coordinate(site, mu);
      out[mu] = Math.min(x, lattice.extent(mu) - x);
    }
    for (int mu = 0; mu < d; mu++) {
      for (int nu = mu + 1; nu < d; nu++) {
        if (lattice.extent(mu) == lattice.extent(nu) && out[mu] < out[nu]) {
          int swap = out[mu];
          out[mu] = out[nu];
          out[nu] = swap;
        }
      }
    }
    return Arrays.asList(out);
  }

  int count() {
    return members.size();
  }

  int size(int orbit) {
    return members.get(orbit).size();
  }

  String label(int orbit) {
    return "displacement " + representatives.get(orbit);
  }

  /** Sites at the displacements of an orbit from a site. */
  int[] around(int site, int orbit) {
    int[] to = new int[lattice.dimensions()];
    return members.get(orbit).stream()
        .mapToInt(member -> {
          for (int mu = 0; mu < to.length; mu++) {
            to[mu] = lattice.coordinate(site, mu) + lattice.coordinate(member, mu);
          }
          return lattice.site(to);
        })
        .toArray();
  }

  /** [V, orbits V]: 1/sqrt(size of o) from the sites around x in o, as one matrix row by row. */
  double[] sums() {
    int v = lattice.volume();
    double[] out = new double[Math.multiplyExact(Math.multiplyExact(v, v), count())];
    for (int o = 0; o < count(); o++) {
      double norm = 1 / Math.sqrt(members.get(o).size());
      for (int x = 0; x < v; x++) {
        for (int y : around(x, o)) {
          out[(x * count() + o) * v + y] = norm;
        }
      }
    }
    return out;
  }
}
