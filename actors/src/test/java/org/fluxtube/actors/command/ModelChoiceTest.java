package org.fluxtube.actors.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.JDBC;

/** A campaign that chooses its model by the clock, and goes on with what it has chosen. */
class ModelChoiceTest {
  private static final int THERMALISE = 10;
  private static final int EPOCH = 5;

  /** Two candidates, three rounds, the lag and one. */
  private static final int CHOOSING = 8;

  private static final int LESSONS = 12;

  @TempDir private Path folder;

  /**
   * One layer that can be learnt, or twelve: as good and some times dearer, so that no machine
   * prefers them.
   */
  private static String campaign(String choose, double checkpoint) {
    return """
    name = choose, seed = 9, lattice = [4, 4], backend = reference, start = hot
    field { type = gauge, group = "SU(2)" }
    action {
      type = sum
      terms = [
        { name = plaquette, action { type = wilson-plaquette, beta = 2.0 } }
        { name = rectangle, action { type = rectangle, beta = 2.0, c1 = -0.1 } }
      ]
    }
    chains = [
      { label = hmc, sampler { type = hmc, integrator { type = omelyan2, steps = 4 } } }
      { label = slhmc, count = 2, sampler {
          type = hmc, learned = true, integrator { type = omelyan2, steps = 4 } } }
    ]
    trajectories { thermalise = %d, learn = %d, measure = 20 }
    measurements = [{ every = 1, observables = [plaquette] }]
    learning {
      model {
        type = sum
        terms = [
          { name = plaquette, action {
              type = smeared, layers = [{ type = covariant, plaquette = [0] }]
              action { type = wilson-plaquette, beta = 2.0 } } }
          { name = rectangle, action { type = rectangle, beta = 2.0, c1 = -0.1 } }
        ]
      }
      choose { %s }
      trainer { type = adam, rate = 0.01, lesson { steps = 5, batch = 4 } }
      epoch = %d, lag = 1, settle = 10, held-out = [hmc], trust = 0
      window { size = 10 }
    }
    checkpoint { seconds = %s, keep = 2 }
    """
        .formatted(
            THERMALISE, 10 + (LESSONS + 1) * EPOCH, choose, EPOCH, Double.toString(checkpoint));
  }

  private Path runs() {
    return folder.resolve("runs");
  }

  private List<String> arguments(String run, String choose, double checkpoint) throws IOException {
    Path file = folder.resolve(run + ".conf");
    Files.writeString(file, campaign(choose, checkpoint));
    return new ArrayList<>(
        List.of("run", file.toString(), "--name", run, "--runs", runs().toString(), "--quiet"));
  }

  private List<String> select(String run, String sql) throws SQLException {
    return Rows.select(runs().resolve(run), sql);
  }

  private JsonNode choice(String run) throws IOException {
    return report(run).findValue("choice");
  }

  private JsonNode report(String... run) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("report"));
    arguments.addAll(List.of(run));
    arguments.addAll(List.of("--runs", runs().toString(), "--json"));
    Cli.Result report = Cli.run(arguments);
    assertThat(report.code()).as(report.err()).isBetween(0, 1);
    return new ObjectMapper().readTree(report.out());
  }

  @Test
  void killedAroundTheChoiceAndResumedEqualsUninterrupted() throws Exception {
    String choose = "depths = [1, 12], rounds = 3";
    Cli.Result whole = Cli.run(arguments("whole", choose, 0.02));
    assertThat(whole.code()).as(whole.err()).isZero();
    assertThat(whole.out()).contains("candidate").contains("12 layers").contains("chosen");
    JsonNode chosen = choice("whole");
    assertThat(chosen.get("chosen").asText()).isEqualTo("1 layer");
    assertThat(chosen.get("observable").asText()).isEqualTo("plaquette of hmc");
    assertThat(chosen.get("candidates")).hasSize(2);
    for (JsonNode candidate : chosen.get("candidates")) {
      // two rounds of an epoch of two chains, and of the next in turn what the lesson left time for
      assertThat(candidate.get("trajectories").asInt()).isBetween(10, 6 * EPOCH);
      assertThat(candidate.get("acceptance").asDouble()).isBetween(0.01, 1.0);
      assertThat(candidate.get("costError").asDouble()).isPositive();
    }
    assertThat(Cli.run("status", "whole", "--runs", runs().toString()).out())
        .contains("1 layer chosen of 2 candidates");

    Path log = folder.resolve("log");
    Process process = Cli.start(log, arguments("killed", choose, 0.02));
    for (int lesson : List.of(CHOOSING - 2, CHOOSING, CHOOSING + 1)) {
      await("killed", "SELECT 1 FROM lessons WHERE lesson = " + lesson, log);
      process.destroyForcibly();
      assertThat(process.waitFor()).as(Files.readString(log)).isIn(0, 137);
      process = Cli.start(log, List.of("resume", "killed", "--runs", runs().toString(), "--quiet"));
    }
    assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    assertThat(Rows.of(runs().resolve("killed"))).isEqualTo(Rows.of(runs().resolve("whole")));
    String models = "SELECT version, kind, parameters, sha256 FROM models";
    assertThat(select("whole", models)).hasSize(LESSONS);
    assertThat(select("killed", models)).isEqualTo(select("whole", models));
    JsonNode model = report("whole", "killed").get("models").get(0);
    assertThat(model.get("weights").asInt()).as("of the chosen one alone").isEqualTo(3);
  }

  /** What was decided before is done again, whatever the clock would say now. */
  @Test
  void aChoiceInTheDatabaseIsReplayed() throws Exception {
    String choose = "depths = [1, 12], rounds = 3";
    Path log = folder.resolve("log");
    Process process = Cli.start(log, arguments("other", choose, 1000)); // no cut: all again
    await("other", "SELECT 1 FROM meta WHERE key = 'choice'", log);
    process.destroyForcibly();
    assertThat(process.waitFor()).as(Files.readString(log)).isIn(0, 137);
    try (Connection c =
            JDBC.createConnection(
                "jdbc:sqlite:" + runs().resolve("other/campaign.db"), new Properties());
        Statement s = c.createStatement()) {
      assertThat(
              s.executeUpdate(
                  "UPDATE meta SET value = '1' || substr(value, 2)"
                      + " WHERE key = 'choice' AND value LIKE '0|%'"))
          .isOne();
    }
    Cli.Result resumed = Cli.run("resume", "other", "--runs", runs().toString(), "--quiet");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(choice("other").get("chosen").asText()).isEqualTo("12 layers");
    List<String> events =
        select("other", "SELECT detail FROM events WHERE kind = 'ModelChosen' ORDER BY id");
    assertThat(events.getFirst()).startsWith("1 layer chosen");
    assertThat(events.getLast()).startsWith("12 layers chosen");
    assertThat(select("other", "SELECT DISTINCT version FROM trajectories WHERE phase = 'MEASURE'"))
        .containsExactlyInAnyOrder("0 ", LESSONS + " ");
  }

  @Test
  void nonsenseIsRefusedWithItsKey() throws Exception {
    for (String choose :
        List.of(
            "masses = [0.3, -1]",
            "depths = [1]",
            "depths = [1, 2], rounds = 1",
            "masses = [0.3, 0.4]",
            "depths = [1, 2], rounds = 90")) {
      Cli.Result run = Cli.run(arguments("wrong", choose, 60));
      assertThat(run.code()).as(choose).isEqualTo(2);
      assertThat(run.err()).as(choose).contains("wrong.conf:").contains("allowed");
    }
  }

  private void await(String run, String sql, Path log) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (System.nanoTime() < deadline) {
      if (Files.isRegularFile(runs().resolve(run).resolve("campaign.db"))) {
        try {
          if (!select(run, sql).isEmpty()) {
            return;
          }
        } catch (SQLException e) {
          // its tables are being made
        }
      }
      Thread.sleep(5);
    }
    throw new AssertionError(sql + ": " + Files.readString(log));
  }
}
