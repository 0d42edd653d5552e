package org.fluxtube.actors.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * The right of one process to write into a run folder: an exclusive lock on its file {@code lock},
 * which names the process. The operating system releases it when the process dies.
 */
public final class RunLock implements AutoCloseable {
  private final FileChannel channel;
  private final FileLock lock;

  private RunLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Locks the folder.
   *
   * @throws FolderException if another process has it, saying which, or the disk refuses
   */
  public static RunLock take(RunFolder folder) {
    Path file = folder.path().resolve("lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel, false);
      if (lock == null) {
        channel.close();
        throw new FolderException(
            "the run "
                + folder.path()
                + " is in use by "
                + Files.readString(file).strip()
                + "; `fluxtube status "
                + folder.path()
                + "` shows it, `fluxtube stop "
                + folder.path()
                + "` ends it",
            null);
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              ("process " + ProcessHandle.current().pid() + " since " + Instant.now() + "\n")
                  .getBytes(StandardCharsets.UTF_8)));
      return new RunLock(channel, lock);
    } catch (IOException e) {
      throw new FolderException(
          "cannot lock the run " + folder.path() + ": " + RunFolder.why(e), e);
    }
  }

  /** Whether some process, possibly this one, holds the folder. */
  public static boolean held(RunFolder folder) {
    Path file = folder.path().resolve("lock");
    if (!Files.isReadable(file)) {
      return false;
    }
    // a shared lock needs no right to write, so that whoever may read a run can look at it
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        FileLock lock = tryLock(channel, true)) {
      return lock == null;
    } catch (IOException e) {
      throw new FolderException("cannot look at " + file + ": " + RunFolder.why(e), e);
    }
  }

  private static FileLock tryLock(FileChannel channel, boolean shared) throws IOException {
    try {
      return channel.tryLock(0, Long.MAX_VALUE, shared);
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new FolderException("cannot unlock: " + e.getMessage(), e);
    }
  }
}
