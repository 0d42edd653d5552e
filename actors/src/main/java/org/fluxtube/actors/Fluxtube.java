package org.fluxtube.actors;

import org.fluxtube.actors.command.BenchCommand;
import org.fluxtube.actors.command.ChangeCommand;
import org.fluxtube.actors.command.CheckCommand;
import org.fluxtube.actors.command.ControlCommand;
import org.fluxtube.actors.command.ConvertCommand;
import org.fluxtube.actors.command.DevicesCommand;
import org.fluxtube.actors.command.ListCommand;
import org.fluxtube.actors.command.MeasureCommand;
import org.fluxtube.actors.command.ReportCommand;
import org.fluxtube.actors.command.ResumeCommand;
import org.fluxtube.actors.command.RunCommand;
import org.fluxtube.actors.command.StatusCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code fluxtube COMMAND}. */
@Command(
    name = "fluxtube",
    mixinStandardHelpOptions = true,
    version = "fluxtube 0.1.0-SNAPSHOT",
    description = "Reactive streaming Monte Carlo engine for lattice field theory.",
    subcommands = {
      RunCommand.class,
      ResumeCommand.class,
      StatusCommand.class,
      ControlCommand.Pause.class,
      ControlCommand.Continue.class,
      ControlCommand.Stop.class,
      ControlCommand.Checkpoint.class,
      ChangeCommand.class,
      ListCommand.class,
      CheckCommand.class,
      MeasureCommand.class,
      ConvertCommand.class,
      ReportCommand.class,
      BenchCommand.class,
      DevicesCommand.class
    })
public final class Fluxtube implements Runnable {
  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  /** Runs one command and exits with its code: 0 when all went well, 2 for a wrong command line. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Fluxtube()).execute(arguments));
  }
}
