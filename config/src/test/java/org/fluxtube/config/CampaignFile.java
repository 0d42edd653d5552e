package org.fluxtube.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A good campaign file whose lines a test replaces. */
abstract class CampaignFile {
  /** One key a line, so that tests can change lines. */
  static final List<String> GOOD =
      List.of(
          "name = good",
          "seed = 7",
          "lattice = [4, 4]",
          "field { type = gauge, group = \"SU(2)\" }",
          "action { type = wilson-plaquette, beta = 2.3 }",
          "start = cold",
          "sampler { type = hmc, integrator { type = omelyan2, steps = 5 } }",
          "trajectories { measure = 10 }",
          "measurements = [{ observables = [plaquette] }]");

  @TempDir Path folder;

  /** The good file with the line of a key replaced, or a new line. */
  static String good(String... lines) {
    StringBuilder text = new StringBuilder();
    for (String old : GOOD) {
      String key = old.split(" ", 2)[0];
      String line =
          Arrays.stream(lines)
              .filter(l -> l.split("[ .]", 2)[0].equals(key))
              .findFirst()
              .orElse(old);
      String[] sampler = line.split(" ", 2);
      text.append(
          key.equals("sampler") ? "chains = [{ label = a, sampler " + sampler[1] + " }]" : line);
      text.append('\n');
    }
    for (String line : lines) {
      if (GOOD.stream().noneMatch(l -> l.split(" ", 2)[0].equals(line.split("[ .]", 2)[0]))) {
        text.append(line).append('\n');
      }
    }
    return text.toString();
  }

  final Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("campaign.conf"), text);
  }

  final List<Problem> problems(String text, String... overrides) throws IOException {
    Path file = write(text);
    CampaignFileException e =
        catchThrowableOfType(
            CampaignFileException.class, () -> Binder.bind(file, List.of(overrides)));
    assertThat(e).as("the file was accepted").isNotNull();
    assertThat(e.getMessage().lines()).hasSameSizeAs(e.problems());
    return e.problems();
  }

  final Problem problem(String text, String... overrides) throws IOException {
    List<Problem> problems = problems(text, overrides);
    assertThat(problems).hasSize(1);
    return problems.getFirst();
  }
}
