package org.fluxtube.actors.folder;

/** A run folder that cannot be used, and what to do. */
public final class FolderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  FolderException(String message, Throwable cause) {
    super(message, cause);
  }
}
