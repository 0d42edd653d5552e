package org.fluxtube.config;

import java.util.Collections;
import java.util.List;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/** Whether a lattice can be held at all, found out before anything is allocated. */
final class Memory {
  private static final double GIB = 1 << 30;

  private Memory() {}

  /**
   * Checks the extents and that the neighbour tables and two fields fit the heap, which is less
   * than any chain needs.
   *
   * @param field null if it is not known
   * @throws IllegalArgumentException if they do not
   */
  static void requireFits(List<Integer> extents, FieldType field) {
    int d = extents.size();
    double sites = extents.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
    if (d < 1 || d > 4 || sites > 1 << 28 || extents.stream().anyMatch(extent -> extent < 2)) {
      // refused without allocating, with the engine's own message
      Lattice.of(extents.subList(0, Math.min(d, 5)));
      return;
    }
    double reals = 0;
    if (field != null) {
      Lattice small = Lattice.of(Collections.nCopies(d, 2));
      reals = (double) field.size(small) / small.volume();
    }
    if (sites * reals > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a "
              + field
              + " on "
              + extents
              + " has "
              + sites * reals
              + " real numbers; allowed are at most 2147483647");
    }
    double needed = sites * (2 * Integer.BYTES * d + 2 * Double.BYTES * reals);
    long heap = Runtime.getRuntime().maxMemory();
    if (needed > heap) {
      throw new IllegalArgumentException(
          String.format(
              "lattice %s needs at least %.1f GiB, but the Java heap is %.1f GiB; use a smaller"
                  + " lattice or a larger heap (-Xmx)",
              extents, needed / GIB, heap / GIB));
    }
  }
}
