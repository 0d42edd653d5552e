package org.fluxtube.actors.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.fluxtube.actors.bench.BenchKernel;
import org.fluxtube.actors.testing.ProjectFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code bench} prints and refuses; speed itself is no matter of tests. */
class BenchCommandTest {
  @Test
  void listShowsEveryKernel() {
    Invocation list = Invocation.run("bench", "--kernel", "list");
    assertThat(list.code()).isZero();
    for (BenchKernel kernel : BenchKernel.values()) {
      assertThat(list.out()).contains(kernel.label(), kernel.sentence());
    }
  }

  @Test
  void figuresAreCheckedAndConsistent() {
    Invocation bench =
        Invocation.run(
            "bench",
            "--kernel",
            "wilson-hop",
            "--backend",
            "reference",
            "--lattice",
            "2x2x2x4",
            "--precision",
            "double",
            "--seconds",
            "0.1",
            "--json");
    assertThat(bench.code()).as(bench.err()).isZero();
    JsonNode rows = bench.json();
    assertThat(rows).hasSize(1);
    JsonNode row = rows.get(0);
    assertThat(row.get("kernel").asText()).isEqualTo("wilson-hop");
    assertThat(row.get("backend").asText()).isEqualTo("reference");
    assertThat(row.get("lattice").asText()).isEqualTo("2x2x2x4");
    assertThat(row.get("precision").asText()).isEqualTo("double");
    assertThat(row.get("threads").asInt()).isEqualTo(1);
    assertThat(row.get("checked").asBoolean()).isTrue();
    double seconds = 1e-6 * row.get("microseconds").asDouble();
    assertThat(row.get("gflops").asDouble()).isEqualTo(1e-9 * 1320 * 32 / seconds);
    assertThat(row.get("bytesPerSecond").asDouble()).isEqualTo(120.0 * 8 * 32 / seconds);
    assertThat(row.get("triadShare").asDouble()).isPositive();
    assertThat(row.fieldNames())
        .toIterable()
        .containsExactly(
            "kernel",
            "backend",
            "lattice",
            "precision",
            "threads",
            "gflops",
            "bytesPerSecond",
            "triadShare",
            "microseconds",
            "checked");
  }

  /** A mixed-precision solve is held to the bound of one in double. */
  @Test
  void solversInSinglePrecisionAreChecked() {
    Invocation bench =
        Invocation.run(
            "bench",
            "--kernel",
            "staggered-cg",
            "--backend",
            "reference",
            "--lattice",
            "2x2x2x4",
            "--precision",
            "float",
            "--seconds",
            "0.1",
            "--json");
    assertThat(bench.code()).as(bench.err()).isZero();
    JsonNode row = bench.json().get(0);
    assertThat(row.get("precision").asText()).isEqualTo("float");
    assertThat(row.get("checked").asBoolean()).isTrue();
    assertThat(row.get("gflops").asDouble()).isPositive();
  }

  /** The parts add up to the trajectory, and the solver's figures follow from them. */
  @Test
  void trajectoriesAreCheckedAndSplit() {
    Invocation bench =
        Invocation.run(
            "bench",
            "--trajectory",
            ProjectFiles.of("config/campaigns/su2-staggered.conf").toString(),
            "--set",
            "lattice=[2,2,2,4]",
            "--backend",
            "reference",
            "--seconds",
            "0.1",
            "--json");
    assertThat(bench.code()).as(bench.err()).isZero();
    JsonNode row = bench.json().get(0);
    assertThat(row.get("checked").asBoolean()).isTrue();
    assertThat(row.get("difference").asDouble()).isZero();
    JsonNode times = row.get("times");
    JsonNode parts = times.get("parts");
    assertThat(parts.fieldNames())
        .toIterable()
        .contains(
            "force.gauge", "force.fermions", "force.fermions.solve", "drift", "momenta", "draw")
        .contains("action.gauge", "action.fermions.solve", "restore", "measure.plaquette");
    double sum = 0;
    for (JsonNode part : parts) {
      assertThat(part.asDouble()).isPositive();
      sum += part.asDouble();
    }
    assertThat(times.get("seconds").asDouble()).isCloseTo(sum, within(1e-12));
    double solving =
        parts.get("force.fermions.solve").asDouble()
            + parts.get("action.fermions.solve").asDouble();
    double iterations = times.get("solverIterations").asDouble();
    assertThat(iterations).isGreaterThan(50);
    assertThat(times.get("solverIterationsPerSecond").asDouble() * solving)
        .isCloseTo(iterations, within(1e-6));
    // SU(2): the hop is 8 legs of 2 x 14 and 7 sums of 4; 2 hops and 14 numbers a pair of reals
    double each = 16 * (2 * (8 * 28 + 7 * 4) + 14 * 4);
    assertThat(times.get("solverGflops").asDouble() * solving)
        .isCloseTo(1e-9 * each * iterations, within(1e-9));
  }

  /** Each figure stands beside the checks that were passed before it. */
  @Test
  void flowsAreChecked() {
    Invocation bench =
        Invocation.run(
            "bench",
            "--flow",
            ProjectFiles.of("config/campaigns/phi4-flow-2d.conf").toString(),
            "--set",
            "lattice=[4,4]",
            "--set",
            "learning.trainer.lesson.batch=4",
            "--seconds",
            "0.1",
            "--json");
    assertThat(bench.code()).as(bench.err()).isZero();
    JsonNode rows = bench.json();
    assertThat(rows)
        .extracting(row -> row.get("kernel").asText())
        .containsExactly("map-training-step", "map-samples", "map-inverse");
    for (JsonNode row : rows) {
      assertThat(row.get("checked").asBoolean()).isTrue();
      assertThat(row.get("microseconds").asDouble()).isPositive();
      assertThat(row.get("batch").asInt()).isEqualTo(4);
      // 16 networks 1 - 8 - 8 - 2 with kernels of 3 x 3
      assertThat(row.get("parameters").asInt()).isEqualTo(16 * (80 + 584 + 146));
      assertThat(row.get("inverseDefect").asDouble()).isLessThan(1e-9);
      assertThat(row.get("densityDefect").asDouble()).isLessThan(1e-9);
      assertThat(row.get("gradientDefect").asDouble()).isLessThan(1e-3);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "quickstart, it has no block learning",
    "slmc-two-colour, its model is",
    "u1-fthmc, its trainer is ForceMatching",
  })
  void aCampaignThatTrainsNoFlowIsRefused(String name, String why) {
    Invocation bench =
        Invocation.run(
            "bench", "--flow", ProjectFiles.of("config/campaigns/" + name + ".conf").toString());
    assertThat(bench.code()).isEqualTo(2);
    assertThat(bench.err()).contains("trains no flow", why, "phi4-flow-2d.conf");
  }

  @Test
  void aCampaignThatLearnsIsRefused() {
    Invocation bench =
        Invocation.run(
            "bench",
            "--trajectory",
            ProjectFiles.of("config/campaigns/slmc-two-colour.conf").toString());
    assertThat(bench.code()).isEqualTo(2);
    assertThat(bench.err()).contains("slmc-two-colour learns");
  }

  @ParameterizedTest
  @CsvSource({
    "--kernel, hop, 'known are wilson-hop, wilson-half-hop'",
    "--backend, cuda, 'allowed are auto, reference'",
    "--lattice, 8x8, four extents",
    "--lattice, 7x8x8x8, even extents",
    "--lattice, 0x8x8x8, four extents",
    "--precision, half, double and float",
    "--threads, 0, from 1 to 1024",
    "--seconds, 0, above 0 up to 600",
    "--seconds, NaN, above 0 up to 600",
    "--trajectory, nowhere.conf, nowhere.conf",
    "--set, 'seed=1', give one",
  })
  void nonsenseIsRefused(String option, String value, String said) {
    Invocation bench = Invocation.run("bench", option, value);
    assertThat(bench.code()).as(bench.out()).isEqualTo(2);
    assertThat(bench.err().toLowerCase(Locale.ROOT)).contains(said);
  }
}
