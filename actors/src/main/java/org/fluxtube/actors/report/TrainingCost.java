package org.fluxtube.actors.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.database.LessonRow;
import org.fluxtube.actors.database.ModelRow;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.config.Binder;
import org.fluxtube.config.CampaignFileException;
import org.fluxtube.engine.learn.Adam;
import org.fluxtube.engine.learn.Sgd;
import org.fluxtube.engine.learn.TrainerSpec;
import org.fluxtube.engine.report.LearningHistory;
import org.fluxtube.engine.run.Campaign;

/**
 * What the model had cost with which a run began to learn, and what a step of its own costs.
 *
 * @param steps optimiser steps before
 * @param drawn numbers drawn before: steps times batch times sites
 * @param seconds wall-clock time of lessons before
 * @param each numbers drawn in a step of this run
 */
record TrainingCost(long steps, double drawn, double seconds, double each) {
  /** So many runs one after the other are followed. */
  private static final int MOST_RUNS = 100;

  /** Back through the models that runs began with; one whose run is not there ends the way. */
  static TrainingCost of(RunFolder folder, Campaign campaign)
      throws IOException, CampaignFileException {
    long steps = 0;
    double drawn = 0;
    double seconds = 0;
    Optional<Path> file = from(campaign);
    for (int k = 0; k < MOST_RUNS && file.isPresent(); k++) {
      Optional<RunFolder> run = run(file.get());
      if (run.isEmpty()) {
        break;
      }
      Campaign before = Binder.bindResolved(run.get().conf());
      for (LessonRow lesson : lessons(run.get(), file.get())) {
        long own = steps(lesson);
        steps += own;
        drawn += own * each(before);
        seconds += Double.isFinite(lesson.seconds()) ? lesson.seconds() : 0;
      }
      file = from(before);
    }
    return new TrainingCost(steps, drawn, seconds, each(campaign));
  }

  private static Optional<Path> from(Campaign campaign) {
    return campaign.learning().flatMap(l -> l.from()).map(Path::of);
  }

  /** The run in whose folder models/ a file is. */
  private static Optional<RunFolder> run(Path model) {
    Path models = model.toAbsolutePath().normalize().getParent();
    if (models == null || models.getParent() == null) {
      return Optional.empty();
    }
    RunFolder run = new RunFolder(models.getParent());
    return Files.isRegularFile(run.conf()) && Files.isRegularFile(run.database())
        ? Optional.of(run)
        : Optional.empty();
  }

  /** Those that made a model of that run. */
  private static List<LessonRow> lessons(RunFolder run, Path model) throws IOException {
    try (CampaignDatabase database = CampaignDatabase.openReadOnly(run.database())) {
      String name = model.getFileName().toString();
      long last =
          database.reader().models().stream()
              .filter(m -> Path.of(m.file()).getFileName().toString().equals(name))
              .mapToLong(ModelRow::lesson)
              .findFirst()
              .orElse(0);
      return database.reader().lessons().stream().filter(l -> l.lesson() <= last).toList();
    }
  }

  private static long steps(LessonRow lesson) {
    return Math.round(lesson.numbers().getOrDefault("steps", 0.0));
  }

  private static double each(Campaign campaign) {
    TrainerSpec trainer = campaign.learning().orElseThrow().trainer();
    int batch =
        switch (trainer) {
          case Adam adam -> adam.lesson().batch();
          case Sgd sgd -> sgd.lesson().batch();
          default -> 0;
        };
    return (double) batch * campaign.geometry().volume();
  }

  /** The lessons of the run of which a flow's draws are known. */
  List<TrainingCurves.Point> points(LearningHistory learning) {
    List<TrainingCurves.Point> points = new ArrayList<>();
    long done = steps;
    double time = seconds;
    for (LearningHistory.Lesson lesson : learning.lessons()) {
      done += lesson.steps();
      time += Double.isFinite(lesson.seconds()) ? lesson.seconds() : 0;
      if (lesson.flow().isPresent()) {
        LearningHistory.FlowQuality flow = lesson.flow().get();
        points.add(
            new TrainingCurves.Point(
                done, drawn + (done - steps) * each, time, flow.ess(), flow.acceptance()));
      }
    }
    return List.copyOf(points);
  }
}
