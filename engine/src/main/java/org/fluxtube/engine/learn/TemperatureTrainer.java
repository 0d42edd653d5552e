package org.fluxtube.engine.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.run.Campaign;

/**
 * A trainer for each temperature of a campaign, taught by the chains of that temperature alone: S
 * at another beta is another function, with another constant. Its model is theirs one after the
 * other ({@link Model#part}); a lesson that is rolled back at one temperature goes on at the
 * others.
 */
final class TemperatureTrainer implements Trainer {
  private final Campaign campaign;
  private final List<Trainer> trainers = new ArrayList<>();
  private final List<Double> beta;

  TemperatureTrainer(Campaign campaign, FieldOps ops) {
    this.campaign = campaign;
    this.beta = campaign.temperatures().orElseThrow().beta();
    for (int rank = 0; rank < beta.size(); rank++) {
      trainers.add(
          Trainer.openOne(
              campaign, campaign.at(rank), campaign.learning().orElseThrow().effective(), ops));
    }
  }

  @Override
  public Model model() {
    return whole(trainers.stream().map(Trainer::model).toList());
  }

  private Model whole(List<Model> parts) {
    double[] all = parts.stream().flatMapToDouble(m -> Arrays.stream(m.parameters())).toArray();
    String history =
        parts.stream().map(Model::history).distinct().collect(Collectors.joining("; "));
    return new Model(parts.getFirst().version(), all, Model.fingerprint(campaign), history);
  }

  @Override
  public void begin(Model first) {
    for (int rank = 0; rank < trainers.size(); rank++) {
      Model part = first.part(rank, trainers.size());
      String own = trainers.get(rank).model().fingerprint();
      trainers.get(rank).begin(new Model(0, part.parameters(), own, part.history()));
    }
  }

  @Override
  public Lesson learn(int lesson, List<Sample> batch) {
    Map<Integer, List<Sample>> byRank =
        batch.stream().collect(Collectors.groupingBy(s -> campaign.rank(s.chain())));
    List<Map<String, double[]>> before = trainers.stream().map(Trainer::save).toList();
    List<Lesson> all = new ArrayList<>();
    try {
      for (int rank = 0; rank < trainers.size(); rank++) {
        all.add(trainers.get(rank).learn(lesson, byRank.getOrDefault(rank, List.of())));
      }
    } catch (RuntimeException e) {
      for (int rank = 0; rank < all.size(); rank++) {
        trainers.get(rank).restore(before.get(rank));
      }
      throw e;
    }
    return together(lesson, all);
  }

  /** Losses are averages, the overlap is that of the worst temperature. */
  private Lesson together(int number, List<Lesson> all) {
    List<String> reasons = new ArrayList<>();
    for (int rank = 0; rank < all.size(); rank++) {
      if (all.get(rank).rolledBack()) {
        reasons.add("beta = " + beta.get(rank) + " " + all.get(rank).reason());
      }
    }
    return new Lesson(
        number,
        whole(all.stream().map(Lesson::model).toList()),
        all.stream().mapToInt(Lesson::samples).sum(),
        all.stream().mapToInt(Lesson::window).sum(),
        mean(all, Lesson::fresh),
        mean(all, Lesson::before),
        mean(all, Lesson::after),
        mean(all, Lesson::heldOutBefore),
        mean(all, Lesson::heldOutAfter),
        reduce(all, Lesson::overlap, Math::min),
        reduce(all, Lesson::gradientNorm, Math::hypot),
        reduce(all, Lesson::condition, Math::max),
        all.stream().mapToInt(Lesson::steps).max().orElseThrow(),
        !reasons.isEmpty(),
        reasons.isEmpty() ? all.getFirst().reason() : String.join("; ", reasons));
  }

  private static double mean(List<Lesson> all, ToDoubleFunction<Lesson> number) {
    return all.stream().mapToDouble(number).average().orElseThrow();
  }

  private static double reduce(
      List<Lesson> all, ToDoubleFunction<Lesson> number, DoubleBinaryOperator how) {
    return all.stream().mapToDouble(number).reduce(how).orElseThrow();
  }

  private static String prefix(int rank) {
    return "temperature-" + rank + ".";
  }

  @Override
  public Map<String, double[]> save() {
    Map<String, double[]> out = new TreeMap<>();
    for (int rank = 0; rank < trainers.size(); rank++) {
      String prefix = prefix(rank);
      trainers.get(rank).save().forEach((name, numbers) -> out.put(prefix + name, numbers));
    }
    return out;
  }

  @Override
  public void restore(Map<String, double[]> saved) {
    for (int rank = 0; rank < trainers.size(); rank++) {
      String prefix = prefix(rank);
      Map<String, double[]> own = new HashMap<>();
      saved.forEach((name, numbers) -> {
        if (name.startsWith(prefix)) {
          own.put(name.substring(prefix.length()), numbers);
        }
      });
      trainers.get(rank).restore(own);
    }
  }

  @Override
  public void close() {
    trainers.forEach(Trainer::close);
  }
}
