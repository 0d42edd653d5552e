package org.fluxtube.actors.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.database.Row;
import org.fluxtube.actors.report.Report;
import org.fluxtube.engine.exact.U1Torus;
import org.fluxtube.engine.run.Phase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  private static final int TRAJECTORIES = 2000;

  @TempDir private static Path runs;
  private static Path run;

  @BeforeAll
  static void run() throws IOException {
    run = SampleRun.create(runs, TRAJECTORIES);
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void jsonHasTheDocumentedFields() {
    Invocation cli = Invocation.run("report", run, "--json");

    assertThat(cli.code()).as(cli.all()).isZero();
    JsonNode json = cli.json();
    assertThat(names(json))
        .containsExactly(
            "campaign",
            "backend",
            "exactness",
            "chains",
            "observables",
            "motions",
            "times",
            "checks",
            "limits",
            "remarks");
    assertThat(json.get("campaign").asText()).isEqualTo("sample");
    assertThat(json.get("backend").asText()).isEqualTo("reference");
    assertThat(json.get("exactness").asText()).isEqualTo("exact (detailed balance)");
    assertThat(json.get("chains")).hasSize(2);
    for (JsonNode chain : json.get("chains")) {
      assertThat(names(chain))
          .contains("id", "trajectories", "acceptance", "expMinusDH", "trajectoriesPerSecond");
      assertThat(chain.get("trajectories").asLong()).isEqualTo(TRAJECTORIES);
      assertThat(chain.get("acceptance").asDouble()).isBetween(0.5, 1.0);
      double error = chain.get("expMinusDH").get("error").asDouble();
      assertThat(chain.get("expMinusDH").get("value").asDouble()).isCloseTo(1, within(5 * error));
      assertThat(chain.get("trajectoriesPerSecond").asDouble()).isPositive();
    }
    JsonNode plaquette = json.get("observables").get("plaquette");
    assertThat(names(plaquette))
        .containsExactly(
            "value", "error", "tauInt", "tauIntError", "n", "phase", "tauIntResolved", "frozen");
    assertThat(plaquette.get("n").asLong()).isEqualTo(TRAJECTORIES); // two chains of half
    assertThat(plaquette.get("phase").asText()).isEqualTo("MEASURE");
    assertThat(json.get("checks")).hasSizeGreaterThanOrEqualTo(3);
    for (JsonNode check : json.get("checks")) {
      assertThat(names(check))
          .containsExactly("name", "value", "error", "expected", "sigma", "passed");
      assertThat(check.get("passed").asBoolean()).as("%s", check).isTrue();
    }
  }

  /** The numbers of the report are those of the rows: mean by hand, exact value by formula. */
  @Test
  void valuesAreThoseOfTheDatabase() throws IOException {
    double sum = 0;
    long n = 0;
    try (CampaignDatabase database = CampaignDatabase.openReadOnly(run.resolve("campaign.db"))) {
      for (var series : database.reader().series("plaquette", 0, Phase.MEASURE)) {
        for (double value : series.values()) {
          sum += value;
          n++;
        }
      }
    }
    JsonNode json = Invocation.run("report", run, "--json").json();
    assertThat(json.get("observables").get("plaquette").get("value").asDouble())
        .isCloseTo(sum / n, within(1e-13));
    JsonNode check = json.get("checks").get(0);
    assertThat(check.get("name").asText()).startsWith("plaquette");
    assertThat(check.get("expected").asDouble()).isEqualTo(new U1Torus(2, 16).plaquette());
    assertThat(check.get("sigma").asDouble())
        .isCloseTo(
            (check.get("value").asDouble() - check.get("expected").asDouble())
                / check.get("error").asDouble(),
            within(1e-9));
  }

  @Test
  void aRunIsFoundByItsName() {
    assertThat(Invocation.run("report", "sample", "--runs", runs, "--json").json())
        .isEqualTo(Invocation.run("report", run, "--json").json());
  }

  @Test
  void aPersonGetsATable() throws Exception {
    Invocation cli = Invocation.run("report", run);

    assertThat(cli.out()).contains("sample: exact (detailed balance), backend reference");
    assertThat(cli.out()).containsPattern("plaquette +0\\.\\d+\\(\\d+\\) +\\d");
    assertThat(cli.out()).containsPattern("plaquette +0\\.\\d+\\(\\d+\\) +0\\.6\\d+ +[-+]\\d.* ok");
    assertThat(cli.out()).containsPattern("All \\d checks passed");
    assertThat(cli.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(cli.out()).doesNotContain("\u001b", "NaN");

    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Report.print(run, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(cli.out());
  }

  @Test
  void learnIsShownOnRequestOnly() {
    JsonNode learn = Invocation.run("report", run, "--phase", "LEARN", "--json").json();

    assertThat(learn.get("observables").get("plaquette").get("phase").asText()).isEqualTo("LEARN");
    assertThat(learn.get("observables").get("plaquette").get("n").asLong())
        .isEqualTo(TRAJECTORIES / 2);
    assertThat(learn.get("checks")).isEmpty();
    assertThat(learn.get("remarks").toString()).contains("not averages of the target");
    assertThat(Invocation.run("report", run, "--phase", "learn").out())
        .contains("mean of LEARN", "No number is known beforehand");
  }

  /** A plaquette that is off fails the report, in the text, the JSON and the exit code. */
  @Test
  void aWrongNumberFails(@TempDir Path other) throws IOException {
    Path wrong = SampleRun.create(other, 200);
    try (CampaignDatabase database = CampaignDatabase.open(wrong.resolve("campaign.db"))) {
      List<Row> rows = new ArrayList<>();
      for (int t = 101; t <= 200; t++) {
        rows.add(
            new Row.Measurement(
                0, t, Phase.MEASURE, 0, "plaquette", new double[] {0.9 + 0.001 * (t % 7)}));
        rows.add(
            new Row.Measurement(
                1, t, Phase.MEASURE, 0, "plaquette", new double[] {0.9 + 0.001 * (t % 5)}));
      }
      database.write(rows);
    }
    Invocation text = Invocation.run("report", wrong);
    assertThat(text.code()).isEqualTo(1);
    assertThat(text.out()).contains("FAILED", "checks FAILED");
    Invocation json = Invocation.run("report", wrong, "--json");
    assertThat(json.code()).isEqualTo(1);
    assertThat(json.json().get("checks").get(0).get("passed").asBoolean()).isFalse();
  }

  /** Two chains of which one has just begun; half a row more of one component. */
  @Test
  void aRunThatHasJustBegunIsReported(@TempDir Path other) throws IOException {
    Path young = SampleRun.create(other, 8);
    Invocation cli = Invocation.run("report", young, "--json");

    assertThat(cli.code()).as(cli.all()).isZero();
    assertThat(cli.json().get("observables")).isEmpty();
    assertThat(cli.json().get("chains").get(0).get("expMinusDH").get("value").isNull()).isTrue();
    assertThat(cli.json().get("remarks").toString()).contains("too few measurements");
    assertThat(Invocation.run("report", young).out()).contains("note:").doesNotContain("NaN");
  }

  /** The report reads while another connection writes. */
  @Test
  void theCampaignMayWriteMeanwhile(@TempDir Path other) throws IOException {
    Path busy = SampleRun.create(other, 200);
    try (CampaignDatabase writer = CampaignDatabase.open(busy.resolve("campaign.db"))) {
      writer.write(
          List.of(new Row.Measurement(0, 201, Phase.MEASURE, 0, "plaquette", new double[] {0.7})));
      JsonNode json = Invocation.run("report", busy, "--json").json();
      assertThat(json.get("observables").get("plaquette").get("n").asLong()).isEqualTo(201);
      writer.write(
          List.of(new Row.Measurement(0, 202, Phase.MEASURE, 0, "plaquette", new double[] {0.7})));
    }
  }

  /** A component that is missing at one trajectory is no reason to pair others with it. */
  @Test
  void measurementsThatDoNotPairAreRefused(@TempDir Path other) throws IOException {
    Path odd = SampleRun.create(other, 200);
    try (CampaignDatabase writer = CampaignDatabase.open(odd.resolve("campaign.db"))) {
      // component 0 alone, between those of both components
      writer.write(
          List.of(
              new Row.Measurement(
                  0, 50, Phase.MEASURE, 0, "topological-charge", new double[] {1})));
    }
    bad("measured at other trajectories", "report", odd);
  }

  @Test
  void badInputSaysWhatIsAllowed(@TempDir Path other) throws IOException {
    bad("no run", "report", "absent", "--runs", other);
    bad("thermalise, learn, measure", "report", run, "--phase", "warmup");
    bad("Missing required parameter", "report");
    Path broken = SampleRun.create(other, 8);
    Files.writeString(broken.resolve("campaign.db"), "this is no database at all, not at all");
    bad("campaign.db", "report", broken);
    Files.delete(broken.resolve("campaign.db"));
    bad("does not exist", "report", broken);
    Files.writeString(broken.resolve("campaign.conf"), "lattice = [");
    bad("campaign.conf", "report", broken);
  }

  private static void bad(String message, Object... arguments) {
    Invocation cli = Invocation.run(arguments);
    assertThat(cli.code()).as("%s", cli).isEqualTo(2);
    assertThat(cli.all()).contains(message);
    assertThat(cli.out()).isEmpty();
  }
}
