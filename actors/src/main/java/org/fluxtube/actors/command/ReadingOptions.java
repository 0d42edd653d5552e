package org.fluxtube.actors.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.fluxtube.engine.io.Check;
import org.fluxtube.engine.io.ReadOptions;
import picocli.CommandLine.Option;

/** The options about checks that a reader of configuration files is told to overlook. */
final class ReadingOptions {
  @Option(
      names = "--ignore-checksum",
      description =
          "Reads a file although its payload is not what it claims: a wrong checksum, plaquette or"
              + " link trace and links that are not unitary become warnings (--ignore all).")
  private boolean ignoreChecksum;

  @Option(
      names = "--ignore",
      split = ",",
      paramLabel = "CHECK",
      description = {
        "Failed checks that become warnings: checksum, claims (plaquette and link trace of the"
            + " header), unitarity, or all."
      })
  private List<String> ignored = new ArrayList<>();

  /**
   * What the reader is asked for.
   *
   * @throws InputException for an unknown name
   */
  ReadOptions options() {
    Set<Check> checks = EnumSet.noneOf(Check.class);
    if (ignoreChecksum) {
      checks.addAll(EnumSet.allOf(Check.class));
    }
    for (String name : ignored) {
      checks.addAll(named(name.strip()));
    }
    return ReadOptions.STRICT.ignoring(checks.toArray(Check[]::new));
  }

  private static Set<Check> named(String name) {
    if (name.equals("all")) {
      return EnumSet.allOf(Check.class);
    }
    return Arrays.stream(Check.values())
        .filter(check -> name(check).equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .map(check -> (Set<Check>) EnumSet.of(check))
        .orElseThrow(() ->
            new InputException(
                "--ignore "
                    + name
                    + "; allowed are "
                    + Arrays.stream(Check.values())
                        .map(ReadingOptions::name)
                        .collect(Collectors.joining(", "))
                    + " and all, for example --ignore checksum,unitarity"));
  }

  /** The name of a check on the command line. */
  static String name(Check check) {
    return check.name().toLowerCase(Locale.ROOT);
  }
}
