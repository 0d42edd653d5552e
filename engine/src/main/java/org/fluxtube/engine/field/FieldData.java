package org.fluxtube.engine.field;

import org.fluxtube.engine.lattice.Lattice;

/**
 * A field on the host, in double precision and the host order of its {@link FieldType}: what files,
 * checkpoints and snapshots hold.
 *
 * @param type what lives on the lattice
 * @param lattice the lattice
 * @param values the numbers, not copied; who reads them must not write
 */
public record FieldData(FieldType type, Lattice lattice, double[] values) {
  /** Checks the length of {@code values}. */
  public FieldData {
    if (values.length != type.size(lattice)) {
      throw new IllegalArgumentException(
          "a "
              + type
              + " on "
              + lattice
              + " has "
              + type.size(lattice)
              + " numbers, got "
              + values.length);
    }
  }
}
