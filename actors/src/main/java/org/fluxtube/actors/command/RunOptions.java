package org.fluxtube.actors.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of the commands that run campaigns. */
final class RunOptions {
  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description = "Folder of all runs (default: ${DEFAULT-VALUE}).",
      defaultValue = "runs")
  private Path runs;

  @Option(names = "--quiet", description = "No progress, only warnings and the summary.")
  private boolean quiet;

  Path runs() {
    return runs;
  }

  boolean quiet() {
    return quiet;
  }
}
