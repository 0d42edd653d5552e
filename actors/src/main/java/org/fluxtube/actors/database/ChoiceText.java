package org.fluxtube.actors.database;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxtube.engine.learn.ModelChoice;
import org.fluxtube.engine.learn.ModelTrial;

/**
 * A choice of models as a text of the database's table of settings: a line {@code chosen|2
 * tau|observable}, then a line for each trial, its parts in their order.
 */
final class ChoiceText {
  static final String KEY = "choice";

  private ChoiceText() {}

  static String of(ModelChoice choice) {
    Stream<String> trials =
        choice.trials().stream()
            .map(t ->
                line(
                    t.name(),
                    t.trajectories(),
                    t.acceptance(),
                    t.acceptanceError(),
                    t.seconds(),
                    t.secondsError()));
    return Stream.concat(
            Stream.of(line(choice.chosen(), choice.twiceTau(), choice.observable())), trials)
        .collect(Collectors.joining("\n"));
  }

  private static String line(Object... parts) {
    return Stream.of(parts).map(Object::toString).collect(Collectors.joining("|"));
  }

  static ModelChoice read(String text) {
    List<String[]> lines = text.lines().map(line -> line.split("\\|", -1)).toList();
    String[] head = lines.getFirst();
    return new ModelChoice(
        lines.stream().skip(1).map(ChoiceText::trial).toList(),
        Integer.parseInt(head[0]),
        Double.parseDouble(head[1]),
        head[2]);
  }

  private static ModelTrial trial(String[] parts) {
    return new ModelTrial(
        parts[0],
        Integer.parseInt(parts[1]),
        Double.parseDouble(parts[2]),
        Double.parseDouble(parts[3]),
        Double.parseDouble(parts[4]),
        Double.parseDouble(parts[5]));
  }
}
