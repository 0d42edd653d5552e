package org.fluxtube.actors.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.fluxtube.actors.bench.BenchKernel;
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
    assertThat(row.get("peakShare").asDouble()).isBetween(1e-6, 1.0);
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
  })
  void nonsenseIsRefused(String option, String value, String said) {
    Invocation bench = Invocation.run("bench", option, value);
    assertThat(bench.code()).as(bench.out()).isEqualTo(2);
    assertThat(bench.err().toLowerCase(Locale.ROOT)).contains(said);
  }
}
