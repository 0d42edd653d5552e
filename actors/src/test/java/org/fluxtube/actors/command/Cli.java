package org.fluxtube.actors.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fluxtube.actors.Fluxtube;
import org.fluxtube.actors.testing.ProjectFiles;
import picocli.CommandLine;

/** The command line for tests: in this process, or in one of its own that can be killed. */
final class Cli {
  private Cli() {}

  /** What a command did. */
  record Result(int code, String out, String err) {}

  static Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new Fluxtube())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Result(code, out.toString(), err.toString());
  }

  static Result run(List<String> arguments) {
    return run(arguments.toArray(String[]::new));
  }

  /** A process; its output goes to {@code log}. */
  static Process start(Path log, List<String> arguments) throws IOException {
    return start(log, List.of(), arguments);
  }

  static Process start(Path log, List<String> options, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-modules=jdk.incubator.vector"); // as the launcher does: the same backend
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Fluxtube.class.getName());
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** A ready campaign, wherever the tests are started. */
  static Path campaign(String name) {
    return ProjectFiles.of("config/campaigns/" + name + ".conf");
  }
}
