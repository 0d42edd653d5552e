package org.fluxtube.actors.database;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.sampler.StepInfo;

/**
 * A row of the table of trajectories; NaN where the database has NULL.
 *
 * @param details JSON object of further numbers of the sampler
 */
public record TrajectoryRow(
    int chain,
    long trajectory,
    Phase phase,
    int version,
    long accepted,
    long proposals,
    double deltaH,
    double acceptance,
    double stepSize,
    double seconds,
    String details) {
  private static final Pattern NUMBER = Pattern.compile("\"([^\"]+)\":([-+.0-9eE]+|null)");

  /**
   * What is known of an independent proposal: {@link StepInfo#LOG_WEIGHT}, {@link
   * StepInfo#REJECTIONS} and what was measured on it; nothing where none was made.
   */
  public Map<String, Double> proposed() {
    Map<String, Double> numbers = new TreeMap<>();
    if (details.contains('"' + StepInfo.LOG_WEIGHT + '"')) {
      Matcher found = NUMBER.matcher(details);
      while (found.find()) {
        String name = found.group(1);
        if (name.equals(StepInfo.LOG_WEIGHT)
            || name.equals(StepInfo.REJECTIONS)
            || name.startsWith(StepInfo.PROPOSED)) {
          String text = found.group(2);
          numbers.put(name, text.equals("null") ? Double.NaN : Double.parseDouble(text));
        }
      }
    }
    return numbers;
  }
}
