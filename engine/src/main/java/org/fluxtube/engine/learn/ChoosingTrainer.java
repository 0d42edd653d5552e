package org.fluxtube.engine.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.run.Campaign;

/**
 * A trainer for each candidate of a {@link Choice}; they take turns until one is chosen. Its model
 * is which one drives, then the parameters of all ({@link org.fluxtube.engine.action.OneOf}).
 */
final class ChoosingTrainer implements Trainer {
  private static final String TURN = "turn";
  private static final String PARAMETERS = "parameters.";

  private final List<Choice.Candidate> candidates;
  private final List<Trainer> trainers = new ArrayList<>();
  private final String fingerprint;
  private final List<double[]> parameters = new ArrayList<>();
  private int lessons;
  private int present;
  private int chosen = -1;
  private String history = "as in the campaign file";

  ChoosingTrainer(Campaign campaign, FieldOps ops) {
    this.candidates = campaign.learning().orElseThrow().candidates();
    this.fingerprint = Model.fingerprint(campaign);
    for (Choice.Candidate candidate : candidates) {
      trainers.add(Trainer.openOne(campaign, campaign, candidate.model(), ops));
      parameters.add(trainers.getLast().model().parameters());
    }
  }

  @Override
  public Model model() {
    double[] all = parameters.stream().flatMapToDouble(Arrays::stream).toArray();
    double[] theta = new double[1 + all.length];
    theta[0] = present;
    System.arraycopy(all, 0, theta, 1, all.length);
    return new Model(lessons, theta, fingerprint, history);
  }

  @Override
  public Lesson learn(int lesson, List<Sample> batch) {
    if (lesson != lessons + 1) {
      throw new IllegalArgumentException("lesson " + lesson + " after lesson " + lessons);
    }
    int turn = chosen < 0 ? lessons % trainers.size() : chosen;
    Trainer trainer = trainers.get(turn);
    Lesson l = trainer.learn(trainer.model().version() + 1, batch);
    lessons = lesson;
    present = turn;
    parameters.set(turn, l.model().parameters());
    history = candidates.get(turn).name() + ": " + l.model().history();
    return new Lesson(
        lesson,
        model(),
        l.samples(),
        l.window(),
        l.fresh(),
        l.before(),
        l.after(),
        l.heldOutBefore(),
        l.heldOutAfter(),
        l.overlap(),
        l.gradientNorm(),
        l.condition(),
        l.steps(),
        l.rolledBack(),
        candidates.get(turn).name() + ": " + l.reason());
  }

  @Override
  public void choose(int candidate) {
    if (candidate < 0 || candidate >= trainers.size()) {
      throw new IllegalArgumentException(
          "candidate " + candidate + "; there are 0 to " + (trainers.size() - 1));
    }
    chosen = candidate;
  }

  @Override
  public void begin(Model first) {
    throw new IllegalStateException("a choice of models begins untrained");
  }

  @Override
  public Map<String, double[]> save() {
    Map<String, double[]> out = new TreeMap<>();
    out.put(TURN, new double[] {lessons, present, chosen});
    out.put("history", history.chars().mapToDouble(c -> c).toArray());
    for (int c = 0; c < trainers.size(); c++) {
      String prefix = prefix(c);
      out.put(PARAMETERS + c, parameters.get(c));
      if (chosen < 0 || chosen == c) {
        trainers.get(c).save().forEach((name, numbers) -> out.put(prefix + name, numbers));
      }
    }
    return out;
  }

  @Override
  public void restore(Map<String, double[]> saved) {
    double[] turn = SampleArrays.get(saved, TURN);
    StringBuilder text = new StringBuilder();
    for (double c : SampleArrays.get(saved, "history")) {
      text.append((char) c);
    }
    for (int c = 0; c < trainers.size(); c++) {
      String prefix = prefix(c);
      Map<String, double[]> own = new HashMap<>();
      saved.forEach((name, numbers) -> {
        if (name.startsWith(prefix)) {
          own.put(name.substring(prefix.length()), numbers);
        }
      });
      if (!own.isEmpty()) {
        trainers.get(c).restore(own);
      }
      parameters.set(c, SampleArrays.get(saved, PARAMETERS + c));
    }
    lessons = (int) turn[0];
    present = (int) turn[1];
    chosen = (int) turn[2];
    history = text.toString();
  }

  private static String prefix(int candidate) {
    return "candidate-" + candidate + ".";
  }

  @Override
  public void close() {
    trainers.forEach(Trainer::close);
  }
}
