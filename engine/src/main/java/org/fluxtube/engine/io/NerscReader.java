package org.fluxtube.engine.io;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.Group;

/**
 * Reads NERSC archives: lines {@code KEY = value} between BEGIN_HEADER and END_HEADER, then links.
 */
final class NerscReader {
  private static final int LARGEST_HEADER = 1 << 20;
  private static final Pattern DATATYPE =
      Pattern.compile("4D_(U1|SU([2-8]))_GAUGE(?:_([1-8])[xX]([1-8]))?");

  private static final Set<String> RELIED_ON =
      Set.of(
          "DATATYPE",
          "FLOATING_POINT",
          "CHECKSUM",
          "PLAQUETTE",
          "LINK_TRACE",
          "DIMENSION_1",
          "DIMENSION_2",
          "DIMENSION_3",
          "DIMENSION_4");

  private final Source source;
  private final Verification verification;

  private NerscReader(Source source, Verification verification) {
    this.source = source;
    this.verification = verification;
  }

  static ReadResult read(Source source, ReadOptions options) throws IOException {
    return new NerscReader(source, new Verification(source, options)).read();
  }

  private ReadResult read() throws IOException {
    long offset = header();
    List<Integer> extents = new ArrayList<>();
    for (int mu = 1; mu <= 4; mu++) {
      String key = "DIMENSION_" + mu;
      extents.add(source.integer(key, required(key)));
      if (!verification.header("BOUNDARY_" + mu).orElse("PERIODIC").equals("PERIODIC")) {
        verification.warn(
            "BOUNDARY_" + mu + " is not PERIODIC; links are read as they stand in the file");
      }
    }
    long volume = source.volume("DIMENSION_1 to 4", extents);
    Matcher type = DATATYPE.matcher(required("DATATYPE"));
    if (!type.matches()) {
      throw source.key(
          "DATATYPE",
          "\""
              + Source.shorten(required("DATATYPE"))
              + "\"; allowed are 4D_SU3_GAUGE, 4D_SU3_GAUGE_3x3 and the same for U1, SU2 to SU8");
    }
    Group group = Group.parse(type.group(1));
    verification.group("DATATYPE", group);
    Precision precision = precision();
    int rows = rows(type, group, volume, precision, offset);
    ReadResult result = null;
    for (ByteOrder order : orders()) {
      LinkPayload payload = new LinkPayload(group, extents, precision, order, rows);
      SiteSum.Nersc sum = new SiteSum.Nersc(order);
      FieldData data = payload.read(source, offset, sum);
      // plain IEEE32 leaves the byte order open: big-endian, unless only the other one fits
      boolean last = order.equals(orders().getLast());
      if (last || fits(data, sum)) {
        checksum(sum);
        result = verification.finish(data, Format.NERSC, precision);
        break;
      }
    }
    return result;
  }

  /** Reads the header; returns the offset of the payload. */
  private long header() throws IOException {
    byte[] bytes = source.bytes(0, (int) Math.min(LARGEST_HEADER, source.size()));
    int at = 0;
    while (at < bytes.length) {
      int end = at;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      if (end == bytes.length) {
        break;
      }
      String line = new String(bytes, at, end - at, StandardCharsets.UTF_8).strip();
      if (line.equals("END_HEADER")) {
        claims();
        return end + 1L;
      }
      int equals = line.indexOf('=');
      if (equals > 0) {
        String key = line.substring(0, equals).strip();
        String value = line.substring(equals + 1).strip();
        if (RELIED_ON.contains(key)) {
          verification.header(key, value);
        } else {
          verification.entry(key, value);
        }
      } else if (at > 0 && !line.isEmpty()) {
        throw source.at(at, "\"" + Source.shorten(line) + "\"; a header line reads KEY = value");
      }
      at = end + 1;
    }
    throw source.at(0, "no line END_HEADER in the first " + bytes.length + " bytes");
  }

  private void claims() throws IOException {
    Optional<String> plaquette = verification.header("PLAQUETTE");
    if (plaquette.isPresent()) {
      verification.header("plaquette", plaquette.get());
    } else {
      verification.warn("the header states no PLAQUETTE");
    }
    Optional<String> trace = verification.header("LINK_TRACE");
    if (trace.isPresent()) {
      verification.header("linkTrace", trace.get());
    } else {
      verification.warn("the header states no LINK_TRACE");
    }
  }

  private String required(String key) throws IOException {
    Optional<String> value = verification.header(key);
    if (value.isEmpty()) {
      throw source.key(key, "is missing");
    }
    return value.get();
  }

  private Precision precision() throws IOException {
    return switch (required("FLOATING_POINT")) {
      case "IEEE32", "IEEE32BIG", "IEEE32LITTLE" -> Precision.SINGLE;
      case "IEEE64", "IEEE64BIG", "IEEE64LITTLE" -> Precision.DOUBLE;
      default ->
          throw source.key(
              "FLOATING_POINT",
              "\""
                  + Source.shorten(required("FLOATING_POINT"))
                  + "\"; allowed are IEEE32 and IEEE64, alone or with BIG or LITTLE");
    };
  }

  private List<ByteOrder> orders() throws IOException {
    String text = required("FLOATING_POINT");
    if (text.endsWith("BIG")) {
      return List.of(ByteOrder.BIG_ENDIAN);
    }
    if (text.endsWith("LITTLE")) {
      return List.of(ByteOrder.LITTLE_ENDIAN);
    }
    return List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN);
  }

  /** Rows stored: N where the type says NxN, else N - 1; for N above 3 the size decides. */
  private int rows(Matcher type, Group group, long volume, Precision precision, long offset)
      throws IOException {
    int n = group.n();
    boolean full = type.group(3) != null;
    if (full && !(type.group(3).equals("" + n) && type.group(4).equals("" + n))) {
      throw source.key("DATATYPE", "\"" + type.group() + "\" is no shape of " + group);
    }
    long row = volume * 4 * n * 2 * precision.bytes();
    long payload = source.size() - offset;
    int rows = full || n == 1 ? n : n - 1;
    if (!full && n > 3 && payload == n * row) {
      rows = n;
    }
    if (payload != rows * row) {
      throw source.at(
          offset, payload + " bytes follow the header; " + type.group() + " needs " + rows * row);
    }
    return rows;
  }

  private boolean fits(FieldData data, SiteSum.Nersc sum) throws IOException {
    Optional<String> stated = verification.header("CHECKSUM");
    return stated.isPresent()
        ? source.hex("CHECKSUM", stated.get()) == sum.sum()
        : PlainObservables.unitarityDeviation(data) <= Verification.LARGEST_DEVIATION;
  }

  private void checksum(SiteSum.Nersc sum) throws IOException {
    Optional<String> stated = verification.header("CHECKSUM");
    if (stated.isEmpty()) {
      verification.warn("no CHECKSUM: damage of the payload may go unnoticed");
      return;
    }
    String text = String.format(Locale.ROOT, "%08x", source.hex("CHECKSUM", stated.get()));
    verification.header("checksum", text);
    verification.checksum("CHECKSUM", text, String.format(Locale.ROOT, "%08x", sum.sum()));
  }
}
