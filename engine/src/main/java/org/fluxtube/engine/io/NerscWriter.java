package org.fluxtube.engine.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.Group;

/**
 * Writes NERSC archives with all rows of every link, big-endian: {@code 4D_SU3_GAUGE_3x3}, for
 * other groups {@code 4D_SU2_GAUGE_2x2} and so on, {@code 4D_U1_GAUGE} for U(1).
 */
final class NerscWriter {
  private NerscWriter() {}

  /** Writes {@code data}, already rounded to {@code precision}, to a new file. */
  static void write(
      Path file, FieldData data, Group group, Precision precision, Map<String, String> metadata)
      throws IOException {
    LinkPayload payload =
        new LinkPayload(group, data.lattice().toList(), precision, ByteOrder.BIG_ENDIAN, group.n());
    // the checksum stands before the payload, so the payload is encoded twice
    SiteSum.Nersc sum = new SiteSum.Nersc(ByteOrder.BIG_ENDIAN);
    payload.encode(data, buffer -> {}, sum);
    byte[] header =
        header(data, group, precision, sum.sum(), metadata).getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      put(channel, ByteBuffer.wrap(header));
      payload.encode(data, buffer -> put(channel, buffer));
    }
  }

  private static String header(
      FieldData data, Group group, Precision precision, int sum, Map<String, String> metadata) {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("HDR_VERSION", "1.0");
    String shape = group.abelian() ? "" : "_" + group.n() + "x" + group.n();
    lines.put("DATATYPE", "4D_" + (group.abelian() ? "U1" : "SU" + group.n()) + "_GAUGE" + shape);
    lines.put("STORAGE_FORMAT", "1.0");
    for (int mu = 0; mu < 4; mu++) {
      lines.put("DIMENSION_" + (mu + 1), "" + data.lattice().extent(mu));
    }
    lines.put("LINK_TRACE", number(PlainObservables.linkTrace(data)));
    lines.put("PLAQUETTE", number(PlainObservables.plaquette(data)));
    for (int mu = 1; mu <= 4; mu++) {
      lines.put("BOUNDARY_" + mu, "PERIODIC");
    }
    lines.put("CHECKSUM", String.format(Locale.ROOT, "%08x", sum));
    lines.put(Digest.KEY, Digest.sha256(data));
    // keys that other readers insist on; no date, so that the same field gives the same bytes
    lines.put("ENSEMBLE_ID", "fluxtube");
    lines.put("ENSEMBLE_LABEL", metadata.getOrDefault("ensemble", "none"));
    lines.put("SEQUENCE_NUMBER", sequence(metadata));
    lines.put("CREATOR", "fluxtube");
    lines.put("CREATOR_HARDWARE", "none");
    lines.put("CREATION_DATE", "none");
    lines.put("ARCHIVE_DATE", "none");
    lines.putAll(metadata);
    lines.put("FLOATING_POINT", precision == Precision.SINGLE ? "IEEE32BIG" : "IEEE64BIG");
    StringBuilder text = new StringBuilder("BEGIN_HEADER\n");
    lines.forEach((key, value) -> text.append(key).append(" = ").append(value).append('\n'));
    return text.append("END_HEADER\n").toString();
  }

  private static String sequence(Map<String, String> metadata) {
    String trajectory = metadata.getOrDefault("trajectory", "0");
    return trajectory.matches("[0-9]{1,9}") ? trajectory : "0";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.15f", value);
  }

  private static void put(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
