package org.fluxtube.engine.io;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Checks the free entries that a caller writes into a header. */
final class Metadata {
  private static final int LARGEST_VALUE = 16_384;
  private static final int LARGEST_TOTAL = 262_144;
  private static final Set<String> RESERVED =
      Set.of(
          "plaquette",
          "linktrace",
          "link_trace",
          "checksum",
          Digest.KEY,
          "field",
          "fieldtype",
          "group",
          "timestamp",
          "byteorder",
          "hdr_version",
          "precision",
          "unitaritydeviation",
          "determinantdeviation",
          "begin_header",
          "end_header",
          "datatype",
          "storage_format",
          "floating_point",
          "dimension_1",
          "dimension_2",
          "dimension_3",
          "dimension_4",
          "boundary_1",
          "boundary_2",
          "boundary_3",
          "boundary_4");

  private Metadata() {}

  /**
   * The entries with values stripped, in the order given.
   *
   * @throws IllegalArgumentException for a key that is no name or belongs to the format, or a value
   *     that is blank, has control characters or is too long
   */
  static Map<String, String> checked(Map<String, String> metadata) {
    Map<String, String> result = new LinkedHashMap<>();
    int total = 0;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      String key = entry.getKey();
      String value = entry.getValue().strip();
      if (!key.matches("[A-Za-z][A-Za-z0-9_.-]{0,63}")) {
        throw new IllegalArgumentException(
            "metadata key \""
                + Source.shorten(key)
                + "\"; allowed are up to 64 letters, digits, _ . -, for example action.beta");
      }
      if (RESERVED.contains(key.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("metadata key \"" + key + "\" belongs to the format");
      }
      if (value.isEmpty()
          || value.length() > LARGEST_VALUE
          || value.chars().anyMatch(Character::isISOControl)
          || value.chars().anyMatch(c -> Character.isSurrogate((char) c) || c >= 0xFFFE)) {
        throw new IllegalArgumentException(
            "metadata "
                + key
                + " = \""
                + Source.shorten(value)
                + "\"; allowed is one line of 1 to "
                + LARGEST_VALUE
                + " characters without control characters");
      }
      total += key.length() + value.length();
      result.put(key, value);
    }
    if (total > LARGEST_TOTAL) {
      throw new IllegalArgumentException(
          "metadata of " + total + " characters; allowed are " + LARGEST_TOTAL);
    }
    return result;
  }
}
