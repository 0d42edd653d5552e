package org.fluxtube.actors.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fluxtube.actors.control.ControlServer;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.actors.folder.RunLock;
import org.fluxtube.config.Binder;
import org.fluxtube.config.CampaignFileException;
import org.fluxtube.config.Renderer;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.io.ConfigurationFile;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Start;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fluxtube run}: a new campaign from its file. */
@Command(
    name = "run",
    description = {
      "Runs a campaign file in a new folder runs/NAME, which is never an existing one.",
      "Ctrl-C writes checkpoints and ends; a second Ctrl-C quits at once, losing what came after"
          + " the last checkpoint.",
      "Exit code: 0 done, 2 the input cannot be used, 3 a chain failed, 4 stopped before its end"
          + " (go on with `fluxtube resume`), 130 quit by a second Ctrl-C."
    })
public final class RunCommand extends Subcommand {
  @Parameters(paramLabel = "FILE", description = "Campaign file.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a value, for example --set trajectories.measure=200.")
  private List<String> overrides = new ArrayList<>();

  @Option(names = "--name", paramLabel = "NAME", description = "Name of the run.")
  private String name;

  @Option(names = "--backend", paramLabel = "NAME", description = "auto, reference, simd, opencl.")
  private String backend;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Compute threads of all chains together; 0: all cores.")
  private Integer threads;

  @Option(names = "--quiet", description = "No progress, only warnings and the summary.")
  private boolean quiet;

  @Mixin private RunOptions options;

  @Override
  int execute() throws IOException, CampaignFileException {
    SessionStart.warmUp();
    List<String> all = new ArrayList<>(overrides);
    if (name != null) {
      all.add("name=\"" + name + "\"");
    }
    if (backend != null) {
      all.add("backend=\"" + backend + "\"");
    }
    if (threads != null) {
      all.add("threads=" + threads);
    }
    Campaign asked = Binder.bind(file, all);
    Backend.Choice choice = Backend.choose(asked.backend(), asked.geometry().volume());
    Campaign campaign = asked.withBackend(choice.backend().name()); // resume must not choose anew
    requireStart(campaign);
    SessionStart.requireRuns(campaign);
    ControlServer.requireFree(campaign.http().host(), campaign.http().port());
    RunFolder folder = RunFolder.create(options.runs(), campaign.name(), Renderer.render(campaign));
    try (RunLock lock = RunLock.take(folder)) {
      CampaignDatabase database = CampaignDatabase.open(folder.database());
      SessionStart.putChains(database, campaign);
      return new Session(campaign, folder, choice, "run", quiet, out(), err())
          .run(database, SessionStart.plans(database, campaign));
    }
  }

  /** A start file that does not fit is refused before anything is made. */
  private static void requireStart(Campaign campaign) throws IOException {
    if (campaign.start() instanceof Start.File(String path)) {
      FieldData data = ConfigurationFile.read(Path.of(path)).data();
      if (!data.type().equals(campaign.field()) || !data.lattice().equals(campaign.geometry())) {
        throw new InputException(
            "start file "
                + path
                + " has a "
                + data.type()
                + " on "
                + data.lattice()
                + "; the campaign needs a "
                + campaign.field()
                + " on "
                + campaign.geometry());
      }
    }
  }
}
