package org.fluxtube.actors.command;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fluxtube.actors.control.ControlClient;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.database.ChainRow;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.actors.folder.RunLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fluxtube status}: how far runs are, whether they run or not. */
@Command(
    name = "status",
    description = {
      "Shows how far a run is, whether it runs now or not; without RUN all of them.",
      "--json prints one object (with RUN, while it runs, also acceptance, speed and time left) or"
          + " an array."
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
      List<Object> all = new ArrayList<>();
      for (RunFolder folder : folders()) {
        all.add(onDisk(folder));
      }
      print(all);
      return OK;
    }
    RunFolder folder = RunFolder.find(options.runs(), run);
    Optional<String> live = live(folder);
    if (json && live.isPresent()) {
      out().println(live.get());
    } else {
      print(json ? onDisk(folder) : List.of(onDisk(folder)));
    }
    return OK;
  }

  private static Optional<String> live(RunFolder folder) throws IOException {
    Optional<ControlClient> client = ControlClient.of(folder.control());
    try {
      return client.isPresent() ? Optional.of(client.get().status()) : Optional.empty();
    } catch (ConnectException e) {
      return Optional.empty(); // left behind by a process that was killed
    }
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

  private static Map<String, Object> onDisk(RunFolder folder) throws IOException {
    boolean running = RunLock.held(folder);
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("campaign", folder.name());
    List<Object> chains = new ArrayList<>();
    boolean unfinished = false;
    try (CampaignDatabase database = CampaignDatabase.openReadOnly(folder.database())) {
      Map<Integer, Long> last = database.reader().lastTrajectories();
      for (ChainRow row : database.reader().chains()) {
        Map<String, Object> chain = new LinkedHashMap<>();
        long total = row.thermalise() + row.learn() + row.measure();
        boolean dead = !running && row.state().equals("running");
        chain.put("id", row.chain());
        chain.put("label", row.label());
        chain.put("state", row.retired() ? "retired" : dead ? "interrupted" : row.state());
        chain.put("detail", row.reason());
        chain.put("trajectories", last.getOrDefault(row.chain(), 0L));
        chain.put("total", total);
        unfinished |= !row.retired() && !row.state().equals("finished");
        chains.add(chain);
      }
    }
    run.put("state", running ? "running" : unfinished ? "resumable" : "finished");
    run.put("chains", chains);
    return run;
  }

  private void print(Object what) {
    if (json) {
      out().println(Json.text(what));
      return;
    }
    List<?> runs = (List<?>) what;
    if (runs.isEmpty()) {
      out().println("no runs in " + options.runs().toAbsolutePath());
    }
    for (Object entry : runs) {
      Map<?, ?> run = (Map<?, ?>) entry;
      out().println(run.get("campaign") + ": " + run.get("state"));
      for (Object chain : (List<?>) run.get("chains")) {
        Map<?, ?> c = (Map<?, ?>) chain;
        out()
            .printf(
                "  chain %s (%s): %s, %s of %s trajectories %s%n",
                c.get("id"),
                c.get("label"),
                c.get("state"),
                c.get("trajectories"),
                c.get("total"),
                c.get("detail"));
      }
    }
  }
}
