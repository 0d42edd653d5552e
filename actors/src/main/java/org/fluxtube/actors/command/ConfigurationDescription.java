package org.fluxtube.actors.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.io.ReadResult;

/** What a configuration file is and claims, as JSON entries and as lines for a person. */
final class ConfigurationDescription {
  private static final Set<String> NUMBERS = Set.of("plaquette", "linkTrace");
  private static final Set<String> NOT_CLAIMS =
      Set.of("precision", "unitarityDeviation", "determinantDeviation");

  private ConfigurationDescription() {}

  /** {@code file}, {@code format}, {@code group}, {@code field}, {@code lattice} and so on. */
  static Map<String, Object> entries(Path file, ReadResult read) {
    FieldData data = read.data();
    Map<String, Object> entries = new LinkedHashMap<>();
    entries.put("file", file.toString());
    entries.put("format", read.format().toString());
    entries.put("group", data.type() instanceof FieldType.Gauge g ? g.group().toString() : null);
    entries.put("field", data.type().toString());
    List<Object> extents = new ArrayList<>();
    for (int extent : data.lattice().extents()) {
      extents.add(extent);
    }
    entries.put("lattice", extents);
    entries.put("precision", read.header().get("precision"));
    entries.put("unitarityDeviation", number(read.header().get("unitarityDeviation")));
    entries.put("header", header(read));
    return entries;
  }

  /** What the file states; plaquette, linkTrace and checksum are null where it does not. */
  private static Map<String, Object> header(ReadResult read) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("plaquette", null);
    header.put("linkTrace", null);
    header.put("checksum", null);
    read.header()
        .forEach((key, value) -> {
          if (!NOT_CLAIMS.contains(key)) {
            header.put(key, NUMBERS.contains(key) ? number(value) : value);
          }
        });
    return header;
  }

  private static Double number(String text) {
    try {
      return text == null ? null : Double.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return null; // a claim that was ignored; the warnings have it
    }
  }

  /** {@code nersc, SU(3) gauge field, 4x4x4x4, single}. */
  static String line(ReadResult read) {
    return read.format()
        + ", "
        + read.data().type()
        + ", "
        + read.data().lattice()
        + ", "
        + read.header().get("precision");
  }

  /** {@code plaquette 0.0382, link trace 0.463, checksum 717938df}, or that it claims nothing. */
  static String claims(ReadResult read) {
    List<String> claims = new ArrayList<>();
    Map<String, String> names = new LinkedHashMap<>();
    names.put("plaquette", "plaquette");
    names.put("linkTrace", "link trace");
    names.put("checksum", "checksum");
    names.forEach((key, name) -> {
      if (read.header().containsKey(key)) {
        claims.add(name + " " + read.header().get(key));
      }
    });
    return claims.isEmpty() ? "no claims" : String.join(", ", claims);
  }
}
