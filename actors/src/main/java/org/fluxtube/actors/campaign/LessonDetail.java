package org.fluxtube.actors.campaign;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fluxtube.engine.learn.Lesson;

/** The further numbers of a lesson as a JSON object; what is no number becomes null. */
final class LessonDetail {
  private LessonDetail() {}

  static String json(Lesson l) {
    Map<String, Double> numbers = new TreeMap<>(l.further());
    numbers.put("window", (double) l.window());
    numbers.put("fresh", l.fresh());
    numbers.put("before", l.before());
    numbers.put("heldOutBefore", l.heldOutBefore());
    numbers.put("overlap", l.overlap());
    numbers.put("gradientNorm", l.gradientNorm());
    numbers.put("condition", l.condition());
    numbers.put("steps", (double) l.steps());
    return numbers.entrySet().stream()
        .map(e ->
            "\"" + e.getKey() + "\":" + (Double.isFinite(e.getValue()) ? e.getValue() : "null"))
        .collect(Collectors.joining(",", "{", "}"));
  }
}
