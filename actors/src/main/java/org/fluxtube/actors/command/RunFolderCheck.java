package org.fluxtube.actors.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fluxtube.actors.command.CheckCommand.Verdict;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.config.Binder;
import org.fluxtube.config.CampaignFileException;
import org.fluxtube.config.Problem;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.io.ConfigurationFile;
import org.fluxtube.engine.io.ReadOptions;
import org.fluxtube.engine.learn.Model;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Checkpoint;
import org.fluxtube.engine.run.CheckpointException;
import org.fluxtube.engine.run.CheckpointFile;
import org.fluxtube.engine.run.CheckpointTheory;

/** Verifies everything in a run folder; reads only, also while the campaign runs. */
final class RunFolderCheck {
  private final RunFolder folder;
  private final ReadOptions options;
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private RunFolderCheck(RunFolder folder, ReadOptions options) {
    this.folder = folder;
    this.options = options;
  }

  static Verdict of(Path path, ReadOptions options) {
    RunFolder folder = new RunFolder(path);
    if (!Files.exists(folder.conf()) && !Files.exists(folder.database())) {
      return new Verdict(
          "run",
          "",
          List.of(path + ": a folder with neither campaign.conf nor campaign.db is no run folder"),
          List.of());
    }
    return new RunFolderCheck(folder, options).verdict();
  }

  private Verdict verdict() {
    Optional<Campaign> campaign = campaign();
    long trajectories = database();
    int checkpoints = 0;
    for (Path file : files(folder.checkpoints())) {
      if (file.toString().endsWith(".damaged")) {
        warnings.add(file + ": was set aside as damaged");
      } else if (file.toString().endsWith(".ckpt")) {
        checkpoint(file, campaign);
        checkpoints++;
      }
    }
    for (Path file : files(folder.models())) {
      model(file, campaign);
    }
    int configurations = 0;
    for (Path file : files(folder.configurations())) {
      configuration(file, campaign);
      configurations++;
    }
    return new Verdict(
        "run",
        campaign.map(Campaign::name).map(name -> "run of campaign " + name).orElse("run")
            + ", "
            + trajectories
            + " trajectories in the database, "
            + checkpoints
            + " checkpoints, "
            + configurations
            + " configurations",
        problems,
        warnings);
  }

  private Optional<Campaign> campaign() {
    try {
      return Optional.of(Binder.bindResolved(folder.conf()));
    } catch (CampaignFileException e) {
      e.problems().stream().map(Problem::toString).forEach(problems::add);
      return Optional.empty();
    }
  }

  private long database() {
    try (CampaignDatabase database = CampaignDatabase.openReadOnly(folder.database())) {
      for (String problem : database.reader().integrity()) {
        problems.add(folder.database() + ": " + problem);
      }
      return database.reader().lastTrajectories().values().stream().mapToLong(n -> n).sum();
    } catch (IOException e) {
      problems.add(Subcommand.message(e));
      return 0;
    }
  }

  private void checkpoint(Path file, Optional<Campaign> campaign) {
    try {
      Checkpoint checkpoint = CheckpointFile.read(file);
      campaign.ifPresent(c -> {
        if (checkpoint.ofChain()) {
          checkpoint.state(
              CheckpointTheory.of(c, checkpoint.chain(), c.group(checkpoint.chain())),
              c.field(),
              c.geometry());
        } else {
          checkpoint.requireTheory(CheckpointTheory.ofTrainer(c));
        }
      });
    } catch (CheckpointException | IllegalArgumentException e) {
      problems.add(file + ": " + e.getMessage());
    } catch (IOException e) {
      unlessRemoved(file, e);
    }
  }

  private void model(Path file, Optional<Campaign> campaign) {
    try {
      Checkpoint model = CheckpointFile.read(file);
      if (campaign.isPresent() && campaign.get().learning().isPresent()) {
        Model.of(model, Model.fingerprint(campaign.get()));
      }
    } catch (CheckpointException e) {
      problems.add(file + ": " + e.getMessage());
    } catch (IOException e) {
      unlessRemoved(file, e);
    }
  }

  /** A campaign that runs removes old files. */
  private void unlessRemoved(Path file, IOException e) {
    if (Files.exists(file)) {
      problems.add(Subcommand.message(e));
    }
  }

  private void configuration(Path file, Optional<Campaign> campaign) {
    try {
      FieldData data = ConfigurationFile.read(file, options).data();
      if (campaign.isPresent()
          && !(data.type().equals(campaign.get().field())
              && data.lattice().equals(campaign.get().geometry()))) {
        problems.add(
            file
                + ": a "
                + data.type()
                + " on "
                + data.lattice()
                + ", but the campaign has a "
                + campaign.get().field()
                + " on "
                + campaign.get().geometry());
      }
    } catch (IOException e) {
      unlessRemoved(file, e);
    }
  }

  private List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".tmp"))
          .sorted()
          .toList();
    } catch (IOException e) {
      problems.add(Subcommand.message(e));
      return List.of();
    }
  }
}
