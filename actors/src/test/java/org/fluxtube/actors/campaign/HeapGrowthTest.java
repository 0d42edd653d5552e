package org.fluxtube.actors.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 10,000 configurations with -Xmx256m, in a process of its own: nothing grows with their number.
 */
@Tag("physics")
class HeapGrowthTest {
  /** 40 bytes for each of the 6000 configurations between the first samples and the last. */
  private static final long BOUND = 240_000;

  @TempDir private Path folder;

  @Test
  void heapIsFlatAndSnapshotsAreFew() throws Exception {
    List<String> lines = probe(0);
    assertThat(lines).contains("failures []", "subscribers 3", "made 10000 leaked 0");
    List<Long> used = used(lines);
    assertThat(used).hasSize(9);
    assertThat(growth(used)).as("bytes in use, " + used).isLessThan(BOUND);
    assertThat(number(lines, "live ")).isBetween(1L, 3L + 2L);
  }

  /** The measurement sees 100 bytes lost for each configuration. */
  @Test
  void probeSeesALeak() throws Exception {
    assertThat(growth(used(probe(100)))).isGreaterThan(BOUND);
  }

  /** From the first three samples to the last three, so that one late class does not count. */
  private static long growth(List<Long> used) {
    return median(used.subList(used.size() - 3, used.size())) - median(used.subList(0, 3));
  }

  private static long median(List<Long> three) {
    return three.stream().sorted().toList().get(1);
  }

  private static List<Long> used(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("used "))
        .map(line -> Long.parseLong(line.split(" ")[2]))
        .toList();
  }

  private static long number(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.substring(key.length())))
        .findFirst()
        .orElseThrow();
  }

  private List<String> probe(int leak) throws IOException, InterruptedException {
    Path log = folder.resolve("probe.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(HeapProbe.class.getName(), folder.toString(), Integer.toString(leak)));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(log);
  }
}
