package org.fluxtube.engine.flow;

import java.util.Locale;
import java.util.stream.IntStream;
import org.fluxtube.engine.lattice.Lattice;

/** The sites that a coupling layer changes; the others steer it. Layers take turns. */
public enum Mask {
  /** One parity, the even sites first. */
  CHECKERBOARD,
  /** Every other plane: layers 2k and 2k + 1 those of even and odd x_mu, mu = k mod d. */
  STRIPES,
  /** A checkerboard of blocks of two sites in every direction. */
  BLOCKS;

  /** Layers after which the same sites are changed again. */
  int layers(Lattice lattice) {
    return this == STRIPES ? 2 * lattice.dimensions() : 2;
  }

  /** Sites by which a field may be moved in any direction without a change of the mask. */
  int period() {
    return this == BLOCKS ? 4 : 2;
  }

  private boolean changes(Lattice lattice, int site, int layer) {
    int sum =
        switch (this) {
          case CHECKERBOARD -> lattice.parity(site);
          case STRIPES -> lattice.coordinate(site, layer / 2 % lattice.dimensions());
          case BLOCKS ->
              IntStream.range(0, lattice.dimensions())
                  .map(mu -> lattice.coordinate(site, mu) / 2)
                  .sum();
        };
    return sum % 2 == layer % 2;
  }

  /** The sites that a layer changes, ascending. */
  int[] changed(Lattice lattice, int layer) {
    return IntStream.range(0, lattice.volume())
        .filter(site -> changes(lattice, site, layer))
        .toArray();
  }

  /** Checks that the mask closes around the lattice. */
  void requireFits(String what, Lattice lattice) {
    for (int mu = 0; mu < lattice.dimensions(); mu++) {
      if (lattice.extent(mu) % period() != 0) {
        String odd = lattice.extent(mu) % 2 != 0 ? "odd extent " : "extent ";
        String name = name().toLowerCase(Locale.ROOT);
        throw new IllegalArgumentException(
            what
                + " has "
                + name
                + " masks, which do not close around the "
                + odd
                + lattice.extent(mu)
                + " of "
                + lattice
                + "; allowed are multiples of "
                + period()
                + ", for example [8, 8]");
      }
    }
  }
}
