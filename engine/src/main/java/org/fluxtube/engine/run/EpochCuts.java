package org.fluxtube.engine.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.fluxtube.engine.learn.Epochs;

/**
 * The checkpoints that trainer and chains have made together, so that a campaign that was killed in
 * LEARN goes on bitwise. Cut e is the trainer after lesson e, {@code trainer-000000000007.ckpt},
 * and every chain that a model drives at the border of epoch e. Cut 0 needs no trainer: each chain
 * at any point of THERMALISE. With the last lesson the chains are free: each at any point after it.
 *
 * <p>A chain that only feeds needs no border: nothing that the trainer does reaches it, so that its
 * numbers are the same from wherever it goes on. What the trainer needs of it are its samples
 * behind lesson e, each once. The trainer's file holds those that had come, and says how far that
 * is, so that the chain may go on at any trajectory up to there; a sample that it then makes again
 * is the same and is not taken twice. Where all of its samples had come, it may go on from
 * anywhere.
 *
 * <p>Chains that exchange configurations go on from one line ({@link Ladders#line}), wherever they
 * are free; without a trainer there is cut 0 alone.
 *
 * @param folder the checkpoints
 * @param epochs borders of the epochs
 * @param chains the chains that are tied to the trainer, or to one another
 * @param feedOnly those of the chains that no model drives
 * @param ladders which of them exchange
 */
public record EpochCuts(
    CheckpointFolder folder,
    Epochs epochs,
    Set<Integer> chains,
    Set<Integer> feedOnly,
    Ladders ladders) {
  private static final String REACHED = "reached.";

  /** Copies the sets. */
  public EpochCuts {
    chains = Set.copyOf(chains);
    feedOnly = Set.copyOf(feedOnly);
  }

  /** Of chains that a model drives and that do not exchange. */
  public EpochCuts(CheckpointFolder folder, Epochs epochs, Set<Integer> chains) {
    this(folder, epochs, chains, Set.of(), Ladders.NONE);
  }

  /** Of chains that learn nothing and exchange. */
  public static EpochCuts of(CheckpointFolder folder, Set<Integer> chains, Ladders ladders) {
    return new EpochCuts(folder, new Epochs(0, 0, 1, 0, 0), chains, Set.of(), ladders);
  }

  /** Whether a chain may make a checkpoint by itself there. */
  public boolean free(int chain, long trajectory) {
    return feedOnly.contains(chain)
        || trajectory <= epochs.lastSample(0)
        || trajectory >= epochs.lastSample(epochs.lessons());
  }

  /** The last trajectory after which the trainer and a chain need nothing of each other. */
  public long untied(int chain) {
    int last = epochs.lessons();
    return feedOnly.contains(chain) ? epochs.lastSample(last) : epochs.adoptedAfter(last);
  }

  /**
   * What the trainer's checkpoint says of the samples that it holds: up to which trajectory those
   * of each chain had come.
   */
  public static Map<String, String> reached(Map<Integer, Long> trajectories) {
    Map<String, String> header = new HashMap<>();
    trajectories.forEach((chain, at) -> header.put(REACHED + chain, Long.toString(at)));
    return header;
  }

  /** The same from its file; at least the end of the lesson's data. */
  private long reached(int chain, long cut) throws IOException {
    long border = epochs.lastSample((int) cut);
    if (cut == 0) {
      return border;
    }
    try {
      String said = CheckpointFile.header(trainer(cut)).get(REACHED + chain);
      return said == null ? border : Math.max(border, Long.parseLong(said));
    } catch (CheckpointException | NumberFormatException e) {
      return border; // who reads the whole file will say so
    }
  }

  /** The file of the trainer after that lesson. */
  public Path trainer(long lesson) {
    return folder.folder().resolve("trainer-%012d.ckpt".formatted(lesson));
  }

  /** The newest cut that is whole, by the names of the files; 0 if there is none. */
  public long newest() throws IOException {
    for (long cut : lessons().descendingSet()) {
      if (whole(cut)) {
        return cut;
      }
    }
    return 0;
  }

  private TreeSet<Long> lessons() throws IOException {
    if (epochs.lessons() == 0) {
      return new TreeSet<>();
    }
    try (Stream<Path> files = Files.list(folder.folder())) {
      TreeSet<Long> lessons = new TreeSet<>();
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("trainer-\\d{12}\\.ckpt"))
          .forEach(name -> lessons.add(Long.parseLong(name.substring(8, 20))));
      return lessons;
    }
  }

  private boolean whole(long cut) throws IOException {
    for (int chain : chains) {
      // the start of a chain that only feeds needs no file
      if (!feedOnly.contains(chain) && trajectory(chain, cut).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Where a chain goes on in a cut; empty if it has no checkpoint for it. */
  private OptionalLong trajectory(int chain, long cut) throws IOException {
    List<Integer> ladder = ladders.of(chain);
    if (ladder.isEmpty()) {
      return allowed(chain, cut).mapToLong(t -> t).max();
    }
    Map<Integer, NavigableSet<Long>> saved = new HashMap<>();
    for (int member : ladder) {
      TreeSet<Long> own = new TreeSet<>(allowed(member, cut).toList());
      if (cut == 0 || feedOnly.contains(member)) {
        own.add(0L); // its start needs no file
      }
      saved.put(member, own);
    }
    long at = ladders.line(ladder, saved).map(line -> line.get(chain)).orElse(0L);
    return at == 0 ? OptionalLong.empty() : OptionalLong.of(at);
  }

  /** The checkpoints of a chain that may belong to a cut. */
  private Stream<Long> allowed(int chain, long cut) throws IOException {
    Stream<Long> all = folder.trajectories(chain).stream();
    if (feedOnly.contains(chain)) {
      long reached = reached(chain, cut);
      return reached >= untied(chain) ? all : all.filter(t -> t <= reached);
    }
    if (cut == 0) {
      return epochs.lessons() == 0 ? all : all.filter(t -> t <= epochs.lastSample(0));
    }
    long border = epochs.lastSample((int) cut);
    return all.filter(cut == epochs.lessons() ? t -> t >= border : t -> t == border);
  }

  /**
   * The trajectory from which on a chain's checkpoints must stay: that of the newest whole cut.
   * Also removes what the trainer has left of older cuts.
   */
  public long keepFrom(int chain) throws IOException {
    if (!chains.contains(chain)) {
      return Long.MAX_VALUE;
    }
    long cut = newest();
    for (long older : lessons().headSet(cut)) {
      Files.deleteIfExists(trainer(older));
    }
    return trajectory(chain, cut).orElse(0);
  }

  /**
   * Finds the newest whole cut whose files are intact, and removes what is newer, which would be
   * made again.
   *
   * @param theory of each chain
   * @param trainerTheory fingerprint of the trainer
   * @param note gets one sentence for each damaged file, which is set aside
   * @return the trainer's checkpoint; empty for cut 0
   * @throws CheckpointException if a file is of another theory or version
   */
  public Optional<Checkpoint> resume(
      Map<Integer, CheckpointTheory> theory,
      CheckpointTheory trainerTheory,
      Campaign campaign,
      Consumer<String> note)
      throws IOException {
    while (true) {
      long cut = newest();
      Optional<Checkpoint> trainer = cut == 0 ? Optional.empty() : read(cut, trainerTheory, note);
      if (cut > 0 && trainer.isEmpty()) {
        continue;
      }
      boolean intact = true;
      for (int chain : chains) {
        OptionalLong at = trajectory(chain, cut);
        if (at.isPresent()) {
          Optional<ChainState> state =
              folder.at(
                  chain,
                  at.getAsLong(),
                  theory.get(chain),
                  campaign.field(),
                  campaign.geometry(),
                  note);
          intact &= state.isPresent();
        }
      }
      if (intact) {
        removeAfter(cut);
        return trainer;
      }
    }
  }

  private Optional<Checkpoint> read(long cut, CheckpointTheory theory, Consumer<String> note)
      throws IOException {
    Path file = trainer(cut);
    try {
      Checkpoint checkpoint = CheckpointFile.read(file);
      checkpoint.requireTheory(theory);
      if (checkpoint.epoch() != cut) {
        throw new CheckpointException.Damaged("it is of lesson " + checkpoint.epoch());
      }
      return Optional.of(checkpoint);
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
              + ", the cut before is used");
      return Optional.empty();
    }
  }

  private void removeAfter(long cut) throws IOException {
    for (long newer : lessons().tailSet(cut, false)) {
      Files.deleteIfExists(trainer(newer));
    }
    for (int chain : chains) {
      OptionalLong at = trajectory(chain, cut);
      for (long t : folder.trajectories(chain)) {
        if (t > at.orElse(0)) {
          Files.deleteIfExists(folder.file(chain, t));
        }
      }
    }
  }
}
