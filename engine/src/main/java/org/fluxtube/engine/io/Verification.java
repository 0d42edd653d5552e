package org.fluxtube.engine.io;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;

/** Collects the header and the failed checks of one file; refuses with all of them at once. */
final class Verification {
  /** Largest deviation from the manifold that is accepted; MILC's own readers use the same. */
  static final double LARGEST_DEVIATION = 1e-4;

  /** Beyond this, links stored in double are called single-precision content. */
  static final double DOUBLE_DEVIATION = 1e-10;

  private static final double SINGLE_CLAIM = 5e-6;
  private static final double DOUBLE_CLAIM = 1e-8;

  private static final Set<String> FIXED =
      Set.of(
          "plaquette",
          "linkTrace",
          "checksum",
          "precision",
          "unitarityDeviation",
          "determinantDeviation",
          "field",
          "fieldType",
          "group",
          "timeStamp",
          "byteOrder");

  private final Source source;
  private final ReadOptions options;
  private final Map<String, String> header = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final Set<Check> failed = EnumSet.noneOf(Check.class);

  Verification(Source source, ReadOptions options) {
    this.source = source;
    this.options = options;
  }

  /** Notes an entry that the reader relies on; the same key with another value is refused. */
  void header(String key, String value) throws IOException {
    String before = header.putIfAbsent(key, value);
    if (before != null && !before.equals(value)) {
      throw source.key(
          key,
          "stands there twice, as \""
              + Source.shorten(before)
              + "\" and \""
              + Source.shorten(value)
              + "\"");
    }
  }

  /** Notes a free entry of the file; names with a fixed meaning get the prefix {@code file.}. */
  void entry(String key, String value) throws IOException {
    if (key.equals(Digest.KEY)) {
      header(key, value);
    } else {
      String name = FIXED.contains(key) ? "file." + key : key;
      header.merge(name, value, (before, more) -> before + "; " + more);
    }
  }

  Optional<String> header(String key) {
    return Optional.ofNullable(header.get(key));
  }

  void warn(String warning) {
    warnings.add(warning);
  }

  /** Refuses a group that the caller did not ask for. */
  void group(String key, Group found) throws IOException {
    if (options.group().isPresent() && !options.group().get().equals(found)) {
      throw source.key(key, "the file has group " + found + ", needed is " + options.group().get());
    }
  }

  /** Compares a stated checksum with the computed one; both as the format writes them. */
  void checksum(String key, String stated, String computed) {
    if (!stated.equals(computed)) {
      fail(Check.CHECKSUM, key + " stated " + stated + ", computed " + computed);
    }
  }

  private void fail(Check check, String problem) {
    if (options.ignored().contains(check)) {
      warnings.add("ignored: " + problem);
    } else {
      failed.add(check);
      failures.add(problem);
    }
  }

  /** Runs the checks that all formats share and gives the result, or refuses. */
  ReadResult finish(FieldData data, Format format, Precision precision) throws IOException {
    if (data.type() instanceof FieldType.Gauge gauge) {
      group("gauge group", gauge.group());
    } else if (options.group().isPresent()) {
      throw source.key(
          "field type", "the file has a " + data.type() + ", needed is " + options.group().get());
    }
    header.put("precision", precision.toString());
    header(Digest.KEY).ifPresent(stated -> checksum(Digest.KEY, stated, Digest.sha256(data)));
    double deviation = PlainObservables.unitarityDeviation(data);
    double determinant =
        Double.isNaN(deviation) ? Double.NaN : PlainObservables.determinantDeviation(data);
    boolean single = precision == Precision.SINGLE || !(deviation <= DOUBLE_DEVIATION);
    deviations(data, deviation, determinant, precision, single);
    if (data.type() instanceof FieldType.Gauge) {
      claims(data, single ? SINGLE_CLAIM : DOUBLE_CLAIM);
    }
    if (!failures.isEmpty()) {
      throw new ConfigurationFormatException(
          source.path(),
          "refused: "
              + String.join("; ", failures)
              + ". To read it all the same, ignore "
              + String.join(", ", failed.stream().map(Check::toString).toList()),
          failed);
    }
    return new ReadResult(data, format, header, warnings);
  }

  private void deviations(
      FieldData data, double deviation, double determinant, Precision precision, boolean single) {
    if (Double.isNaN(deviation)) {
      fail(Check.UNITARITY, "the payload has numbers that are not finite");
      return;
    }
    if (data.type() instanceof FieldType.Scalar) {
      return;
    }
    header.put("unitarityDeviation", text(deviation));
    header.put("determinantDeviation", text(determinant));
    if (deviation > LARGEST_DEVIATION) {
      String what =
          data.type() instanceof FieldType.Spin ? "spins of unit length" : "unitary links";
      fail(
          Check.UNITARITY,
          "not " + what + ": deviation " + text(deviation) + ", allowed is " + LARGEST_DEVIATION);
    } else if (precision == Precision.DOUBLE && single) {
      warnings.add("double precision with single-precision content: deviation " + text(deviation));
    }
    // the determinant of an N x N matrix moves by up to N times the deviation of its entries
    if (determinant > 8 * LARGEST_DEVIATION) {
      fail(
          Check.UNITARITY,
          "|det U - 1| is " + text(determinant) + ", allowed is " + 8 * LARGEST_DEVIATION);
    }
  }

  private void claims(FieldData data, double tolerance) throws IOException {
    if (header.containsKey("plaquette") && data.lattice().dimensions() > 1) {
      claim("plaquette", PlainObservables.plaquette(data), tolerance);
    }
    if (header.containsKey("linkTrace")) {
      claim("linkTrace", PlainObservables.linkTrace(data), tolerance);
    }
  }

  private void claim(String key, double measured, double tolerance) throws IOException {
    String text = header.get(key).strip();
    double stated = source.real(key, text);
    double allowed = tolerance + halfLastDigit(text);
    if (!(Math.abs(stated - measured) <= allowed)) {
      fail(
          Check.CLAIMS,
          String.format(
              Locale.ROOT,
              "%s stated %s, measured %.10f, allowed difference %.1e",
              key,
              Source.shorten(text),
              measured,
              allowed));
    }
  }

  /** Half a unit of the last printed digit, at most 0.005. */
  private static double halfLastDigit(String text) {
    try {
      int scale = text.length() > 40 ? 40 : new BigDecimal(text).scale();
      return 0.5 * Math.pow(10, -Math.clamp(scale, 2, 40));
    } catch (NumberFormatException e) {
      return 0; // NaN and the like, which no measured value matches
    }
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.3e", value);
  }
}
