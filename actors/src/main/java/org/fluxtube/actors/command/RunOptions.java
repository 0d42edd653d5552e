package org.fluxtube.actors.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the commands about runs look for them. */
final class RunOptions {
  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description = "Folder of all runs (default: ${DEFAULT-VALUE}).",
      defaultValue = "runs")
  private Path runs;

  Path runs() {
    return runs;
  }
}
