package org.fluxtube.actors.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fluxtube.actors.database.ModelRow;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.learn.Learning;
import org.fluxtube.engine.learn.Lesson;
import org.fluxtube.engine.learn.Model;
import org.fluxtube.engine.learn.ModelChoice;
import org.fluxtube.engine.learn.Sample;
import org.fluxtube.engine.learn.SampleArrays;
import org.fluxtube.engine.learn.Trainer;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Checkpoint;
import org.fluxtube.engine.run.CheckpointFile;
import org.fluxtube.engine.run.EpochCuts;

/**
 * The trainer with its memory, and the files of its models; used by one thread at a time, plain
 * Java. A model is on disk before anybody hears of it.
 */
final class TrainerWork implements AutoCloseable {
  private static final String TRAINER = "trainer.";
  private static final String MODEL = "model.";
  private static final String WATCH = "watch";
  private static final String WAITING = "waiting";
  private static final String TRUSTED = "trusted.";

  private final Setup setup;
  private final Learning learning;
  private final FieldOps ops;
  private final Trainer trainer;
  private final ModelWatch watch;

  /** Cores that lessons may keep busy, on average. */
  private final double cores;

  private long restUntil = System.nanoTime();

  /**
   * What came of a lesson.
   *
   * @param lesson what the trainer says
   * @param adopt the model that chains adopt, trusted or not
   * @param verdict what the watch says
   * @param model where the model is
   * @param seconds wall-clock time of the lesson
   * @param choice which model learns from this lesson on, where it was chosen before it
   */
  record Outcome(
      Lesson lesson,
      Model adopt,
      ModelWatch.Verdict verdict,
      ModelRow model,
      double seconds,
      Optional<ModelChoice> choice) {}

  TrainerWork(Setup setup) {
    this.setup = setup;
    this.learning = setup.campaign().learning().orElseThrow();
    this.cores = learning.share() * Setup.cores();
    this.ops =
        setup.backend().open(setup.campaign().geometry(), Math.max(1, (int) Math.floor(cores)));
    this.trainer = Trainer.open(setup.campaign(), ops);
    this.watch = new ModelWatch(learning.trust());
  }

  /**
   * Begins anew, with the model of a file where the campaign names one; without lessons nobody asks
   * for it, and the file may be gone.
   */
  TreeMap<Integer, Model> begin() {
    Campaign campaign = setup.campaign();
    if (setup.epochs().lessons() > 0) {
      learning.first(campaign).ifPresent(trainer::begin);
    }
    return new TreeMap<>();
  }

  /** Goes back to a checkpoint; returns the models that chains may still have to hear of. */
  TreeMap<Integer, Model> restore(Checkpoint saved) {
    Map<String, double[]> state = new HashMap<>();
    saved
        .arrays()
        .forEach((name, numbers) -> {
          if (name.startsWith(TRAINER)) {
            state.put(name.substring(TRAINER.length()), numbers);
          }
        });
    trainer.restore(state);
    if (saved.arrays().containsKey(WATCH)) {
      watch.restore(saved.arrays().get(WATCH));
    }
    TreeMap<Integer, Model> models = new TreeMap<>();
    saved
        .arrays()
        .forEach((name, numbers) -> {
          if (name.startsWith(MODEL)) {
            int version = Integer.parseInt(name.substring(MODEL.length()));
            String history = saved.header().getOrDefault("history." + version, "");
            boolean trusted = !"false".equals(saved.header().get(TRUSTED + version));
            models.put(
                version,
                new Model(version, numbers, trainer.model().fingerprint(), history, trusted));
          }
        });
    return models;
  }

  /** The samples that wait for lessons in a checkpoint. */
  List<Sample> waiting(Checkpoint saved) {
    double[] count = saved.arrays().getOrDefault(WAITING, new double[] {0});
    Campaign campaign = setup.campaign();
    return SampleArrays.takeAll(
        WAITING, (int) count[0], saved.arrays(), campaign.field(), campaign.geometry());
  }

  /** Lessons that are over. */
  int done() {
    return trainer.model().version();
  }

  /**
   * What is left of the rest after the last lesson: a lesson of t seconds on one thread is followed
   * by t (1/c - 1) where c, less than 1, is the part of a core that lessons may take.
   */
  Duration rest() {
    return Duration.ofNanos(Math.max(0, restUntil - System.nanoTime()));
  }

  /** One lesson; its model is on disk when this returns. */
  Outcome learn(int number, List<Sample> samples) {
    Optional<ModelChoice> choice = choice(number);
    choice.ifPresent(c -> trainer.choose(c.chosen()));
    long begin = System.nanoTime();
    Lesson lesson = trainer.learn(number, samples);
    double seconds = 1e-9 * (System.nanoTime() - begin);
    restUntil = System.nanoTime() + (long) (1e9 * seconds * Math.max(0, 1 / cores - 1));
    // models that take turns have no loss of the lesson before to drift from
    boolean turns = number < learning.choosing();
    ModelWatch.Verdict verdict = (turns ? new ModelWatch(learning.trust()) : watch).judge(lesson);
    Model model = lesson.model().trusted(verdict.trusted());
    return new Outcome(lesson, model, verdict, write(model), seconds, choice);
  }

  private Optional<ModelChoice> choice(int number) {
    try {
      return number == learning.choosing()
          ? Optional.of(ModelChoosing.of(setup))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("no model can be chosen: " + e.getMessage(), e);
    }
  }

  private ModelRow write(Model model) {
    Path file = setup.folder().models().resolve("model-%06d.ckpt".formatted(model.version()));
    IOException last = null;
    for (int attempt = 0; attempt <= Setup.ATTEMPTS; attempt++) {
      try {
        CheckpointFile.write(file, model.toCheckpoint());
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        return new ModelRow(
            model.version(),
            model.version(),
            learning.model().getClass().getSimpleName(),
            model.parameters().length,
            file.getFileName().toString(),
            HexFormat.of().formatHex(digest),
            1e-3 * System.currentTimeMillis());
      } catch (IOException e) {
        last = e;
        pause(attempt);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
    throw new UncheckedIOException("the model cannot be written: " + RunFolder.why(last), last);
  }

  private void pause(int attempt) {
    try {
      Thread.sleep(setup.retryPause().multipliedBy(1L << attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The trainer after its last lesson, for a file, with the models that take effect later, and the
   * samples of chains that only feed, which need not come again.
   *
   * @param models all that are known
   */
  Checkpoint checkpoint(EpochCuts cuts, TreeMap<Integer, Model> models, Lessons lessons) {
    int done = done();
    Map<String, double[]> arrays = new TreeMap<>();
    trainer.save().forEach((name, numbers) -> arrays.put(TRAINER + name, numbers));
    Map<String, String> histories = new TreeMap<>();
    models
        .tailMap(Math.max(1, done - cuts.epochs().lag()))
        .forEach((version, model) -> {
          arrays.put(MODEL + version, model.parameters());
          histories.put("history." + version, model.history());
          histories.put(TRUSTED + version, Boolean.toString(model.trusted()));
        });
    arrays.put(WATCH, watch.save());
    List<Sample> samples = lessons.waiting(cuts.feedOnly());
    arrays.put(WAITING, new double[] {samples.size()});
    SampleArrays.putAll(WAITING, samples, arrays);
    Map<Integer, Long> reached = new HashMap<>(lessons.reached());
    reached.keySet().retainAll(cuts.feedOnly());
    histories.putAll(EpochCuts.reached(reached));
    Checkpoint plain = Checkpoint.of("trainer", setup.trainerTheory(), done, arrays);
    histories.putAll(plain.header());
    return new Checkpoint(histories, arrays);
  }

  @Override
  public void close() {
    trainer.close();
    ops.close();
  }
}
