package org.fluxtube.config;

import com.typesafe.config.ConfigOrigin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where values come from, and the problems found there. The parser is given the numbers of files
 * ({@code #0}) instead of their names, so that a name with a colon cannot be misread.
 */
final class Origins {
  /** What overrides are called in messages. */
  static final String COMMAND_LINE = "command line";

  private static final Pattern PLACE = Pattern.compile("#([0-9]+)(?:: ([0-9]+)(?:-[0-9]+)?)?");

  private final List<String> names = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /** The description to parse the text of {@code name} with. */
  String add(String name) {
    names.add(name);
    return "#" + (names.size() - 1);
  }

  /** Notes a problem at the place of a value. */
  void report(ConfigOrigin origin, String path, String message) {
    Matcher place = PLACE.matcher(origin == null ? "" : origin.description());
    boolean found = place.find();
    String file = names.get(found ? Integer.parseInt(place.group(1)) : 0);
    int line = found && place.group(2) != null ? Integer.parseInt(place.group(2)) : 0;
    report(file, line, path, message);
  }

  /** Notes a problem at a line, from 1; 0 is the whole file. */
  void report(String file, int line, String path, String message) {
    // the single line of an override says nothing
    int shown = file.equals(COMMAND_LINE) ? 0 : line;
    // texts of the file may not break the line, nor reach the terminal
    String printable = message.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "?");
    Problem problem = new Problem(file, shown, path, printable);
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  /** Whether something of a block, which therefore is there, was found wrong. */
  boolean refused(String block) {
    return problems.stream().anyMatch(problem -> (problem.path() + ".").startsWith(block + "."));
  }

  /** Notes what the parser says, with names instead of numbers. */
  void report(ConfigOrigin origin, String parserMessage) {
    String message = parserMessage.replaceFirst("^#[0-9]+(: [0-9]+(-[0-9]+)?)?: ", "");
    Matcher place = PLACE.matcher(message);
    if (origin == null && place.find()) {
      int line = place.group(2) == null ? 0 : Integer.parseInt(place.group(2));
      report(names.get(Integer.parseInt(place.group(1))), line, "", message);
    } else {
      report(origin, "", message);
    }
  }

  /** Ends with the problems, if there are any. */
  void throwProblems() throws CampaignFileException {
    if (!problems.isEmpty()) {
      // the command line comes last, as it does when it is read
      throw new CampaignFileException(
          problems.stream()
              .sorted(
                  Comparator.comparing((Problem p) -> p.file().equals(COMMAND_LINE))
                      .thenComparingInt(p -> names.indexOf(p.file()))
                      .thenComparingInt(Problem::line))
              .toList());
    }
  }
}
