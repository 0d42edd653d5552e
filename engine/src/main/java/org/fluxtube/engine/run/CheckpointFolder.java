package org.fluxtube.engine.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * The checkpoints of a campaign, one file a chain and cut: {@code chain-0003-000000001200.ckpt}.
 * Keeps the newest ones of each chain.
 *
 * @param folder where they are; exists
 * @param keep how many are kept of each chain, at least 1
 */
public record CheckpointFolder(Path folder, int keep) {
  private static final Pattern NAME = Pattern.compile("chain-(\\d{4,5})-(\\d{12,13})\\.ckpt");

  private record Named(Path file, int chain, long trajectory) {}

  /**
   * Writes a checkpoint, then removes those of its chain that are too many.
   *
   * @throws IOException if it cannot be written; those that were there are intact
   */
  public Path write(Checkpoint checkpoint) throws IOException {
    return write(checkpoint, Long.MAX_VALUE);
  }

  /**
   * The same.
   *
   * @param from checkpoints of this trajectory and later ones stay, however many they are
   */
  public Path write(Checkpoint checkpoint, long from) throws IOException {
    Path file = file(checkpoint.chain(), checkpoint.trajectory());
    CheckpointFile.write(file, checkpoint);
    List<Named> all = newestFirst(checkpoint.chain());
    for (Named old : all.subList(Math.min(keep, all.size()), all.size())) {
      if (old.trajectory < from) {
        Files.deleteIfExists(old.file);
      }
    }
    return file;
  }

  /** The file of a chain at a trajectory. */
  Path file(int chain, long trajectory) {
    return folder.resolve("chain-%04d-%012d.ckpt".formatted(chain, trajectory));
  }

  /** The trajectories at which a chain has a checkpoint, newest first. */
  List<Long> trajectories(int chain) throws IOException {
    return newestFirst(chain).stream().map(Named::trajectory).toList();
  }

  /**
   * The newest usable state of a chain; damaged files are renamed to {@code .damaged} and reported.
   *
   * @param note gets one sentence for each damaged file
   * @return empty if the chain has no usable checkpoint
   * @throws CheckpointException if the newest intact one is of another theory or version
   * @throws IOException if the disk does not answer
   */
  public Optional<ChainState> newest(
      int chain, CheckpointTheory theory, FieldType type, Lattice lattice, Consumer<String> note)
      throws IOException {
    for (long trajectory : trajectories(chain)) {
      Optional<ChainState> state = at(chain, trajectory, theory, type, lattice, note);
      if (state.isPresent()) {
        return state;
      }
    }
    return Optional.empty();
  }

  /** The state of a chain at a trajectory, as {@link #newest}; empty if it was set aside. */
  Optional<ChainState> at(
      int chain,
      long trajectory,
      CheckpointTheory theory,
      FieldType type,
      Lattice lattice,
      Consumer<String> note)
      throws IOException {
    Path file = file(chain, trajectory);
    try {
      ChainState state = CheckpointFile.read(file).state(theory, type, lattice);
      if (state.chain() != chain || state.trajectory() != trajectory) {
        throw new CheckpointException.Damaged(
            "it holds chain " + state.chain() + " at trajectory " + state.trajectory());
      }
      return Optional.of(state);
    } catch (CheckpointException.Damaged e) {
      Path aside = file.resolveSibling(file.getFileName() + ".damaged");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      note.accept(
          "checkpoint "
              + file
              + " is damaged: "
              + e.getMessage()
              + "; set aside as "
              + aside.getFileName()
              + ", the one before is used");
      return Optional.empty();
    } catch (CheckpointException.OtherTheory e) {
      throw new CheckpointException.OtherTheory(
          "checkpoint " + file + " cannot be used: " + e.getMessage());
    } catch (CheckpointException.NewerVersion e) {
      throw new CheckpointException.NewerVersion(
          "checkpoint " + file + " cannot be used: " + e.getMessage());
    }
  }

  private List<Named> newestFirst(int chain) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .flatMap(file -> named(file).stream())
          .filter(named -> named.chain == chain)
          .sorted(Comparator.comparingLong(Named::trajectory).reversed())
          .toList();
    } catch (NoSuchFileException e) {
      throw new IOException("the folder of checkpoints " + folder + " does not exist", e);
    }
  }

  private static Optional<Named> named(Path file) {
    Matcher m = NAME.matcher(file.getFileName().toString());
    return m.matches()
        ? Optional.of(new Named(file, Integer.parseInt(m.group(1)), Long.parseLong(m.group(2))))
        : Optional.empty();
  }
}
