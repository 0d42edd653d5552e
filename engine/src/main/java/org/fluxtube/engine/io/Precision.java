package org.fluxtube.engine.io;

import java.util.Locale;

/** How many bytes a real number takes in a file. */
public enum Precision {
  /** IEEE 754 binary32; writing rounds to nearest, reading widens without another change. */
  SINGLE(4),
  /** IEEE 754 binary64; bit-exact in both directions. */
  DOUBLE(8);

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one real number: 4 or 8. */
  public int bytes() {
    return bytes;
  }

  /**
   * Reads {@code "single"} or {@code "double"}; case does not matter.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Precision parse(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "single" -> SINGLE;
      case "double" -> DOUBLE;
      default ->
          throw new IllegalArgumentException(
              "precision \"" + text + "\"; allowed are single, double");
    };
  }

  /** {@code single} or {@code double}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
