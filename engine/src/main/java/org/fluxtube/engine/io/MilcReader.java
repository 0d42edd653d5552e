package org.fluxtube.engine.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.Group;

/**
 * Reads MILC version 5 gauge files: magic 4e87, four extents, 64 bytes of time stamp, site order,
 * sum29, sum31 (96 bytes), then SU(3) links in single precision, all in either byte order.
 */
final class MilcReader {
  static final int MAGIC = 0x4e87;
  private static final int HEADER = 96;

  private MilcReader() {}

  static ReadResult read(Source source, ReadOptions options) throws IOException {
    Verification verification = new Verification(source, options);
    verification.group("gauge group (MILC files hold SU(3))", Group.SU3);
    ByteBuffer header = ByteBuffer.wrap(source.bytes(0, HEADER));
    ByteOrder order = header.getInt(0) == MAGIC ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    header.order(order);
    List<Integer> extents =
        List.of(header.getInt(4), header.getInt(8), header.getInt(12), header.getInt(16));
    int siteOrder = header.getInt(84);
    if (siteOrder != 0) {
      throw source.at(84, "site order " + siteOrder + "; read is 0, the natural order");
    }
    LinkPayload payload = new LinkPayload(Group.SU3, extents, Precision.SINGLE, order, 3);
    long needed = source.volume("dims", extents) * payload.siteBytes() + HEADER;
    if (source.size() != needed) {
      throw source.at(
          4, "lattice " + extents + " needs " + needed + " bytes, the file has " + source.size());
    }
    String stamp = new String(header.array(), 20, 64, StandardCharsets.ISO_8859_1);
    int end = stamp.indexOf('\0');
    verification.header("timeStamp", Source.shorten(end < 0 ? stamp : stamp.substring(0, end)));
    verification.header("byteOrder", order.toString());
    SiteSum.Milc sum = new SiteSum.Milc(order);
    FieldData data = payload.read(source, HEADER, sum);
    String stated = String.format(Locale.ROOT, "%08x %08x", header.getInt(88), header.getInt(92));
    verification.header("checksum", stated);
    verification.checksum(
        "sum29 sum31", stated, String.format(Locale.ROOT, "%08x %08x", sum.sum29(), sum.sum31()));
    return verification.finish(data, Format.MILC, Precision.SINGLE);
  }
}
