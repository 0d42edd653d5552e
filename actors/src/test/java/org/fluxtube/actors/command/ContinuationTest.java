package org.fluxtube.actors.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.engine.io.ConfigurationFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that was killed and resumed is, to the bit, the run that was not. */
class ContinuationTest {
  @TempDir private Path folder;

  /** A ready campaign made small: name, trajectories of each chain in MEASURE, overrides. */
  record Small(String name, int thermalise, int measure, List<String> overrides) {
    List<String> arguments(String run, Path runs, int measured) {
      List<String> all = new ArrayList<>(List.of("run", Cli.campaign(name).toString()));
      all.addAll(List.of("--name", run, "--runs", runs.toString(), "--quiet"));
      all.addAll(List.of("--set", "checkpoint.seconds=0.05", "--set", "checkpoint.keep=2"));
      all.addAll(List.of("--set", "trajectories.thermalise=" + thermalise));
      all.addAll(List.of("--set", "trajectories.measure=" + measured));
      for (String override : overrides) {
        all.addAll(List.of("--set", override));
      }
      return all;
    }
  }

  /** Long enough that the fastest machine has not ended before the moment of the kill is seen. */
  static Stream<Small> campaigns() {
    return Stream.of(
        new Small("quickstart", 100, 6000, List.of("lattice=[8,8]")),
        new Small("phi4-2d", 200, 8000, List.of("archive.every=1000", "archive.keep=3")),
        new Small("o3-2d", 50, 10_000, List.of("lattice=[8,8]")),
        new Small("su2-4d", 10, 150, List.of("lattice=[4,4,4,2]")),
        new Small("schwinger-nf2", 10, 200, List.of("lattice=[4,4]")),
        new Small("su2-staggered", 5, 60, List.of("lattice=[2,2,2,4]")),
        new Small("su3-staggered-rhmc", 3, 40, List.of("lattice=[2,2,2,4]")),
        new Small("su3-wilson-nf2", 2, 12, List.of("lattice=[2,2,2,4]")),
        new Small(
            "su3-4d",
            20,
            100,
            List.of(
                "lattice=[2,2,2,4]",
                "measurements.2.every=40",
                "measurements.2.observables.0.step=0.1",
                "measurements.2.observables.1.step=0.1")));
  }

  @ParameterizedTest
  @MethodSource("campaigns")
  void killedAndResumedEqualsUninterrupted(Small small) throws Exception {
    Path runs = folder.resolve("runs");
    Cli.Result whole = Cli.run(small.arguments("whole", runs, small.measure));
    assertThat(whole.code()).as(whole.err()).isZero();

    Path log = folder.resolve("log");
    Process process = Cli.start(log, small.arguments("killed", runs, small.measure));
    SplittableRandom random = new SplittableRandom(small.name.hashCode());
    long total = small.thermalise + small.measure;
    long moment = random.nextLong(total / 5, total / 2);
    awaitTrajectory(process, runs.resolve("killed"), moment, log);
    process.destroyForcibly();
    assertThat(process.waitFor()).as(Files.readString(log)).isEqualTo(137);

    Cli.Result resumed = Cli.run("resume", "killed", "--runs", runs.toString(), "--quiet");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    Rows expected = Rows.of(runs.resolve("whole"));
    Rows got = Rows.of(runs.resolve("killed"));
    int chains = Rows.select(runs.resolve("whole"), "SELECT chain FROM chains").size();
    assertThat(expected.trajectories()).hasSize(chains * (small.thermalise + small.measure));
    assertThat(expected.measurements()).isNotEmpty();
    assertThat(got.trajectories()).isEqualTo(expected.trajectories());
    assertThat(got.measurements()).isEqualTo(expected.measurements());
    assertThat(got.checkpoints()).isEqualTo(expected.checkpoints());
    assertThat(configurations(runs.resolve("killed")))
        .isEqualTo(configurations(runs.resolve("whole")));
    // and it did not simply begin again
    assertThat(
            Rows.select(
                runs.resolve("killed"),
                "SELECT 1 FROM events WHERE kind = 'ChainStarted' AND trajectory > 0"))
        .isNotEmpty();
  }

  /** The fields of all configuration files as bits; their headers differ in the run's name. */
  private static Map<String, List<Long>> configurations(Path run) throws IOException {
    Map<String, List<Long>> fields = new TreeMap<>();
    try (Stream<Path> files = Files.list(run.resolve("configurations"))) {
      for (Path file : files.toList()) {
        fields.put(
            file.getFileName().toString(),
            Arrays.stream(ConfigurationFile.read(file).data().values())
                .mapToObj(Double::doubleToRawLongBits)
                .toList());
      }
    }
    return fields;
  }

  /** Run n, then n more, is run 2n; a chain that is added later is the chain it would have been. */
  @Test
  void extendedEqualsLonger() throws Exception {
    Path runs = folder.resolve("runs");
    Small small = campaigns().findFirst().orElseThrow();
    assertThat(Cli.run(small.arguments("longer", runs, 200)).code()).isZero();
    assertThat(Cli.run(small.arguments("extended", runs, 100)).code()).isZero();
    Cli.Result more =
        Cli.run("resume", "extended", "--runs", runs.toString(), "--trajectories", "+100");
    assertThat(more.code()).as(more.err()).isZero();
    assertThat(Rows.of(runs.resolve("extended"))).isEqualTo(Rows.of(runs.resolve("longer")));

    Cli.Result third =
        Cli.run(
            "resume",
            "extended",
            "--runs",
            runs.toString(),
            "--chains",
            "+1",
            "--retire-chain",
            "0",
            "--trajectories",
            "+10");
    assertThat(third.code()).as(third.err()).isZero();
    List<String> wanted = new ArrayList<>(small.arguments("three", runs, 210));
    wanted.addAll(List.of("--set", "chains.0.count=3"));
    assertThat(Cli.run(wanted).code()).isZero();
    String after = " WHERE chain > 0 ORDER BY 1, 2";
    String columns = "SELECT chain, trajectory, delta_h FROM trajectories";
    assertThat(Rows.select(runs.resolve("extended"), columns + after))
        .isEqualTo(Rows.select(runs.resolve("three"), columns + after));
    assertThat(
            Rows.select(
                runs.resolve("extended"), "SELECT MAX(trajectory) FROM trajectories WHERE chain=0"))
        .containsExactly("300 ");
  }

  private static void awaitTrajectory(Process process, Path run, long trajectory, Path log)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
    Path database = run.resolve("campaign.db");
    while (System.nanoTime() < deadline && process.isAlive()) {
      if (Files.isRegularFile(database) && Files.size(database) > 0) {
        long last = reached(database);
        if (last >= trajectory) {
          return;
        }
      }
      Thread.sleep(3);
    }
    throw new AssertionError(
        "trajectory %d was not seen before the end: %s%n%s"
            .formatted(trajectory, process, Files.readString(log)));
  }

  private static long reached(Path database) {
    try (CampaignDatabase d = CampaignDatabase.openReadOnly(database)) {
      return d.reader().lastTrajectories().values().stream().mapToLong(n -> n).max().orElse(0);
    } catch (IOException e) {
      return 0; // its tables are being made
    }
  }
}
