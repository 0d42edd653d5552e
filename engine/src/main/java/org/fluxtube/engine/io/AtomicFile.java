package org.fluxtube.engine.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes a file whole or not at all: a temporary file in the same folder, fsync, rename, fsync of
 * the folder. A failure leaves what was there before and no temporary file.
 */
final class AtomicFile {
  private static final AtomicLong COUNT = new AtomicLong();

  private AtomicFile() {}

  /** Fills the temporary file, which does not exist yet. */
  interface Body {
    /** Creates and writes {@code temporary}. */
    void write(Path temporary) throws IOException;
  }

  static void write(Path path, Body body) throws IOException {
    // a link stays a link: the file that it names is replaced
    Path target = Files.isSymbolicLink(path) ? path.toRealPath() : path.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("cannot write " + path + ": no folder " + folder);
    }
    if (Files.isDirectory(target)) {
      throw new IOException("cannot write " + path + ": it is a folder");
    }
    Path temporary =
        folder.resolve(
            "."
                + target.getFileName()
                + "."
                + ProcessHandle.current().pid()
                + "-"
                + COUNT.incrementAndGet()
                + ".tmp");
    try {
      body.write(temporary);
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException | Error e) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      if (e instanceof IOException) {
        throw new IOException(
            "cannot write " + path + ": " + e.getMessage() + "; what was there is unchanged", e);
      }
      throw e;
    }
    forceFolder(folder);
  }

  /** Makes the rename durable; Windows cannot open folders and needs nothing of the kind. */
  private static void forceFolder(Path folder) throws IOException {
    if (!System.getProperty("os.name").startsWith("Windows")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
