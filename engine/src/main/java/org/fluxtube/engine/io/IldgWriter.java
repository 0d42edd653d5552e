package org.fluxtube.engine.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.Group;

/**
 * Writes ILDG files with the SciDAC records of QIO, so that both kinds of readers find what they
 * need. The header names the real group: {@code u1gauge}, {@code su2gauge}, {@code su3gauge}.
 */
final class IldgWriter {
  private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

  private IldgWriter() {}

  /** Writes {@code data}, already rounded to {@code precision}, to a new file. */
  static void write(
      Path file, FieldData data, Group group, Precision precision, Map<String, String> metadata)
      throws IOException {
    LinkPayload payload =
        new LinkPayload(group, data.lattice().toList(), precision, ByteOrder.BIG_ENDIAN, group.n());
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      put(channel, Lime.text("scidac-private-file-xml", fileXml(data), true, false));
      put(channel, Lime.text("scidac-file-xml", XML + "<title>gauge field</title>", false, true));
      put(
          channel,
          Lime.text("scidac-private-record-xml", recordXml(group, precision), true, false));
      put(channel, Lime.text("scidac-record-xml", userXml(data, metadata), false, false));
      put(channel, Lime.text("ildg-format", ildgXml(data, group, precision), false, false));
      String lfn = metadata.getOrDefault("lfn", "lfn://unregistered");
      put(channel, Lime.text("ildg-data-lfn", lfn, false, false));
      long length = (long) payload.siteBytes() * data.lattice().volume();
      put(channel, Lime.header("ildg-binary-data", length, false, false));
      SiteSum.Scidac sum = new SiteSum.Scidac();
      payload.encode(data, buffer -> put(channel, buffer), sum);
      put(channel, Lime.padding(length));
      put(channel, Lime.text("scidac-checksum", checksumXml(sum), false, true));
    }
  }

  private static String fileXml(FieldData data) {
    StringBuilder dims = new StringBuilder();
    for (int extent : data.lattice().extents()) {
      dims.append(extent).append(' ');
    }
    return XML
        + "<scidacFile><version>1.1</version><spacetime>4</spacetime><dims>"
        + dims
        + "</dims><volfmt>0</volfmt></scidacFile>";
  }

  private static String recordXml(Group group, Precision precision) {
    String letter = precision == Precision.SINGLE ? "F" : "D";
    // no date: the same field gives the same bytes
    return String.format(
        Locale.ROOT,
        "%s<scidacRecord><version>1.0</version><date>none</date><globaldata>0</globaldata>"
            + "<datatype>QDP_%s%d_ColorMatrix</datatype><precision>%s</precision>"
            + "<colors>%d</colors><typesize>%d</typesize><datacount>4</datacount></scidacRecord>",
        XML,
        letter,
        group.n(),
        letter,
        group.n(),
        2 * group.n() * group.n() * precision.bytes());
  }

  private static String userXml(FieldData data, Map<String, String> metadata) {
    StringBuilder info = new StringBuilder(Digest.KEY + " = " + Digest.sha256(data) + "\n");
    metadata.forEach((key, value) -> {
      if (!key.equals("lfn")) {
        info.append(key).append(" = ").append(Tags.escape(value)).append('\n');
      }
    });
    return String.format(
        Locale.ROOT,
        "%s<usqcdInfo><version>1.0</version><plaq>%.15e</plaq><linktr>%.15e</linktr>"
            + "<info>%s</info></usqcdInfo>",
        XML,
        PlainObservables.plaquette(data),
        PlainObservables.linkTrace(data),
        info);
  }

  private static String ildgXml(FieldData data, Group group, Precision precision) {
    int[] extents = data.lattice().extents();
    return String.format(
        Locale.ROOT,
        "%s<ildgFormat xmlns=\"http://www.lqcd.org/ildg\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
            + " xsi:schemaLocation=\"http://www.lqcd.org/ildg filefmt.xsd\">"
            + "<version>1.0</version><field>%sgauge</field><precision>%d</precision>"
            + "<lx>%d</lx><ly>%d</ly><lz>%d</lz><lt>%d</lt></ildgFormat>",
        XML,
        group.abelian() ? "u1" : "su" + group.n(),
        8 * precision.bytes(),
        extents[0],
        extents[1],
        extents[2],
        extents[3]);
  }

  private static String checksumXml(SiteSum.Scidac sum) {
    return String.format(
        Locale.ROOT,
        "%s<scidacChecksum><version>1.0</version><suma>%08x</suma><sumb>%08x</sumb>"
            + "</scidacChecksum>",
        XML,
        sum.suma(),
        sum.sumb());
  }

  private static void put(FileChannel channel, byte[] bytes) throws IOException {
    put(channel, ByteBuffer.wrap(bytes));
  }

  private static void put(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
