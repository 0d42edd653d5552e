package org.fluxtube.actors.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fluxtube.actors.Fluxtube;
import org.fluxtube.engine.io.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands that only read start fast because they load neither actors nor streams nor HTTP, and
 * no campaign without a flow loads libtorch.
 */
class ClassLoadingTest {
  private static final Pattern HEAVY =
      Pattern.compile(
          "\\] ((akka|scala|io\\.netty|reactor|io\\.micrometer|io\\.prometheus|org\\.bytedeco\\.pytorch)\\.\\S+)"
              + " source");

  @TempDir private Path folder;

  /** Where JavaCPP finds no library, as on a system for which none was built. */
  private static final String NO_LIBRARIES = "-Dorg.bytedeco.javacpp.platform=linux-none";

  private Stream<String> heavyClasses(String... arguments)
      throws IOException, InterruptedException {
    Path loaded = folder.resolve("loaded.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xlog:class+load:file=" + loaded,
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Fluxtube.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.txt").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("output.txt"))).isZero();
    List<String> lines = Files.readAllLines(loaded);
    assertThat(lines).anyMatch(line -> line.contains(Fluxtube.class.getName()));
    return lines.stream()
        .map(HEAVY::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1));
  }

  @Test
  void readingCommandsLoadNoActors() throws Exception {
    Path file =
        SampleFiles.write(
            folder.resolve("u"), SampleFiles.hot(SampleFiles.SU3, 2, 2, 2, 2), Format.NERSC);
    Path run = SampleRun.create(folder, 100);

    assertThat(heavyClasses("list")).isEmpty();
    assertThat(heavyClasses("measure", file.toString(), "--json")).isEmpty();
    assertThat(heavyClasses("check", run.toString(), file.toString())).isEmpty();
    assertThat(heavyClasses("report", run.toString())).isEmpty();
  }

  @Test
  void anOrdinaryCampaignLoadsNoLibtorch() throws Exception {
    String[] run = {
      "run",
      "../config/campaigns/phi4-2d.conf",
      "--runs",
      folder.toString(),
      "--set",
      "trajectories.thermalise=2",
      "--set",
      "trajectories.measure=5"
    };
    assertThat(heavyClasses(run))
        .anyMatch(name -> name.startsWith("akka."))
        .noneMatch(name -> name.startsWith("org.bytedeco.pytorch."));
  }

  /** Before a chain begins, not when the first lesson comes. */
  @Test
  void withoutLibtorchAFlowIsRefusedAndOthersRun() throws Exception {
    Path log = folder.resolve("log");
    String[] run = {"run", Cli.campaign("u1-l2hmc").toString(), "--runs", folder.toString()};
    Process process = Cli.start(log, List.of(NO_LIBRARIES), List.of(run));
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isEqualTo(Subcommand.BAD_INPUT);
    assertThat(Files.readString(log))
        .contains("u1-l2hmc: flows need libtorch, which cannot be loaded on")
        .contains("org.bytedeco:pytorch", "org.bytedeco.javacpp.cachedir")
        .contains("run without it, for example config/campaigns/quickstart.conf");
    assertThat(folder.resolve("u1-l2hmc")).doesNotExist();

    Path other = folder.resolve("other");
    List<String> plain = new ArrayList<>(List.of("run", Cli.campaign("u1-fthmc").toString()));
    plain.addAll(List.of("--runs", folder.toString(), "--set", "trajectories.thermalise=2"));
    plain.addAll(List.of("--set", "trajectories.learn=20", "--set", "trajectories.measure=20"));
    plain.addAll(List.of("--set", "learning.epoch=5", "--set", "learning.settle=10"));
    plain.addAll(List.of("--set", "learning.trainer.lesson.steps=2"));
    process = Cli.start(other, List.of(NO_LIBRARIES), plain);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(other)).isZero();
  }
}
