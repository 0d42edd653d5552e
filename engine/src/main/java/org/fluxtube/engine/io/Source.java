package org.fluxtube.engine.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/** An open configuration file: bounded reads, and errors that name the file and the offset. */
final class Source implements Closeable {
  private final Path path;
  private final FileChannel channel;
  private final long size;

  private Source(Path path, FileChannel channel, long size) {
    this.path = path;
    this.channel = channel;
    this.size = size;
  }

  static Source open(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new ConfigurationFormatException(path, "", "is a folder; a regular file is needed");
    }
    // a pipe would block for ever, so only regular files are opened
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new ConfigurationFormatException(path, "", "is not a regular file");
    }
    FileChannel channel;
    try {
      channel = FileChannel.open(path, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw new ConfigurationFormatException(path, "", "no such file", e);
    } catch (AccessDeniedException e) {
      throw new ConfigurationFormatException(path, "", "no permission to read it", e);
    } catch (IOException e) {
      throw new ConfigurationFormatException(path, "", "cannot be opened: " + e.getMessage(), e);
    }
    try {
      return new Source(path, channel, channel.size());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  Path path() {
    return path;
  }

  long size() {
    return size;
  }

  FileChannel channel() {
    return channel;
  }

  /** The bytes at {@code offset}; refuses a range that the file does not have. */
  byte[] bytes(long offset, int length) throws IOException {
    if (offset < 0 || length > size - offset) {
      throw at(offset, "needs " + length + " bytes, the file ends at " + size + " (truncated?)");
    }
    byte[] bytes = new byte[length];
    fill(offset, ByteBuffer.wrap(bytes));
    return bytes;
  }

  /** Fills {@code buffer} from position to limit with the bytes at {@code offset}. */
  void fill(long offset, ByteBuffer buffer) throws IOException {
    long at = offset;
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer, at);
      if (count < 0) {
        throw at(at, "the file ended while it was read (truncated, or being written?)");
      }
      at += count;
    }
  }

  ConfigurationFormatException at(long offset, String problem) {
    return new ConfigurationFormatException(path, "byte offset " + offset, problem);
  }

  ConfigurationFormatException key(String key, String problem) {
    return new ConfigurationFormatException(path, "header key " + key, problem);
  }

  /**
   * Number of sites, in {@code long} and checked, so that nothing is allocated for absurd sizes.
   */
  long volume(String key, List<Integer> extents) throws IOException {
    long volume = 1;
    for (int extent : extents) {
      if (extent < 2) {
        throw key(key, "lattice extent " + extent + " in " + extents + "; must be at least 2");
      }
      volume *= extent;
      if (volume > 1L << 28) {
        throw key(key, "lattice " + extents + " has more than 2^28 sites");
      }
    }
    return volume;
  }

  int integer(String key, String text) throws IOException {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw key(key, "\"" + shorten(text) + "\" is not an integer, for example 8");
    }
  }

  double real(String key, String text) throws IOException {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw key(key, "\"" + shorten(text) + "\" is not a number, for example 0.5937");
    }
  }

  int hex(String key, String text) throws IOException {
    String digits = text.strip().toLowerCase(Locale.ROOT);
    digits = digits.startsWith("0x") ? digits.substring(2) : digits;
    if (!digits.matches("[0-9a-f]{1,8}")) {
      throw key(key, "\"" + shorten(text) + "\" is not a 32-bit hexadecimal number");
    }
    return Integer.parseUnsignedInt(digits, 16);
  }

  /** At most 80 printable characters of what was found, for messages. */
  static String shorten(String text) {
    String printable = text.replaceAll("\\P{Print}", "?");
    return printable.length() <= 80 ? printable : printable.substring(0, 77) + "...";
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
