package org.fluxtube.actors.command;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.fluxtube.actors.control.Control.Verb;
import org.fluxtube.actors.control.ControlClient;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.actors.folder.RunLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Commands to a campaign that runs in another process: each waits until the campaign has obeyed and
 * then says how every chain stands.
 */
public abstract sealed class ControlCommand extends Subcommand {
  private static final Set<String> ENDED = Set.of("finished", "stopped", "failed", "retired");
  private static final long LOOK_MILLIS = 50;
  private static final long PATIENT_NANOS = 2_000_000_000L;

  private final Verb verb;

  @Parameters(paramLabel = "RUN", description = "Name or folder of the run.")
  private String run;

  @Option(names = "--chain", paramLabel = "I", description = "Only this chain.")
  private Integer chain;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "How long to wait for the present trajectories to end (default: ${DEFAULT-VALUE}); the"
              + " campaign obeys then in any case.")
  private long wait;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private RunOptions options;

  ControlCommand(Verb verb) {
    this.verb = verb;
  }

  /** {@code fluxtube pause}. */
  @Command(
      name = "pause",
      description = {"Pauses a running campaign within one trajectory.", CODES})
  public static final class Pause extends ControlCommand {
    /** Made by picocli. */
    public Pause() {
      super(Verb.PAUSE);
    }
  }

  /** {@code fluxtube continue}. */
  @Command(
      name = "continue",
      description = {"Lets a paused campaign go on.", CODES})
  public static final class Continue extends ControlCommand {
    /** Made by picocli. */
    public Continue() {
      super(Verb.CONTINUE);
    }
  }

  /** {@code fluxtube stop}. */
  @Command(
      name = "stop",
      description = {"Writes checkpoints and ends a running campaign.", CODES})
  public static final class Stop extends ControlCommand {
    /** Made by picocli. */
    public Stop() {
      super(Verb.STOP);
    }
  }

  /** {@code fluxtube checkpoint}. */
  @Command(
      name = "checkpoint",
      description = {"Writes checkpoints of a running campaign.", CODES})
  public static final class Checkpoint extends ControlCommand {
    /** Made by picocli. */
    public Checkpoint() {
      super(Verb.CHECKPOINT);
    }
  }

  private static final String CODES =
      "Exit code: 0 done, 1 asked for but not yet done after --wait seconds, 2 there is no such run"
          + " or chain, or it is not running.";

  @Override
  int execute() throws IOException, InterruptedException {
    if (wait < 0) {
      throw new InputException("--wait " + wait + "; allowed are 0 seconds or more, as --wait 60");
    }
    RunFolder folder = RunFolder.find(options.runs(), run);
    ControlClient client = RunState.client(folder).orElseThrow(() -> notRunning(folder));
    try {
      Map<String, Object> before = RunState.of(folder, client);
      requireChain(before);
      client.command(verb, chain == null ? OptionalInt.empty() : OptionalInt.of(chain));
      return follow(folder, before);
    } catch (ConnectException e) {
      throw notRunning(folder);
    }
  }

  /** Looks until every chain concerned has obeyed or the time is up, then says how it stands. */
  private int follow(RunFolder folder, Map<String, Object> before)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    boolean said = false;
    while (true) {
      boolean running = RunLock.held(folder);
      Map<String, Object> now = RunState.of(folder);
      boolean done = !running || obeyed(before, now);
      if (done || System.nanoTime() - start > 1e9 * wait) {
        say(folder, now, done);
        return done ? OK : WRONG;
      }
      if (!said && System.nanoTime() - start > PATIENT_NANOS) {
        said = true;
        err().println("waiting for the present trajectories to end, up to " + wait + " s ...");
        err().flush();
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private boolean obeyed(Map<String, Object> before, Map<String, Object> now) {
    Map<Object, Map<?, ?>> earlier = new HashMap<>();
    RunState.chains(before).forEach(c -> earlier.put(c.get("id"), c));
    boolean all = true;
    for (Map<?, ?> c : RunState.chains(now)) {
      String state = c.get("state").toString();
      all &=
          !concerns(c)
              || switch (verb) {
                case PAUSE -> state.equals("paused") || ENDED.contains(state);
                case CONTINUE -> !state.equals("paused");
                // the whole campaign ends with its process
                case STOP -> chain != null && ENDED.contains(state);
                case CHECKPOINT ->
                    ENDED.contains(state)
                        || c.get("checkpoint") instanceof Long at
                            && at >= (Long) earlier.get(c.get("id")).get("trajectories");
              };
    }
    return all;
  }

  private void say(RunFolder folder, Map<String, Object> now, boolean done) {
    if (json) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("command", verb.text());
      answer.put("done", done);
      answer.putAll(now);
      out().println(Json.text(answer));
      return;
    }
    if (!done) {
      err()
          .println(
              "not done after "
                  + wait
                  + " s: a trajectory is still on its way, the campaign obeys at its end; look with"
                  + " `fluxtube status "
                  + folder.path()
                  + "`");
    }
    RunState.print(now, out());
    if (done) {
      switch (verb) {
        case PAUSE -> out().println("go on with: fluxtube continue " + folder.path());
        case STOP -> out().println("go on with: fluxtube resume " + folder.path());
        case CONTINUE -> {
          // the lines of the chains say it
        }
        case CHECKPOINT -> out().println("checkpoints are in " + folder.checkpoints());
      }
    }
  }

  private boolean concerns(Map<?, ?> c) {
    return chain == null || c.get("id").equals((long) chain);
  }

  private void requireChain(Map<String, Object> state) {
    List<String> ids = new ArrayList<>();
    for (Map<?, ?> c : RunState.chains(state)) {
      if (!ENDED.contains(c.get("state").toString())) {
        if (concerns(c)) {
          return;
        }
        ids.add(c.get("id").toString());
      }
    }
    throw new InputException(
        "--chain " + chain + ": no such chain is running; running are " + String.join(", ", ids));
  }

  static InputException notRunning(RunFolder folder) {
    return new InputException(
        "the run "
            + folder.path()
            + " is not running; start it with `fluxtube resume "
            + folder.path()
            + "`");
  }
}
