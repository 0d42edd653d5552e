package org.fluxtube.actors.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxtube.actors.database.CampaignDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Chains that exchange configurations, killed and stopped at any moment, while they wait for one
 * another, sample and are learnt from: to the bit the campaign that was not disturbed.
 */
class ExchangeTest {
  private static final int TOTAL = 400;

  @TempDir private Path folder;

  private static String spins() {
    return """
    name = ladder, seed = 8, lattice = [8], backend = reference, start = hot
    field { type = spin, components = 3 }
    action { type = spin-model, beta = 1 }
    temperatures { beta = [0.5, 1, 1.5, 2, 3], exchange = 3 }
    chains = [
      { label = a, count = 2, sampler { type = single-spin, updates = 300, width = 1 } }
      { label = b, sampler { type = single-spin, updates = 700, width = 2 } }
    ]
    trajectories { thermalise = 50, learn = 0, measure = 350 }
    measurements = [{ every = 1, observables = [energy] }]
    checkpoint { seconds = 0.05, keep = 2 }
    """;
  }

  private static String electrons() {
    return """
    name = ladder, seed = 6, lattice = [4, 2], backend = reference, start = hot
    field { type = spin, components = 3 }
    action { type = double-exchange, hopping = 1, coupling = 3, beta = 4, mu = 0.5 }
    temperatures { beta = [1, 3, 6], exchange = 4 }
    chains = [
      { label = exact, sampler { type = single-spin, updates = 3, width = 1 } }
      { label = slmc, sampler {
          type = slmc, learned = true
          proposal { type = single-spin, updates = 8, width = 1 } } }
    ]
    trajectories { thermalise = 100, learn = 200, measure = 1500 }
    measurements = [{ every = 1, observables = [{ type = electrons, action = ${action} }] }]
    learning {
      model { type = spin-transformer, layers = 1, reach = 3, couplings = [0, 0, 0, 0] }
      trainer { type = levenberg-marquardt, lesson { loss = action, steps = 10 } }
      epoch = 10, lag = 1, settle = 20
      window { size = 16, keep = reservoir }
    }
    checkpoint { seconds = 0.05, keep = 2 }
    """;
  }

  static List<String> campaigns() {
    return List.of(spins(), electrons());
  }

  private Path runs() {
    return folder.resolve("runs");
  }

  private List<String> arguments(String run, String text) throws IOException {
    Path file = folder.resolve("ladder.conf");
    Files.writeString(file, text);
    return List.of("run", file.toString(), "--name", run, "--runs", runs().toString(), "--quiet");
  }

  @ParameterizedTest
  @MethodSource("campaigns")
  void killedAndStoppedEqualsUninterrupted(String text) throws Exception {
    Cli.Result whole = Cli.run(arguments("whole", text));
    assertThat(whole.code()).as(whole.err()).isZero();

    Path log = folder.resolve("log");
    SplittableRandom random = new SplittableRandom(20251126);
    Process process = Cli.start(log, arguments("broken", text));
    for (int part = 0; part < 3; part++) {
      long from = 20 + part * 120;
      awaitTrajectory(process, random.nextLong(from, from + 60), log);
      if (part % 2 == 0) {
        process.destroyForcibly();
        assertThat(process.waitFor()).as(Files.readString(log)).isEqualTo(137);
      } else {
        Cli.Result stop = Cli.run("stop", "broken", "--runs", runs().toString());
        assertThat(stop.code()).as(stop.err() + Files.readString(log)).isZero();
        assertThat(process.waitFor()).as(Files.readString(log)).isEqualTo(4);
      }
      if (part < 2) {
        process =
            Cli.start(log, List.of("resume", "broken", "--runs", runs().toString(), "--quiet"));
      }
    }
    Cli.Result resumed = Cli.run("resume", "broken", "--runs", runs().toString(), "--quiet");
    assertThat(resumed.code()).as(resumed.err() + Files.readString(log)).isZero();
    Rows expected = Rows.of(runs().resolve("whole"));
    Rows got = Rows.of(runs().resolve("broken"));
    assertThat(got.trajectories()).isEqualTo(expected.trajectories());
    assertThat(got.measurements()).isEqualTo(expected.measurements());
    assertThat(got.checkpoints()).isEqualTo(expected.checkpoints());
    assertThat(
            Rows.select(
                runs().resolve("broken"),
                "SELECT MAX(trajectory) FROM events WHERE kind = 'ChainStarted'"))
        .as("it went on late, and did not begin again")
        .allSatisfy(t -> assertThat(Long.parseLong(t.strip())).isGreaterThan(200));
    reported();
  }

  /** Tries and acceptance of each pair, as in the rows; every temperature by itself. */
  private void reported() throws Exception {
    Cli.Result report = Cli.run("report", "whole", "--runs", runs().toString(), "--json");
    assertThat(report.code()).as(report.out()).isLessThan(2);
    JsonNode json = new ObjectMapper().readTree(report.out());
    int ranks = json.get("temperatures").size();
    assertThat(json.get("exchanges").size()).isPositive().matches(n -> n % (ranks - 1) == 0);
    for (JsonNode pair : json.get("exchanges")) {
      assertThat(pair.get("tries").asInt()).isPositive();
      assertThat(pair.get("acceptance").asDouble()).isBetween(0.05, 1.0);
    }
    assertThat(Files.readString(runs().resolve("whole/report/index.html")))
        .contains("Replica exchange", "against temperature 1/beta");
  }

  /** A chain that pauses makes its partners wait; who waits says for whom, and all go on. */
  @Test
  void aPausedChainPausesItsNeighbours() throws Exception {
    Path log = folder.resolve("log");
    String longer = spins().replace("measure = 350", "measure = 1000000");
    Process process = Cli.start(log, arguments("paused", longer));
    Path run = runs().resolve("paused");
    try {
      awaitIn("paused", process, 30, log);
      String runs = runs().toString();
      assertThat(Cli.run("pause", "paused", "--chain", "12", "--runs", runs).code()).isZero();
      await()
          .atMost(Duration.ofSeconds(120))
          .untilAsserted(() -> {
            Cli.Result status = Cli.run("status", "paused", "--runs", runs);
            assertThat(status.out()).contains("for exchange with chain 12");
          });
      long paused = done(Cli.run("status", "paused", "--runs", runs).out(), 12);
      await().atMost(Duration.ofSeconds(120)).until(() -> reached(run, 0) > paused + 20);
      assertThat(reached(run, 12)).isEqualTo(paused);
      assertThat(reached(run, 13)).isBetween(paused - 6, paused + 6);
      assertThat(Cli.run("continue", "paused", "--runs", runs).code()).isZero();
      awaitIn("paused", process, paused + 40, log);
      Cli.Result stop = Cli.run("stop", "paused", "--runs", runs);
      assertThat(stop.code()).as(stop.err() + Files.readString(log)).isZero();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aChainOfALadderCannotBeRetiredAndNoneAdded() throws Exception {
    String shorter = spins().replace("measure = 350", "measure = 5");
    assertThat(Cli.run(arguments("short", shorter)).code()).isZero();
    String runs = runs().toString();
    Cli.Result retire = Cli.run("resume", "short", "--retire-chain", "3", "--runs", runs);
    assertThat(retire.code()).isEqualTo(2);
    assertThat(retire.err()).contains("--retire-chain 3 exchanges configurations");
    Cli.Result add = Cli.run("resume", "short", "--chains", "+1", "--runs", runs);
    assertThat(add.code()).isEqualTo(2);
    assertThat(add.err()).contains("start another campaign with a larger count");
  }

  private void awaitTrajectory(Process process, long trajectory, Path log) throws Exception {
    awaitIn("broken", process, Math.min(trajectory, TOTAL - 20), log);
  }

  /** Waits until every chain has come there. */
  private void awaitIn(String run, Process process, long trajectory, Path log) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (System.nanoTime() < deadline && process.isAlive()) {
      if (reached(runs().resolve(run), -1) >= trajectory) {
        return;
      }
      Thread.sleep(3);
    }
    throw new AssertionError(
        "trajectory " + trajectory + " was not reached: " + Files.readString(log));
  }

  /** How many trajectories the status tells of a chain. */
  private static long done(String status, int chain) {
    Matcher line =
        Pattern.compile("(?m)^ *chain " + chain + " .*: paused[^,]*, (\\d+) of").matcher(status);
    assertThat(line.find()).as(status).isTrue();
    return Long.parseLong(line.group(1));
  }

  /** The last trajectory of a chain, or of the one that is behind all others. */
  private static long reached(Path run, int chain) {
    Path database = run.resolve("campaign.db");
    if (!Files.isRegularFile(database)) {
      return 0;
    }
    try (CampaignDatabase d = CampaignDatabase.openReadOnly(database)) {
      var last = d.reader().lastTrajectories();
      return chain >= 0
          ? last.getOrDefault(chain, 0L)
          : last.values().stream().mapToLong(n -> n).min().orElse(0);
    } catch (IOException e) {
      return 0; // its tables are being made
    }
  }
}
