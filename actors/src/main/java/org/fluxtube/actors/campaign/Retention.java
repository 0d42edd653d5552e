package org.fluxtube.actors.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fluxtube.engine.io.ConfigurationFile;
import org.fluxtube.engine.io.Format;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Configuration;
import org.fluxtube.engine.run.Phase;

/**
 * Configuration files by the campaign's rule: one after every n-th trajectory of MEASURE, the
 * newest m of each chain, {@code chain-0003-000000001200.hdf5}.
 *
 * @param folder where they are
 * @param campaign whose rule it is
 */
record Retention(Path folder, Campaign campaign) implements Interest {
  @Override
  public boolean wants(long trajectory, Phase phase) {
    int every = campaign.archive().every();
    return every > 0 && phase == Phase.MEASURE && trajectory % every == 0;
  }

  /** Removes what a process that was killed has left half-written. */
  void clean() throws IOException {
    List<Path> left;
    try (Stream<Path> files = Files.list(folder)) {
      left = files.filter(file -> file.getFileName().toString().endsWith(".tmp")).toList();
    }
    for (Path file : left) {
      Files.deleteIfExists(file);
    }
  }

  /** Writes a file, atomically; returns it. */
  Path write(Configuration c) throws IOException {
    Format format = Format.parse(campaign.archive().format());
    Path file =
        folder.resolve(
            "chain-%04d-%012d.%s"
                .formatted(c.chain(), c.trajectory(), campaign.archive().format()));
    ConfigurationFile.write(
        file,
        c.data(),
        format,
        Map.of(
            "campaign", campaign.name(),
            "seed", Long.toString(campaign.seed()),
            "chain", Integer.toString(c.chain()),
            "trajectory", Long.toString(c.trajectory()),
            "action", campaign.of(c.chain()).action().toString()));
    return file;
  }

  /** Removes the chain's oldest files that are too many; returns them. */
  List<Path> thin(int chain) throws IOException {
    int keep = campaign.archive().keep();
    if (keep == 0) {
      return List.of();
    }
    String prefix = "chain-%04d-".formatted(chain);
    List<Path> all;
    try (Stream<Path> files = Files.list(folder)) {
      all =
          files
              .filter(file -> file.getFileName().toString().startsWith(prefix))
              .sorted(Comparator.comparing((Path file) -> file.getFileName().toString()))
              .toList();
    }
    List<Path> removed = new ArrayList<>(all.subList(0, Math.max(0, all.size() - keep)));
    for (Path file : removed) {
      Files.deleteIfExists(file);
    }
    return removed;
  }
}
