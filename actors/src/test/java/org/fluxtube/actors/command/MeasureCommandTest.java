package org.fluxtube.actors.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.io.Format;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class MeasureCommandTest {
  private static final Path SHARED = Path.of("../../shared/configurations");

  @TempDir private Path folder;
  private Path hot;
  private Path cold;

  static boolean sharedFilesAreHere() {
    return Files.isDirectory(SHARED);
  }

  @BeforeEach
  void files() throws IOException {
    hot = SampleFiles.write(folder.resolve("hot"), hot(), Format.NERSC);
    cold =
        SampleFiles.write(
            folder.resolve("cold"), SampleFiles.cold(SampleFiles.SU3, 2, 3, 4, 5), Format.ILDG);
  }

  private static FieldData hot() {
    return SampleFiles.hot(SampleFiles.SU3, 2, 3, 4, 5);
  }

  @Test
  void aFileIsAnArrayOfOneObject() {
    Invocation cli = Invocation.run("measure", cold, "--json");

    assertThat(cli.code()).isZero();
    assertThat(cli.json().isArray()).isTrue();
    assertThat(cli.json()).hasSize(1);
    JsonNode one = cli.json().get(0);
    List<String> names = new ArrayList<>();
    one.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactly(
            "file",
            "format",
            "group",
            "field",
            "lattice",
            "precision",
            "unitarityDeviation",
            "header",
            "observables",
            "warnings");
    assertThat(one.get("file").asText()).isEqualTo(cold.toString());
    assertThat(one.get("format").asText()).isEqualTo("ildg");
    assertThat(one.get("group").asText()).isEqualTo("SU(3)");
    assertThat(one.get("lattice").toString()).isEqualTo("[2,3,4,5]");
    assertThat(one.get("observables").get("plaquette").asDouble()).isCloseTo(1, within(1e-14));
    assertThat(one.get("observables").get("link-trace").asDouble()).isCloseTo(1, within(1e-14));
    assertThat(one.get("observables").get("polyakov-loop.re").asDouble())
        .isCloseTo(1, within(1e-14));
    assertThat(one.get("warnings")).isEmpty();
  }

  /** What the header claims was computed by other code than what is measured. */
  @Test
  void headerAndMeasurementAgree() {
    JsonNode one = Invocation.run("measure", hot, "--json").json().get(0);

    JsonNode header = one.get("header");
    assertThat(header.get("plaquette").isNumber()).isTrue();
    assertThat(header.get("checksum").asText()).matches("[0-9a-f]{8}");
    assertThat(one.get("observables").get("plaquette").asDouble())
        .isCloseTo(header.get("plaquette").asDouble(), within(1e-9));
    assertThat(one.get("observables").get("link-trace").asDouble())
        .isCloseTo(header.get("linkTrace").asDouble(), within(1e-9));
    assertThat(Math.abs(header.get("plaquette").asDouble())).isGreaterThan(1e-6);
  }

  @Test
  void namesMayBeShortAndHaveParameters() {
    Invocation cli =
        Invocation.run(
            "measure", hot, "--json", "--observables", "plaq,polyakov,wilson-loop:r=1,t=2");

    assertThat(cli.code()).isZero();
    JsonNode values = cli.json().get(0).get("observables");
    List<String> names = new ArrayList<>();
    values.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactly(
            "plaquette",
            "plaquette.spatial",
            "plaquette.temporal",
            "polyakov-loop.re",
            "polyakov-loop.im",
            "polyakov-loop.abs",
            "polyakov-loop.abs2",
            "wilson-loop-1x2");
    // every digit is there
    assertThat(values.get("plaquette").asText().length()).isGreaterThan(15);
  }

  @Test
  void aLoopOfOneByOneIsThePlaquette() {
    JsonNode values =
        Invocation.run("measure", hot, "--json", "--observables", "plaquette,wilson-loop:t=1,r=1")
            .json()
            .get(0)
            .get("observables");
    assertThat(values.get("wilson-loop-1x1").asDouble())
        .isCloseTo(values.get("plaquette").asDouble(), within(1e-13));
  }

  @Test
  void everyFieldCanBeMeasured() throws IOException {
    Path u1 =
        SampleFiles.write(folder.resolve("u1"), SampleFiles.hot(SampleFiles.U1, 6, 4), Format.HDF5);
    Path spin =
        SampleFiles.write(
            folder.resolve("spin"), SampleFiles.cold(new FieldType.Spin(3), 4, 4), Format.HDF5);
    Path scalar =
        SampleFiles.write(
            folder.resolve("phi"), SampleFiles.cold(new FieldType.Scalar(1), 8), Format.HDF5);
    Invocation cli = Invocation.run("measure", u1, spin, scalar, "--json");

    assertThat(cli.code()).isZero();
    JsonNode all = cli.json();
    double charge = all.get(0).get("observables").get("topological-charge.charge").asDouble();
    assertThat(charge).isCloseTo(Math.rint(charge), within(1e-10));
    assertThat(all.get(1).get("observables").get("energy").asDouble()).isCloseTo(1, within(1e-12));
    assertThat(all.get(1).get("group").isNull()).isTrue();
    assertThat(all.get(2).get("observables").get("phi-squared").asDouble()).isZero();
  }

  @Test
  void aRefusedFileDoesNotStopTheOthers() throws IOException {
    Path damaged = SampleFiles.damaged(hot, folder.resolve("damaged"), 100);
    Path half = SampleFiles.truncated(hot, folder.resolve("half"));
    Invocation cli = Invocation.run("measure", damaged, half, hot, "--json");

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.json()).hasSize(3);
    assertThat(cli.json().get(0).get("error").asText()).contains("checksum", "--ignore checksum");
    assertThat(cli.json().get(1).get("error").asText()).contains("half");
    assertThat(cli.json().get(2).get("observables").get("plaquette").isNumber()).isTrue();
    assertThat(cli.err()).contains("damaged").contains("half");
    assertThat(cli.all()).isNotEmpty();
  }

  @Test
  void aChecksumIsIgnoredOnRequestAndSaid() throws IOException {
    Path damaged = SampleFiles.damaged(hot, folder.resolve("damaged"), 8);
    assertThat(Invocation.run("measure", damaged).code()).isEqualTo(1);

    Invocation cli = Invocation.run("measure", damaged, "--ignore-checksum", "--json");
    assertThat(cli.code()).isZero();
    assertThat(cli.json().get(0).get("warnings").toString()).contains("ignored", "computed");
  }

  @Test
  void badInputSaysWhatIsAllowed() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "hello, world\n");
    Path empty = Files.createFile(folder.resolve("empty"));
    bad(2, "there is no such file|no such file", "measure", folder.resolve("absent"));
    bad(2, "folder", "measure", folder);
    bad(1, "no known format", "measure", text);
    bad(1, "empty", "measure", empty);
    bad(2, "unknown; known are plaquette", "measure", hot, "--observables", "plaquete");
    bad(2, "beginning of", "measure", hot, "--observables", "p");
    bad(2, "is empty", "measure", hot, "--observables", ",");
    bad(2, "those that fit are plaquette", "measure", hot, "--observables", "magnetisation");
    bad(2, "longer than the lattice", "measure", hot, "--observables", "wilson-loop:r=9,t=1");
    bad(2, "unknown key \"q\"", "measure", hot, "--observables", "wilson-loop:q=1");
    bad(2, "missing", "measure", hot, "--observables", "wilson-loop");
    bad(2, "integer", "measure", hot, "--observables", "wilson-loop:r=x,t=1");
    bad(2, "allowed are numbers from 1", "measure", hot, "--observables", "wilson-loop:r=0,t=1");
    bad(2, "unknown key", "measure", hot, "--observables", "plaquette:r=1");
    bad(2, "example", "measure", hot, "--observables", "wilson-loop:r=1,t=1}]}]");
    bad(2, "checksum, claims, unitarity", "measure", hot, "--ignore", "everything");
    bad(2, "Missing required parameter", "measure");
  }

  private static void bad(int code, String message, Object... arguments) {
    Invocation cli = Invocation.run(arguments);
    assertThat(cli.code()).as("%s", cli).isEqualTo(code);
    assertThat(cli.all()).containsPattern(message);
  }

  @Test
  void linesForAPersonFitATerminal() {
    Invocation cli = Invocation.run("measure", hot);

    assertThat(cli.out()).contains("nersc, SU(3) gauge field, 2x3x4x5, double", "link-trace");
    assertThat(cli.out().lines().skip(1)).allMatch(line -> line.length() <= 100);
    assertThat(cli.out()).doesNotContain("\u001b");
  }

  @Test
  @EnabledIf("sharedFilesAreHere")
  void filesOfOtherProgramsGiveTheirNumbers() {
    Invocation cli =
        Invocation.run(
            "measure",
            SHARED.resolve("nersc-4444.cfg"),
            SHARED.resolve("ildg-double-4444.lime"),
            SHARED.resolve("ildg-single-4444.lime"),
            SHARED.resolve("ildg-nochecksum-4448.lime"),
            SHARED.resolve("milc-bigendian-4448.lat"),
            SHARED.resolve("milc-badchecksum-4448.lat"),
            "--observables",
            "plaquette,link-trace",
            "--json");
    double[] plaquettes = {0.0382422893, 0.0382422894, 0.5948501589, 0.5690557244, 0.5690557244};
    double[] traces = {0.4630322094, 0.4630322094, 0.6467587374, 0.0692165901, 0.0692165901};

    assertThat(cli.code()).isEqualTo(1);
    for (int i = 0; i < plaquettes.length; i++) {
      JsonNode one = cli.json().get(i);
      JsonNode values = one.get("observables");
      assertThat(values.get("plaquette").asDouble()).isCloseTo(plaquettes[i], within(1e-9));
      assertThat(values.get("link-trace").asDouble()).isCloseTo(traces[i], within(1e-9));
    }
    assertThat(cli.json().get(0).get("header").get("plaquette").asDouble()).isEqualTo(0.0382422893);
    assertThat(cli.json().get(0).get("header").get("checksum").asText()).isEqualTo("717938df");
    assertThat(cli.json().get(3).get("warnings").toString()).contains("no SciDAC checksum");
    assertThat(cli.json().get(5).get("error").asText())
        .contains("2e218ab1 2d188e6b", "72d77a0a 19447b24");
    JsonNode ignored =
        Invocation.run(
                "measure",
                SHARED.resolve("milc-badchecksum-4448.lat"),
                "--ignore",
                "checksum,unitarity",
                "--json")
            .json();
    assertThat(ignored.get(0).get("warnings")).hasSize(3);
  }
}
