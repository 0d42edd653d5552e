package org.fluxtube.actors.database;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A lesson as the database knows it; NaN where it has NULL.
 *
 * @param lesson number of the lesson, from 1
 * @param trajectory last trajectory of every chain that it learnt from
 * @param version version of the model that it leaves
 * @param outcome learnt, rolled-back, kept ...
 * @param samples samples that it learnt from
 * @param loss loss on them
 * @param heldOut loss on samples of chains that did not train
 * @param seconds wall-clock time, not reproducible
 * @param detail JSON object of further numbers, as {@link #numbers} reads it
 */
public record LessonRow(
    long lesson,
    long trajectory,
    int version,
    String outcome,
    long samples,
    double loss,
    double heldOut,
    double seconds,
    String detail) {
  private static final Pattern NUMBER = Pattern.compile("\"(\\w+)\":([-+.0-9eE]+)");

  /** The further numbers that are finite, by name. */
  public Map<String, Double> numbers() {
    Map<String, Double> numbers = new TreeMap<>();
    Matcher found = NUMBER.matcher(detail);
    while (found.find()) {
      numbers.put(found.group(1), Double.parseDouble(found.group(2)));
    }
    return numbers;
  }
}
