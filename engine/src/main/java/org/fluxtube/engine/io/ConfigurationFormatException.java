package org.fluxtube.engine.io;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A configuration file that is refused. The message says which file, where in it (byte offset or
 * header key), what was got and what is allowed.
 */
public final class ConfigurationFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;

  ConfigurationFormatException(Path file, String where, String problem) {
    this(file, where, problem, null);
  }

  ConfigurationFormatException(Path file, String where, String problem, Throwable cause) {
    super(file + (where.isEmpty() ? "" : ", " + where) + ": " + problem, cause);
    this.file = file;
  }

  /** The file that was refused. */
  public Path file() {
    return file;
  }
}
