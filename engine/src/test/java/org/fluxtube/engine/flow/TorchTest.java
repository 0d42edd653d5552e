package org.fluxtube.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How libtorch gets into a process. */
class TorchTest {
  private static final List<String> PARTS = List.of("libgomp.so.1", "libc10.so", "libtorch_cpu.so");

  /** Computes something and prints which files of that kind the process has loaded. */
  static final class Loads {
    private Loads() {}

    public static void main(String[] arguments) throws IOException {
      try (var scope = Torch.scope(1)) {
        System.out.println("sum " + Torch.host(Torch.leaf(new double[] {1, 2}, false).sum())[0]);
      }
      try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
        maps.map(line -> line.substring(line.lastIndexOf(' ') + 1))
            .filter(file -> PARTS.stream().anyMatch(part -> file.endsWith("/" + part)))
            .distinct()
            .forEach(System.out::println);
      }
    }
  }

  /** Where another PyTorch is found first by name, still only our own libraries are loaded. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void anInstalledPyTorchIsLeftAlone(@TempDir Path installed) throws Exception {
    Path cache = Loader.getCacheDir().toPath();
    try (var unpacked = Torch.scope(1)) {
      assertThat(unpacked).isNotNull();
    }
    for (String part : PARTS) {
      try (Stream<Path> files = Files.walk(cache)) {
        Path ours = files.filter(f -> f.endsWith("linux-x86_64/" + part)).findFirst().orElseThrow();
        Files.copy(ours, installed.resolve(part));
      }
    }
    ProcessBuilder builder =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Loads.class.getName())
            .redirectErrorStream(true);
    builder.environment().put("LD_LIBRARY_PATH", installed.toString());
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    assertThat(out).contains("sum 3.0").doesNotContain(installed.toString());
    for (String part : PARTS) {
      assertThat(out.lines().filter(line -> line.endsWith("/" + part))).as(out).hasSize(1);
    }
  }
}
