package org.fluxtube.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxtube.engine.run.Campaign;
import org.junit.jupiter.api.Test;

/** Mutated campaign files are accepted or refused with a CampaignFileException, nothing else. */
class FuzzTest {
  private static final int FILES = 3000;
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final long SEED = 20261123;

  private static final List<String> VALUES =
      List.of(
          "0",
          "-1",
          "1e3",
          "8.5",
          "1e999",
          "1e-999",
          "-0.0",
          "NaN",
          "Infinity",
          "0x10",
          "9223372036854775808",
          "100000000000000000000000",
          "null",
          "true",
          "\"\"",
          "\"8\"",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "\u03b2",
          "\ud83d\ude00",
          "[]",
          "{}",
          "[null]",
          "[[[]]]",
          "[1, 2, 3, 4, 5]",
          "{ type = hot }",
          "{ type = hmc }",
          "{ type = 3 }",
          "hot",
          "wolff",
          "sequence",
          "plaquette",
          "scalar",
          "{ type = spin, components = 3 }",
          "{ type = gauge, group = \"SU(9)\" }",
          "${seed}",
          "${?HOME}",
          "${name}${name}",
          "${chains}",
          "[".repeat(80),
          "{ a = ".repeat(80),
          "include \"quickstart\"",
          "\"\"\"",
          "a.b.c",
          "[100000, 100000]",
          "[16384, 16384]");

  private static final Pattern INCLUDE = Pattern.compile("include \"(.*)\"");

  private static List<String> seeds() throws IOException, CampaignFileException {
    List<String> seeds = new ArrayList<>();
    for (Path file : ReadyCampaignsTest.campaigns()) {
      // small lattices: the tables of 8^4 sites need not be made thousands of times
      String text = whole(file).replaceAll("lattice = \\[8, 8, 8, 8]", "lattice = [2, 2, 2, 2]");
      seeds.add(text.replaceAll("(?m)^ *#.*\\n", ""));
      seeds.add(Renderer.render(Binder.bindText("seed", text)).replaceAll("(?m)^ *#.*\\n", ""));
    }
    for (String seed : seeds) {
      assertThat(tried(seed)).as(seed).isTrue();
    }
    return seeds;
  }

  /** A campaign with the files that it includes, as one text without a folder. */
  private static String whole(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line : Files.readAllLines(file)) {
      Matcher include = INCLUDE.matcher(line);
      text.append(include.matches() ? whole(file.resolveSibling(include.group(1))) : line);
      text.append('\n');
    }
    return text.toString();
  }

  private static String mutated(String text, List<String> seeds, Random random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (lines.isEmpty()) {
      lines.add("");
    }
    int line = random.nextInt(lines.size());
    String old = lines.get(line);
    switch (random.nextInt(10)) {
      case 0 -> lines.remove(line);
      case 1 -> lines.add(random.nextInt(lines.size()), old);
      case 2 -> lines.set(line, lines.set(random.nextInt(lines.size()), old));
      case 3, 4, 5 -> lines.set(line, otherValue(old, VALUES.get(random.nextInt(VALUES.size()))));
      case 6 -> {
        List<String> others = seeds.get(random.nextInt(seeds.size())).lines().toList();
        String other = others.get(random.nextInt(others.size()));
        lines.set(line, otherValue(old, other.substring(other.indexOf('=') + 1)));
      }
      case 7 -> lines.add(line, VALUES.get(random.nextInt(VALUES.size())));
      default -> {
        StringBuilder changed = new StringBuilder(old.isEmpty() ? " " : old);
        int at = random.nextInt(changed.length());
        switch (random.nextInt(3)) {
          case 0 ->
              changed.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 128 : 65536));
          case 1 -> changed.deleteCharAt(at);
          default -> changed.insert(at, "[]{}\"=,:.#\\$+0-9e\n".charAt(random.nextInt(18)));
        }
        lines.set(line, changed.toString());
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static String otherValue(String line, String value) {
    int equals = line.lastIndexOf('=');
    return equals < 0 ? line + " " + value : line.substring(0, equals + 1) + " " + value;
  }

  @Test
  void mutatedFilesAreAcceptedOrRefused() throws IOException, CampaignFileException {
    List<String> seeds = seeds();
    Random random = new Random(SEED);
    int accepted = 0;
    for (int file = 0; file < FILES; file++) {
      String text = seeds.get(random.nextInt(seeds.size()));
      for (int i = 1 + random.nextInt(2); i > 0; i--) {
        text = mutated(text, seeds, random);
      }
      String mutant = text;
      accepted += assertTimeoutPreemptively(LONGEST, () -> tried(mutant), mutant) ? 1 : 0;
    }
    // neither branch of the test may be empty
    assertThat(accepted).isBetween(FILES / 20, FILES * 19 / 20);
  }

  private static boolean tried(String text) {
    Campaign campaign;
    try {
      campaign = Binder.bindText("mutant", text);
    } catch (CampaignFileException e) {
      assertThat(e.problems()).isNotEmpty();
      assertThat(e.getMessage().lines()).hasSameSizeAs(e.problems());
      assertThat(e.getMessage()).doesNotContainPattern("#[0-9]+: [0-9]+");
      return false;
    } catch (RuntimeException | Error e) {
      throw new AssertionError("threw " + e + " for\n" + text, e);
    }
    String rendered = Renderer.render(campaign);
    try {
      assertThat(Binder.bindText("rendered", rendered)).isEqualTo(campaign);
    } catch (CampaignFileException e) {
      throw new AssertionError("refused its own rendering of\n" + text + "\n" + rendered, e);
    }
    return true;
  }
}
