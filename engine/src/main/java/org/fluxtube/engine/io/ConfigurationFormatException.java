package org.fluxtube.engine.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * A configuration file that is refused. The message says which file, where in it (byte offset or
 * header key), what was got and what is allowed.
 */
public final class ConfigurationFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;
  private final transient Set<Check> failed;

  ConfigurationFormatException(Path file, String where, String problem) {
    this(file, where, problem, null);
  }

  ConfigurationFormatException(Path file, String where, String problem, Throwable cause) {
    super(file + (where.isEmpty() ? "" : ", " + where) + ": " + problem, cause);
    this.file = file;
    this.failed = Set.of();
  }

  ConfigurationFormatException(Path file, String problem, Set<Check> failed) {
    super(file + ": " + problem);
    this.file = file;
    this.failed = Set.copyOf(failed);
  }

  /** The file that was refused. */
  public Path file() {
    return file;
  }

  /**
   * The checks that failed and may be ignored, in order; empty if the file is damaged otherwise.
   */
  public Set<Check> failed() {
    return failed.isEmpty() ? Set.of() : EnumSet.copyOf(failed);
  }
}
