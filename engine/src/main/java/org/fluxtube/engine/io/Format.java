package org.fluxtube.engine.io;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A file format of configurations; the package description has the conventions of each. */
public enum Format {
  /** ILDG/SciDAC: LIME container, 4D gauge fields, big-endian, single or double. */
  ILDG(true),
  /** NERSC archive: text header, 4D gauge fields. */
  NERSC(true),
  /** MILC version 5: 4D SU(3) gauge fields in single precision; read only. */
  MILC(false),
  /** The native format: every field type and dimension, double, HDF5. */
  HDF5(true);

  private final boolean writable;

  Format(boolean writable) {
    this.writable = writable;
  }

  /** Whether {@link ConfigurationFile#write} makes such files. */
  public boolean writable() {
    return writable;
  }

  /**
   * Reads {@code "ildg"}, {@code "nersc"}, {@code "milc"} or {@code "hdf5"}; case does not matter.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Format parse(String text) {
    for (Format format : values()) {
      if (format.toString().equals(text.strip().toLowerCase(Locale.ROOT))) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "format \""
            + text
            + "\"; allowed are "
            + Arrays.stream(values()).map(Format::toString).collect(Collectors.joining(", ")));
  }

  /** The name in lower case, as in {@code --format ildg}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
