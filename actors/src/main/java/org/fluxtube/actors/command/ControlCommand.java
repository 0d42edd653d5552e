package org.fluxtube.actors.command;

import java.io.IOException;
import java.net.ConnectException;
import java.util.OptionalInt;
import org.fluxtube.actors.control.Control.Verb;
import org.fluxtube.actors.control.ControlClient;
import org.fluxtube.actors.folder.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands to a campaign that runs in another process. */
public abstract sealed class ControlCommand extends Subcommand {
  private final Verb verb;

  @Parameters(paramLabel = "RUN", description = "Name or folder of the run.")
  private String run;

  @Option(names = "--chain", paramLabel = "I", description = "Only this chain.")
  private Integer chain;

  @Mixin private RunOptions options;

  ControlCommand(Verb verb) {
    this.verb = verb;
  }

  /** {@code fluxtube pause}. */
  @Command(name = "pause", description = "Pauses a running campaign within one trajectory.")
  public static final class Pause extends ControlCommand {
    /** Made by picocli. */
    public Pause() {
      super(Verb.PAUSE);
    }
  }

  /** {@code fluxtube continue}. */
  @Command(name = "continue", description = "Lets a paused campaign go on.")
  public static final class Continue extends ControlCommand {
    /** Made by picocli. */
    public Continue() {
      super(Verb.CONTINUE);
    }
  }

  /** {@code fluxtube stop}. */
  @Command(name = "stop", description = "Writes checkpoints and ends a running campaign.")
  public static final class Stop extends ControlCommand {
    /** Made by picocli. */
    public Stop() {
      super(Verb.STOP);
    }
  }

  /** {@code fluxtube checkpoint}. */
  @Command(name = "checkpoint", description = "Writes checkpoints of a running campaign.")
  public static final class Checkpoint extends ControlCommand {
    /** Made by picocli. */
    public Checkpoint() {
      super(Verb.CHECKPOINT);
    }
  }

  @Override
  int execute() throws IOException {
    RunFolder folder = RunFolder.find(options.runs(), run);
    ControlClient client = ControlClient.of(folder.control()).orElseThrow(() -> notRunning(folder));
    try {
      out()
          .println(
              client.command(verb, chain == null ? OptionalInt.empty() : OptionalInt.of(chain)));
      return OK;
    } catch (ConnectException e) {
      throw notRunning(folder);
    }
  }

  private static InputException notRunning(RunFolder folder) {
    return new InputException(
        "the run "
            + folder.path()
            + " is not running; start it with `fluxtube resume "
            + folder.path()
            + "`");
  }
}
