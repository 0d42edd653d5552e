package org.fluxtube.actors.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code report --against}, on series whose tau_int is known. */
class ScanTest {
  private static final int LONG = 2500;
  private static final int SHORT = 600;
  private static final String CHARGE = "topological-charge.charge";

  @TempDir private static Path runs;
  private static Path weak;
  private static Path strong;
  private static Path frozen;
  private static Path fast;

  @BeforeAll
  static void make() throws IOException {
    weak = CorrelatedRun.create(runs, "weak", 4, 1, Map.of("hmc", 0.5, "map", 0.2), LONG, 0);
    strong = CorrelatedRun.create(runs, "strong", 4, 2, Map.of("hmc", 0.8), LONG, 0);
    // 600 trajectories of tau_int = 50 are too few
    frozen =
        CorrelatedRun.create(
            runs, "frozen", 4, 3, Map.of("hmc", (100.0 - 1) / (100 + 1), "still", 1.0), SHORT, 0);
    fast = CorrelatedRun.create(runs, "fast", 8, 2, Map.of("hmc", 0.3), LONG, 0);
  }

  private static Invocation all(Object... more) {
    List<Object> words = new ArrayList<>(List.of("report", weak, strong, frozen));
    words.addAll(List.of("--against", "action.beta", "--observable", CHARGE));
    words.addAll(List.of(more));
    return Invocation.run(words.toArray());
  }

  private static JsonNode point(JsonNode points, String group, double at) {
    for (JsonNode p : points) {
      if (p.get("group").asText().equals(group) && p.get("at").asDouble() == at) {
        return p;
      }
    }
    throw new AssertionError("no " + group + " at " + at + ": " + points);
  }

  private static void isKnown(JsonNode p, double a) {
    double tau = CorrelatedRun.tauInt(a);
    double error = p.get("tauIntError").asDouble();
    assertThat(error).isBetween(0.01 * tau, 0.3 * tau);
    assertThat(p.get("tauInt").asDouble()).isCloseTo(tau, within(4 * error));
    assertThat(p.get("tauIntResolved").asBoolean()).isTrue();
    assertThat(p.get("acceptance").asDouble()).isCloseTo(CorrelatedRun.ACCEPTANCE, within(1e-12));
    assertThat(p.get("secondsPerTrajectory").asDouble())
        .isCloseTo(CorrelatedRun.SECONDS, within(1e-12));
    assertThat(p.get("secondsPerIndependent").asDouble())
        .isCloseTo(2 * p.get("tauInt").asDouble() * CorrelatedRun.SECONDS, within(1e-12));
  }

  @Test
  void tauIntIsThatOfTheSeries() {
    Invocation cli = Invocation.run("report", strong, weak, "--against", "action.beta", "--json");
    assertThat(cli.code()).as(cli.all()).isZero();
    JsonNode json = cli.json();
    assertThat(json.get("observable").asText()).isEqualTo(CHARGE); // the slowest
    assertThat(json.get("points")).hasSize(3);
    isKnown(point(json.get("points"), "hmc", 1), 0.5);
    isKnown(point(json.get("points"), "map", 1), 0.2);
    isKnown(point(json.get("points"), "hmc", 2), 0.8);
    // of two couplings nothing is compared
    assertThat(json.get("comparisons")).isEmpty();
  }

  @Test
  void whatIsTooShortIsALowerBound() throws IOException {
    Invocation cli = all("--csv", runs.resolve("scan.csv"));
    assertThat(cli.out().lines().filter(line -> line.contains("  > "))).hasSize(2);
    JsonNode points = all("--json").json().get("points");
    JsonNode slow = point(points, "hmc", 3);
    assertThat(slow.get("tauIntResolved").asBoolean()).isFalse();
    assertThat(slow.get("tauIntError").isNull()).isTrue();
    assertThat(slow.get("tauInt").asDouble()).isBetween(1.0, 50.0);
    // no change in N trajectories: tau_int > N/6 with 95 %
    assertThat(point(points, "still", 3).get("tauInt").asDouble()).isEqualTo(SHORT / 6.0);
    List<String> lines = Files.readAllLines(runs.resolve("scan.csv"));
    assertThat(lines.getFirst()).startsWith("group,run,action.beta,tau_int,");
    assertThat(lines).hasSize(6);
    assertThat(lines).filteredOn(line -> line.contains(",true,")).hasSize(2);
  }

  @Test
  void figureHasALineForEachGroupAndArrowsForBounds() throws IOException {
    Invocation cli = all();
    assertThat(cli.err()).contains("tau-against-action.beta.svg", "index.html");
    String svg = Files.readString(weak.resolve("report/tau-against-action.beta.svg"));
    assertThat(svg).startsWith("<svg xmlns=").contains("prefers-color-scheme: dark");
    assertThat(svg).doesNotContain("NaN", "Infinity");
    assertThat(svg.split("v-18m-3 5", -1)).as("arrows").hasSize(3);
    assertThat(svg).contains(">hmc<", ">map<", ">still<", ">10<"); // the legend and a decade
    // two resolved points and the legend's are circles
    assertThat(svg.split("<circle class=\"dot c0\"", -1)).hasSize(4);
    assertThat(svg.split("<circle class=\"line open c0\"", -1)).hasSize(2);
    String page = Files.readString(weak.resolve("report/index.html"));
    assertThat(page)
        .contains(
            "Against action.beta",
            "aria-label=\"tau_int of " + CHARGE + " against action.beta\"",
            "aria-label=\"acceptance against action.beta\"",
            "aria-label=\"cost of an independent measurement of " + CHARGE);
  }

  /** Height grows with the logarithm: equal ratios are equal distances. */
  @Test
  void theAxisIsLogarithmic() throws IOException {
    Invocation.run("report", weak, strong, "--against", "action.beta", "--observable", CHARGE);
    String svg = Files.readString(weak.resolve("report/tau-against-action.beta.svg"));
    double[] at = new double[3];
    String[] ticks = {">1<", ">2<", ">5<"};
    for (int i = 0; i < at.length; i++) {
      String before = svg.substring(0, svg.indexOf(ticks[i], svg.indexOf("text-anchor=\"end\"")));
      String label = before.substring(before.lastIndexOf(" y=\"") + 4);
      at[i] = Double.parseDouble(label.substring(0, label.indexOf('"')));
    }
    double unit = (at[0] - at[1]) / Math.log(2);
    assertThat(unit).isPositive();
    assertThat((at[0] - at[2]) / Math.log(5)).isCloseTo(unit, within(0.1));
  }

  /** Runs of one value are of one theory: there a wrong mean is found. */
  @Test
  void runsOfOneValueAreCompared() throws IOException {
    Path off = CorrelatedRun.create(runs, "off", 4, 2, Map.of("map", 0.2), LONG, 0.01);
    Invocation cli = Invocation.run("report", weak, strong, off, "--against", "action.beta");
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out())
        .contains("strong and off: largest difference", "plaquette", "larger than 4 sigma")
        .contains("1 of 3 failed");
  }

  @Test
  void theExtentOfALatticeIsAKey() {
    JsonNode points =
        Invocation.run("report", strong, fast, "--against", "lattice", "--json")
            .json()
            .get("points");
    isKnown(point(points, "hmc", 4), 0.8);
    isKnown(point(points, "hmc", 8), 0.3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "action.bta|allowed are beta",
        "acton.beta|allowed are action.*",
        "action.beta.x|has no beta there",
        "action.type|it is wilson-plaquette; allowed are keys of numbers",
        "action|allowed are keys of numbers",
        "lattice|it is 4 in all runs; needed are runs of two values",
        "a..b|is no path of keys; allowed is, for example, action.beta",
        "action.beta --observable spin|--observable spin was not measured; allowed are plaquette,",
        "action.beta --hdf5 x.h5|--hdf5 writes the series of one run",
      })
  void whatCannotBeShownSaysWhatIsAllowed(String arguments, String message) {
    List<Object> words = new ArrayList<>(List.of("report", weak, strong, "--against"));
    words.addAll(List.of(arguments.split(" ")));
    Invocation cli = Invocation.run(words.toArray());
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.all()).contains(message);
  }

  /** Nine measurements are too few for anything. */
  @Test
  void whoHasMeasuredTooLittleIsNamed() throws IOException {
    Path brief = CorrelatedRun.create(runs, "brief", 4, 5, Map.of("hmc", 0.5), 9, 0);
    Invocation cli =
        Invocation.run("report", weak, brief, "--against", "action.beta", "--observable", CHARGE);
    assertThat(cli.code()).as(cli.all()).isZero();
    assertThat(cli.out()).contains("Too little of it is measured in brief: hmc.");
    Path other = CorrelatedRun.create(runs, "other", 4, 6, Map.of("hmc", 0.5), 9, 0);
    assertThat(Invocation.run("report", brief, other, "--against", "action.beta").all())
        .contains("no run has enough measurements of this phase, at least 10 a chain");
  }

  @Test
  void oneRunIsNotEnough() {
    Invocation cli = Invocation.run("report", weak, "--against", "action.beta");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.all()).contains("it is 1 in the only run");
    assertThat(Invocation.run("report", weak, "--observable", CHARGE).all())
        .contains("--observable goes with --against");
  }
}
