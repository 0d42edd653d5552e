package org.fluxtube.engine.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The file of a {@link Checkpoint}, big-endian:
 *
 * <pre>
 * 8 bytes   "FLUXCKPT"
 * int       version, {@value #VERSION}
 * int       bytes of the header; then the header: UTF-8 lines name=text
 * int       number of arrays; then of each:
 *             int bytes of the name, the name in UTF-8, long count, count doubles (IEEE 754)
 * 32 bytes  SHA-256 of everything before
 * </pre>
 *
 * <p>Written to a temporary file of the same folder, forced to disk, renamed, and the folder
 * forced: after a crash there is the old file or the new one. Nothing is allocated by a size from
 * the file that the file's length does not bear out.
 */
public final class CheckpointFile {
  /** The version that is written, and the newest that is read. */
  public static final int VERSION = 1;

  private static final byte[] MAGIC = "FLUXCKPT".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGEST = 32;
  private static final int SMALLEST = MAGIC.length + 3 * Integer.BYTES + DIGEST;
  private static final int BUFFER = 1 << 16;

  private CheckpointFile() {}

  /**
   * Writes or replaces the file atomically.
   *
   * @throws IOException if it cannot be written; what was there is intact
   */
  public static void write(Path file, Checkpoint checkpoint) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        Writer writer = new Writer(channel);
        writer.put(checkpoint);
        channel.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
    forceFolder(file.toAbsolutePath().getParent());
  }

  /** Makes the rename itself durable; Windows cannot open a folder and needs no force. */
  private static void forceFolder(Path folder) throws IOException {
    if (!System.getProperty("os.name").startsWith("Windows")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /**
   * Reads and verifies a file.
   *
   * @throws CheckpointException if it is damaged or of a newer version
   * @throws IOException if the disk does not answer
   */
  public static Checkpoint read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return open(channel).checkpoint();
    }
  }

  /**
   * The header alone, without the verification of the whole file; for a look at many files.
   *
   * @throws CheckpointException if it is damaged or of a newer version
   * @throws IOException if the disk does not answer
   */
  static Map<String, String> header(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return open(channel).header();
    }
  }

  /** A reader behind the version. */
  private static Reader open(FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < SMALLEST) {
      throw new CheckpointException.Damaged(
          "it has " + size + " bytes, a checkpoint has at least " + SMALLEST);
    }
    Reader reader = new Reader(channel, size - DIGEST);
    if (!Arrays.equals(reader.bytes(MAGIC.length, "its first bytes"), MAGIC)) {
      throw new CheckpointException.Damaged("it does not begin with FLUXCKPT");
    }
    int version = reader.integer();
    if (version > VERSION) {
      throw new CheckpointException.NewerVersion(
          "it has format version "
              + version
              + ", this program reads up to "
              + VERSION
              + "; use the newer program that wrote it");
    }
    if (version < 1) {
      throw new CheckpointException.Damaged("its format version is " + version);
    }
    return reader;
  }

  private static final class Writer {
    private final FileChannel channel;
    private final MessageDigest digest = CheckpointTheory.sha256();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

    Writer(FileChannel channel) {
      this.channel = channel;
    }

    void put(Checkpoint checkpoint) throws IOException {
      put(MAGIC);
      put(VERSION);
      String header =
          checkpoint.header().entrySet().stream()
              .map(e -> e.getKey() + "=" + e.getValue().replace('\n', ' ') + "\n")
              .collect(Collectors.joining());
      text(header);
      put(checkpoint.arrays().size());
      for (Map.Entry<String, double[]> array : checkpoint.arrays().entrySet()) {
        text(array.getKey());
        room(Long.BYTES).putLong(array.getValue().length);
        for (double x : array.getValue()) {
          room(Double.BYTES).putDouble(x);
        }
      }
      flush();
      buffer.put(digest.digest());
      drain();
    }

    private void text(String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      put(bytes.length);
      put(bytes);
    }

    private void put(int x) throws IOException {
      room(Integer.BYTES).putInt(x);
    }

    private void put(byte[] bytes) throws IOException {
      for (byte b : bytes) {
        room(1).put(b);
      }
    }

    private ByteBuffer room(int bytes) throws IOException {
      if (buffer.remaining() < bytes) {
        flush();
      }
      return buffer;
    }

    private void flush() throws IOException {
      digest.update(buffer.array(), 0, buffer.position());
      drain();
    }

    private void drain() throws IOException {
      buffer.flip();
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      buffer.clear();
    }
  }

  private static final class Reader {
    private final FileChannel channel;
    private final MessageDigest digest = CheckpointTheory.sha256();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    private long unread;

    /** Bytes before the digest that were not handed out yet. */
    private long left;

    Reader(FileChannel channel, long size) {
      this.channel = channel;
      this.unread = size;
      this.left = size;
    }

    Map<String, String> header() throws IOException {
      String header = new String(bytes(integer(), "its header"), StandardCharsets.UTF_8);
      Map<String, String> entries = new TreeMap<>();
      for (String line : header.split("\n")) {
        int cut = line.indexOf('=');
        if (cut > 0) {
          entries.put(line.substring(0, cut), line.substring(cut + 1));
        }
      }
      return entries;
    }

    Checkpoint checkpoint() throws IOException {
      Map<String, String> entries = header();
      int count = integer();
      Map<String, double[]> arrays = new TreeMap<>();
      for (int i = 0; i < count; i++) {
        String name = new String(bytes(integer(), "an array's name"), StandardCharsets.UTF_8);
        arrays.put(name, doubles(fill(Long.BYTES).getLong(), name));
      }
      if (left != 0) {
        throw new CheckpointException.Damaged(left + " bytes follow the last array");
      }
      byte[] sum = digest.digest();
      ByteBuffer stored = ByteBuffer.allocate(DIGEST);
      while (stored.hasRemaining() && channel.read(stored) >= 0) {
        // until all 32 are here
      }
      if (!Arrays.equals(sum, stored.array())) {
        throw new CheckpointException.Damaged("its SHA-256 does not agree with its contents");
      }
      return new Checkpoint(entries, arrays);
    }

    int integer() throws IOException {
      return fill(Integer.BYTES).getInt();
    }

    byte[] bytes(int count, String what) throws IOException {
      require(count, count, what);
      byte[] bytes = new byte[count];
      for (int i = 0; i < count; i++) {
        bytes[i] = fill(1).get();
      }
      return bytes;
    }

    private double[] doubles(long count, String name) throws IOException {
      require(count, count > left ? Long.MAX_VALUE : count * Double.BYTES, "array " + name);
      double[] numbers = new double[Math.toIntExact(count)];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = fill(Double.BYTES).getDouble();
      }
      return numbers;
    }

    private void require(long count, long bytes, String what) {
      if (count < 0 || bytes > left || count > Integer.MAX_VALUE - 8) {
        throw new CheckpointException.Damaged(
            what + " claims the length " + count + ", but only " + left + " bytes follow");
      }
    }

    /** Makes {@code bytes} bytes available and counts them as handed out. */
    private ByteBuffer fill(int bytes) throws IOException {
      if (bytes > left) {
        throw new CheckpointException.Damaged("it ends too early");
      }
      while (buffer.remaining() < bytes) {
        buffer.compact();
        int before = buffer.position();
        buffer.limit((int) Math.min(buffer.capacity(), before + unread));
        int got = channel.read(buffer);
        if (got <= 0) {
          throw new CheckpointException.Damaged("it ends too early");
        }
        unread -= got;
        digest.update(buffer.array(), before, got);
        buffer.flip();
      }
      left -= bytes;
      return buffer;
    }
  }
}
