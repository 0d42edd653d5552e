package org.fluxtube.actors.report;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxtube.actors.database.ChainRow;
import org.fluxtube.actors.database.LessonRow;
import org.fluxtube.actors.database.Series;
import org.fluxtube.actors.database.TrajectoryRow;
import org.fluxtube.engine.run.Phase;

/**
 * All series as one HDF5 file: {@code /trajectories/chain-0000/{trajectory, phase, version,
 * accepted, proposals, acceptance, delta_h, step_size, seconds}}, {@code
 * /measurements/NAME/chain-0000/{trajectory, phase, version, value}}, {@code /lessons/...}. Phases
 * are 0 THERMALISE, 1 LEARN, 2 MEASURE; unknown numbers are NaN; times are in seconds. The
 * attributes of the file have the campaign, its seed and its resolved text.
 */
final class Hdf5Export {
  private Hdf5Export() {}

  /** Writes a new file in place of an older one. */
  static void write(SeriesSource source, String conf, Path file) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Files.deleteIfExists(temporary);
    try (WritableHdfFile hdf = HdfFile.write(temporary)) {
      hdf.putAttribute("format", "fluxtube-series");
      hdf.putAttribute("version", 1);
      hdf.putAttribute("campaign", source.campaign().name());
      hdf.putAttribute("seed", source.campaign().seed());
      hdf.putAttribute("campaign.conf", conf);
      hdf.putAttribute("phases", "0 THERMALISE, 1 LEARN, 2 MEASURE");
      trajectories(source, hdf.putGroup("trajectories"));
      measurements(source, hdf.putGroup("measurements"));
      List<LessonRow> lessons = source.reader().lessons();
      if (!lessons.isEmpty()) {
        lessons(lessons, hdf.putGroup("lessons"));
      }
    } catch (HdfException e) {
      throw new IOException(file + " cannot be written: " + e.getMessage(), e);
    }
    Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String chain(int chain) {
    return "chain-%04d".formatted(chain);
  }

  private static void trajectories(SeriesSource source, WritableGroup group) throws IOException {
    for (ChainRow chain : source.reader().chains()) {
      List<TrajectoryRow> rows = new ArrayList<>();
      source.reader().trajectories(chain.chain(), rows::add);
      if (rows.isEmpty()) {
        continue;
      }
      WritableGroup to = group.putGroup(chain(chain.chain()));
      to.putAttribute("label", chain.label());
      to.putAttribute("sampler", chain.sampler().isEmpty() ? "unknown" : chain.sampler());
      to.putDataset("trajectory", rows.stream().mapToLong(TrajectoryRow::trajectory).toArray());
      to.putDataset("phase", rows.stream().mapToInt(t -> t.phase().ordinal()).toArray());
      to.putDataset("version", rows.stream().mapToInt(TrajectoryRow::version).toArray());
      to.putDataset("accepted", rows.stream().mapToLong(TrajectoryRow::accepted).toArray());
      to.putDataset("proposals", rows.stream().mapToLong(TrajectoryRow::proposals).toArray());
      to.putDataset("acceptance", rows.stream().mapToDouble(TrajectoryRow::acceptance).toArray());
      to.putDataset("delta_h", rows.stream().mapToDouble(TrajectoryRow::deltaH).toArray());
      to.putDataset("step_size", rows.stream().mapToDouble(TrajectoryRow::stepSize).toArray());
      to.putDataset("seconds", rows.stream().mapToDouble(TrajectoryRow::seconds).toArray());
    }
  }

  private record Piece(Phase phase, Series series) {}

  private static void measurements(SeriesSource source, WritableGroup group) throws IOException {
    Map<String, Map<Integer, List<Piece>>> all = new TreeMap<>();
    source.each((name, phase, series) ->
        all.computeIfAbsent(name.replace('/', '_'), n -> new TreeMap<>())
            .computeIfAbsent(series.chain(), c -> new ArrayList<>())
            .add(new Piece(phase, series)));
    all.forEach((name, chains) -> {
      WritableGroup observable = group.putGroup(name);
      chains.forEach((id, pieces) -> {
        WritableGroup to = observable.putGroup(chain(id));
        to.putDataset(
            "trajectory",
            pieces.stream().flatMapToLong(p -> Arrays.stream(p.series().trajectories())).toArray());
        to.putDataset(
            "phase",
            pieces.stream()
                .flatMapToInt(
                    p -> Arrays.stream(p.series().versions()).map(v -> p.phase().ordinal()))
                .toArray());
        to.putDataset(
            "version",
            pieces.stream().flatMapToInt(p -> Arrays.stream(p.series().versions())).toArray());
        to.putDataset(
            "value",
            pieces.stream().flatMapToDouble(p -> Arrays.stream(p.series().values())).toArray());
      });
    });
  }

  private static void lessons(List<LessonRow> lessons, WritableGroup to) {
    to.putDataset("lesson", lessons.stream().mapToLong(LessonRow::lesson).toArray());
    to.putDataset("trajectory", lessons.stream().mapToLong(LessonRow::trajectory).toArray());
    to.putDataset("version", lessons.stream().mapToInt(LessonRow::version).toArray());
    to.putDataset("samples", lessons.stream().mapToLong(LessonRow::samples).toArray());
    to.putDataset("loss", lessons.stream().mapToDouble(LessonRow::loss).toArray());
    to.putDataset("held_out", lessons.stream().mapToDouble(LessonRow::heldOut).toArray());
    to.putDataset("seconds", lessons.stream().mapToDouble(LessonRow::seconds).toArray());
  }
}
