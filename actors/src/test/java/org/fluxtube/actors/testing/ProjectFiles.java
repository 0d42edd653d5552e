package org.fluxtube.actors.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the project, wherever the tests are started. */
public final class ProjectFiles {
  private ProjectFiles() {}

  /** The file or folder of that name below the project's root. */
  public static Path of(String name) {
    for (File folder = new File("").getAbsoluteFile();
        folder != null;
        folder = folder.getParentFile()) {
      Path file = folder.toPath().resolve(name);
      if (Files.exists(file) && Files.exists(folder.toPath().resolve("NOTICE"))) {
        return file;
      }
    }
    throw new IllegalStateException(name + " is not in or above this folder");
  }
}
