package org.fluxtube.actors.command;

import java.io.IOException;
import java.net.ConnectException;
import java.util.Map;
import java.util.OptionalInt;
import org.fluxtube.actors.control.ControlClient;
import org.fluxtube.actors.folder.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fluxtube change}: a setting of a campaign that runs in another process. */
@Command(
    name = "change",
    description = {
      "Changes a setting of a running campaign where the averages stay right, and says why not"
          + " elsewhere:",
      "  step-size=0.05   step of the integrator, while a chain thermalises",
      "  thermalise=800   trajectories of THERMALISE, while in it",
      "  phase=MEASURE    ends THERMALISE with the next trajectory",
      "  thin=5           measures 5 times more seldom than the campaign file says, at any time;"
          + " 1 goes back. The report then averages what was measured at all times.",
      "Exit code: 0 done, 2 refused, or there is no such run or chain, or it is not running."
    })
public final class ChangeCommand extends Subcommand {
  private static final String ALLOWED =
      "allowed are step-size=0.05, thermalise=800, phase=MEASURE and thin=5";

  @Parameters(index = "0", paramLabel = "RUN", description = "Name or folder of the run.")
  private String run;

  @Parameters(index = "1", paramLabel = "KEY=VALUE", description = "What, for example thin=5.")
  private String setting;

  @Option(names = "--chain", paramLabel = "I", description = "Only this chain.")
  private Integer chain;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private RunOptions options;

  @Override
  int execute() throws IOException {
    String body = body(setting);
    RunFolder folder = RunFolder.find(options.runs(), run);
    ControlClient client =
        RunState.client(folder).orElseThrow(() -> ControlCommand.notRunning(folder));
    try {
      String answer =
          client.change(body, chain == null ? OptionalInt.empty() : OptionalInt.of(chain));
      if (json) {
        out().println(answer);
        return OK;
      }
      RunState.print(RunState.of(folder, client), out());
      out().println("changed: " + setting);
      return OK;
    } catch (ConnectException e) {
      throw ControlCommand.notRunning(folder);
    }
  }

  /** The body of the request. */
  static String body(String setting) {
    String[] parts = setting.split("=", 2);
    String value = parts.length == 2 ? parts[1].strip() : "";
    return switch (parts[0].strip()) {
      case "step-size" -> Json.text(Map.of("stepSize", positive(setting, value)));
      case "thermalise" -> Json.text(Map.of("thermalise", whole(setting, value)));
      case "thin" -> Json.text(Map.of("thin", whole(setting, value)));
      case "phase" -> Json.text(Map.of("phase", value));
      default -> throw bad(setting);
    };
  }

  private static double positive(String setting, String value) {
    try {
      double number = Double.parseDouble(value);
      if (number > 0 && Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw bad(setting);
  }

  private static long whole(String setting, String value) {
    if (!value.matches("[1-9][0-9]{0,11}")) {
      throw bad(setting);
    }
    return Long.parseLong(value);
  }

  private static InputException bad(String setting) {
    return new InputException("\"" + setting + "\"; " + ALLOWED);
  }
}
