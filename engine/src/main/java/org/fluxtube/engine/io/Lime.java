package org.fluxtube.engine.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The LIME container: records of a 144-byte big-endian header (magic 456789ab, version 1, flags,
 * length, type in 128 bytes) and data padded with zeros to a multiple of 8.
 */
final class Lime {
  static final int MAGIC = 0x456789ab;
  static final int HEADER = 144;
  private static final int BEGIN = 0x8000;
  private static final int END = 0x4000;
  private static final int MOST_RECORDS = 4096;
  private static final int LARGEST_TEXT = 1 << 20;

  private Lime() {}

  /**
   * One record of a file.
   *
   * @param type what it holds
   * @param offset of its first data byte
   * @param length data bytes without padding
   */
  record Entry(String type, long offset, long length) {
    /** The data as text without trailing NULs; refused above 1 MiB. */
    String text(Source source) throws IOException {
      if (length > LARGEST_TEXT) {
        throw source.at(
            offset,
            "record " + type + " has " + length + " bytes; allowed for text are " + LARGEST_TEXT);
      }
      byte[] bytes = source.bytes(offset, (int) length);
      int end = bytes.length;
      while (end > 0 && bytes[end - 1] == 0) {
        end--;
      }
      return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
  }

  /** All records; every length is compared with what is left of the file. */
  static List<Entry> entries(Source source) throws IOException {
    List<Entry> entries = new ArrayList<>();
    long at = 0;
    while (at < source.size()) {
      if (source.size() - at < HEADER) {
        throw source.at(
            at,
            (source.size() - at)
                + " bytes are left, a LIME record header has "
                + HEADER
                + " (truncated?)");
      }
      ByteBuffer header = ByteBuffer.wrap(source.bytes(at, HEADER));
      int magic = header.getInt();
      if (magic != MAGIC) {
        throw source.at(
            at,
            String.format(
                Locale.ROOT, "LIME magic number %08x; a record starts with %08x", magic, MAGIC));
      }
      int version = header.getShort();
      if (version != 1) {
        throw source.at(at + 4, "LIME version " + version + "; known is 1");
      }
      header.getShort(); // message begin and end flags: writers disagree, readers ignore them
      long length = header.getLong();
      long left = source.size() - at - HEADER;
      if (length < 0 || length > left) {
        throw source.at(
            at + 8,
            "record length " + Long.toUnsignedString(length) + ", but " + left + " bytes are left");
      }
      int end = 16;
      while (end < HEADER && header.get(end) != 0) {
        end++;
      }
      String type = new String(header.array(), 16, end - 16, StandardCharsets.US_ASCII);
      entries.add(new Entry(type, at + HEADER, length));
      if (entries.size() > MOST_RECORDS) {
        throw source.at(at, "more than " + MOST_RECORDS + " LIME records");
      }
      at += HEADER + (length + 7) / 8 * 8;
    }
    return entries;
  }

  /** The header of a record of {@code length} bytes. */
  static byte[] header(String type, long length, boolean begin, boolean end) {
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    header.putInt(MAGIC).putShort((short) 1);
    header.putShort((short) ((begin ? BEGIN : 0) | (end ? END : 0)));
    header.putLong(length);
    header.put(type.getBytes(StandardCharsets.US_ASCII));
    return header.array();
  }

  /** Zeros after {@code length} bytes of data. */
  static byte[] padding(long length) {
    return new byte[(int) (-length & 7)];
  }

  /** A whole record of text, closed with a NUL as QIO writes it. */
  static byte[] text(String type, String text, boolean begin, boolean end) {
    byte[] data = (text + "\0").getBytes(StandardCharsets.UTF_8);
    byte[] padding = padding(data.length);
    ByteBuffer record = ByteBuffer.allocate(HEADER + data.length + padding.length);
    record.put(header(type, data.length, begin, end)).put(data).put(padding);
    return record.array();
  }
}
