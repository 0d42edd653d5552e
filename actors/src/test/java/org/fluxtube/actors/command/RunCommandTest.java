package org.fluxtube.actors.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fluxtube.engine.field.Backend;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a user meets them: exit codes, one message instead of a stack trace. */
class RunCommandTest {
  @TempDir private Path folder;
  private Path runs;

  @BeforeEach
  void name() {
    runs = folder.resolve("runs");
  }

  private List<String> quickstart(String name, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "run",
                Cli.campaign("quickstart").toString(),
                "--name",
                name,
                "--runs",
                runs.toString(),
                "--set",
                "lattice=[4,4]",
                "--set",
                "trajectories.thermalise=10",
                "--set",
                "trajectories.measure=20"));
    all.addAll(List.of(more));
    return all;
  }

  private static void refused(Cli.Result result, String... texts) {
    assertThat(result.code()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).contains(texts).doesNotContain("\tat ");
  }

  @Test
  void existingRunIsLeftAlone() throws IOException {
    assertThat(Cli.run(quickstart("a")).code()).isZero();
    byte[] before = Files.readAllBytes(runs.resolve("a/campaign.conf"));
    refused(Cli.run(quickstart("a")), "exists already", "fluxtube resume", "--name a-2");
    assertThat(runs.resolve("a/campaign.conf")).hasBinaryContent(before);
    // a finished run has nothing to do, and says so with success
    Cli.Result again = Cli.run("resume", "a", "--runs", runs.toString());
    assertThat(again.code()).isZero();
    assertThat(again.out()).contains("finished, 30 of 30");
  }

  /** A device that comes or goes between run and resume must not change the bits of a run. */
  @Test
  void aRunKeepsTheBackendThatAutoChose() throws IOException {
    assertThat(Cli.run(quickstart("a", "--backend", "auto")).code()).isZero();
    String chosen = Backend.choose("auto").backend().name();
    assertThat(Files.readString(runs.resolve("a/campaign.conf")))
        .contains("backend = \"" + chosen + "\"")
        .doesNotContain("backend = \"auto\"");
  }

  @Test
  void badInputIsRefusedBeforeAFolderIsMade() throws IOException {
    refused(Cli.run(quickstart("a", "--backend", "cuda")), "cuda", "auto", "reference");
    refused(Cli.run(quickstart("a", "--set", "trajectories.measure=-1")), "-1");
    refused(Cli.run("run", folder.resolve("none.conf").toString()), "none.conf");
    refused(Cli.run("resume", "none", "--runs", runs.toString()), "no run none");
    refused(Cli.run("pause", "none", "--runs", runs.toString()), "no run none");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      refused(Cli.run(quickstart("a", "--set", "http.port=" + port)), "port " + port);
    }
    assertThat(runs.resolve("a")).doesNotExist();
  }

  /** What cannot be taken back is refused before the database learns of it. */
  @Test
  void impossibleExtensionsChangeNothing() throws Exception {
    assertThat(Cli.run(quickstart("a")).code()).isZero();
    String where = runs.toString();
    String before = Cli.run("status", "a", "--runs", where).out();
    refused(Cli.run("resume", "a", "--chains", "+99999", "--runs", where), "at most 4096");
    refused(
        Cli.run("resume", "a", "--retire-chain", "0", "--retire-chain", "1", "--runs", where),
        "nothing is changed");
    assertThat(Cli.run("status", "a", "--runs", where).out()).isEqualTo(before);
  }

  /** A file in place of the folder of runs: nobody, not even root, can make a folder there. */
  @Test
  void unwritablePlaceIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    runs = file.resolve("runs");
    refused(Cli.run(quickstart("a")), "cannot make the run folder", file.toString());
    assertThat(file).hasContent("x");
  }

  @Test
  void checkpointOfAnotherTheoryIsRefused() throws IOException {
    assertThat(Cli.run(quickstart("a")).code()).isZero();
    Path conf = runs.resolve("a/campaign.conf");
    String text = Files.readString(conf);
    assertThat(text).contains("2.0");
    Files.writeString(conf, text.replaceFirst("beta = 2.0", "beta = 2.5"));
    assertThat(Files.readString(conf)).isNotEqualTo(text);
    Cli.Result result = Cli.run("resume", "a", "--runs", runs.toString());
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out())
        .contains("another theory", "checkpoint WilsonPlaquette[beta=2.0]", "beta=2.5");
    assertThat(runs.resolve("a/checkpoints/chain-0000-000000000030.ckpt")).exists();
  }

  @Test
  void damagedCheckpointFallsBackAndSaysSo() throws Exception {
    List<String> often = quickstart("a", "--set", "checkpoint.seconds=1e-9");
    assertThat(Cli.run(often).code()).isZero();
    Rows expected = Rows.of(runs.resolve("a"));
    for (int chain = 0; chain < 2; chain++) {
      Path newest = runs.resolve("a/checkpoints/chain-000" + chain + "-000000000030.ckpt");
      byte[] bytes = Files.readAllBytes(newest);
      bytes[bytes.length / 2] ^= 4;
      Files.write(newest, bytes);
    }
    Cli.Result result = Cli.run("resume", "a", "--runs", runs.toString());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("is damaged", "chain-0000-000000000030.ckpt");
    assertThat(Rows.of(runs.resolve("a"))).isEqualTo(expected);
  }

  /**
   * One run in a process of its own: status, pause, continue, a second process, checkpoint, stop.
   */
  @Test
  void runningCampaignIsReachedFromOtherTerminals() throws Exception {
    Path log = folder.resolve("log");
    String where = runs.toString();
    Process process =
        Cli.start(log, quickstart("a", "--set", "trajectories.measure=100000000", "--quiet"));
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> Files.isRegularFile(runs.resolve("a/control.json")));
      refused(
          Cli.run("resume", "a", "--runs", where),
          "in use by process " + process.pid(),
          "fluxtube stop");
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> status().contains("\"phase\" : \"MEASURE\""));
      refused(Cli.run("pause", "a", "--chain", "7", "--runs", where), "--chain 7", "0, 1");
      // each command answers when it is done, so nothing has to be waited for
      assertThat(Cli.run("pause", "a", "--runs", where).out())
          .contains(
              "a: paused", "chain 1 (hmc): paused (by ", " with fluxtube pause from 127.0.0.1), ")
          .contains("fluxtube continue ");
      String paused = status();
      assertThat(paused).contains("\"state\" : \"paused\"").doesNotContain("\"running\"");
      Thread.sleep(300);
      assertThat(status()).isEqualTo(paused);
      assertThat(Cli.run("continue", "a", "--chain", "1", "--runs", where).out())
          .contains("chain 0 (hmc): paused", "chain 1 (hmc): running");
      await().until(() -> !status().equals(paused));
      Cli.Result checkpoint = Cli.run("checkpoint", "a", "--json", "--runs", where);
      assertThat(checkpoint.out()).contains("\"done\" : true").doesNotContain("\"checkpoint\" : 0");
      assertThat(checkpoints()).isEqualTo(2);
      assertThat(Cli.run("stop", "a", "--runs", where).out())
          .contains(
              "a: resumable", "chain 0 (hmc): stopped (by ", " with fluxtube stop from 127.0.0.1)")
          .contains("fluxtube resume ");
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(log)).isEqualTo(Session.STOPPED);
      assertThat(Files.readString(log)).contains("go on with: fluxtube resume");
      assertThat(runs.resolve("a/control.json")).doesNotExist();
      assertThat(Cli.run("status", "a", "--runs", where).out()).contains("a: resumable");
      refused(Cli.run("pause", "a", "--runs", where), "is not running");
    } finally {
      process.destroyForcibly();
    }
  }

  private String status() {
    return Cli.run("status", "a", "--json", "--runs", runs.toString()).out();
  }

  private long checkpoints() throws IOException {
    try (Stream<Path> files = Files.list(runs.resolve("a/checkpoints"))) {
      return files.filter(f -> f.toString().endsWith(".ckpt")).count();
    }
  }

  /** SIGTERM, as Ctrl-C: checkpoints, a line that says how to go on, exit code 4. */
  @Test
  void signalEndsWithACheckpoint() throws Exception {
    Path log = folder.resolve("log");
    Process process = Cli.start(log, quickstart("a", "--set", "trajectories.measure=100000000"));
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> Files.isRegularFile(runs.resolve("a/control.json")));
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(log)).isEqualTo(Session.STOPPED);
      assertThat(Files.readString(log)).contains("SIGTERM", "fluxtube resume");
      assertThat(checkpoints()).isEqualTo(2);
      // a chain that was killed instead of stopped is told from one that runs
      assertThat(Cli.run("status", "--runs", runs.toString()).out()).contains("stopped");
    } finally {
      process.destroyForcibly();
    }
  }
}
