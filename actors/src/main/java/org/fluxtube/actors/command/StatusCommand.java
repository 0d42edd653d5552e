package org.fluxtube.actors.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fluxtube.actors.folder.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fluxtube status}: how far runs are, whether they run or not. */
@Command(
    name = "status",
    description = {
      "Shows how far a run is, whether it runs now or not; without RUN all of them.",
      "--json prints one object (while it runs also acceptance, speed and time left) or, without"
          + " RUN, an array.",
      "Of a run that learns also: acceptance by model version, training time, and the cost of an"
          + " independent sample of each group so far."
    })
public final class StatusCommand extends Subcommand {
  @Parameters(arity = "0..1", paramLabel = "RUN", description = "Name or folder of the run.")
  private String run;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Mixin private RunOptions options;

  @Override
  int execute() throws IOException {
    if (run == null) {
      return all();
    }
    Map<String, Object> state = withCosts(RunFolder.find(options.runs(), run));
    if (json) {
      out().println(Json.text(state));
    } else {
      RunState.print(state, out());
    }
    return OK;
  }

  private int all() throws IOException {
    List<Map<String, Object>> states = new ArrayList<>();
    int code = OK;
    for (RunFolder folder : folders()) {
      try {
        states.add(withCosts(folder));
      } catch (IOException | RuntimeException e) {
        complain(folder.path() + ": " + message(e), e); // the others are shown all the same
        code = WRONG;
      }
    }
    if (json) {
      out().println(Json.text(states));
    } else if (states.isEmpty() && code == OK) {
      out().println("no runs in " + options.runs().toAbsolutePath());
    } else {
      states.forEach(state -> RunState.print(state, out()));
    }
    return code;
  }

  private static Map<String, Object> withCosts(RunFolder folder) throws IOException {
    return RunCosts.add(RunState.of(folder), folder);
  }

  private List<RunFolder> folders() throws IOException {
    if (!Files.isDirectory(options.runs())) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(options.runs())) {
      return paths
          .filter(path -> Files.isRegularFile(path.resolve("campaign.conf")))
          .sorted()
          .map(RunFolder::new)
          .toList();
    }
  }
}
