package org.fluxtube.engine.io;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxtube.engine.field.FieldData;

/**
 * A configuration read from a file.
 *
 * <p>The header holds every entry of the file under the file's own name, and under fixed names what
 * all formats share: {@code precision}, and where the file states them {@code plaquette}, {@code
 * linkTrace}, {@code checksum}. Two entries are measured and not stated: {@code unitarityDeviation}
 * and {@code determinantDeviation}.
 *
 * @param data the field; links are as they stand in the file, never reunitarised
 * @param format the format found
 * @param header what the file states, in the order of the file
 * @param warnings what a reader should know: no checksum, single-precision content, ignored checks
 */
public record ReadResult(
    FieldData data, Format format, Map<String, String> header, List<String> warnings) {
  /** Copies header and warnings. */
  public ReadResult {
    header = Collections.unmodifiableMap(new LinkedHashMap<>(header));
    warnings = List.copyOf(warnings);
  }
}
