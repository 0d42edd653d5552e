package org.fluxtube.actors.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fluxtube.actors.browser.Chromium;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.database.Row;
import org.fluxtube.actors.database.Series;
import org.fluxtube.actors.database.TrajectoryRow;
import org.fluxtube.actors.testing.NeedsCommand;
import org.fluxtube.actors.testing.Programs;
import org.fluxtube.engine.run.Event;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.stats.Estimate;
import org.fluxtube.engine.stats.SquaredChange;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page with figures, the comparison of two runs, and the exports. */
class ReportPageTest {
  private static final int TRAJECTORIES = 2000;

  @TempDir private static Path runs;
  private static Path run;

  @BeforeAll
  static void run() throws IOException {
    run = SampleRun.create(runs, TRAJECTORIES);
    try (CampaignDatabase database = CampaignDatabase.open(run.resolve("campaign.db"))) {
      database.write(
          List.of(
              new Row.Happening(
                  0, new Event.ChainFailed(0, 5, "<script>alert(1)</script> \"&"), "a<b>c")));
    }
  }

  private static String page() throws IOException {
    assertThat(Invocation.run("report", run).err()).contains("written: ", "index.html");
    return Files.readString(run.resolve("report/index.html"));
  }

  private static List<Series> plaquettes(Phase phase) throws IOException {
    try (CampaignDatabase database = CampaignDatabase.openReadOnly(run.resolve("campaign.db"))) {
      return database.reader().series("plaquette", 0, phase);
    }
  }

  @Test
  void pageIsOneFileThatLoadsNothing() throws IOException {
    String page = page();
    assertThat(page).startsWith("<!doctype html>").contains("default-src 'none'");
    assertThat(Pattern.compile("(src|href)=\"(?!data:)").matcher(page).find()).isFalse();
    assertThat(page).doesNotContain("url(", "@import", "<script");
    assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;", "a&lt;b&gt;c");
  }

  @Test
  void pageHasEveryFigureAndWhatIsNeededToRunAgain() throws IOException {
    String page = page();
    for (String figure :
        List.of(
            "history of plaquette",
            "histogram of plaquette",
            "autocorrelation of plaquette",
            "tau_int of plaquette by window",
            "history of acceptance",
            "histogram of dH",
            "tau_int of each observable",
            "Checks")) {
      assertThat(page).contains("aria-label=\"" + figure + "\"");
    }
    assertThat(page).doesNotContain("NaN,", "Infinity", "d=\"\"");
    assertThat(page).contains("seed 7", "wilson-plaquette", "Cost of an independent sample");
    // the numbers of the page are those of the text
    Invocation.run("report", run)
        .out()
        .lines()
        .filter(line -> line.startsWith("plaquette "))
        .flatMap(line -> Pattern.compile("\\d+\\.\\d+\\(\\d+\\)").matcher(line).results())
        .forEach(value -> assertThat(page).contains(value.group()));
  }

  /** One bar of the histogram for each value of an integer; heights are counts. */
  @Test
  void histogramCountsTheValues() throws IOException {
    String page = page();
    int at = page.indexOf("aria-label=\"histogram of topological-charge.charge\"");
    String svg = page.substring(at, page.indexOf("</svg>", at));
    long distinct;
    try (CampaignDatabase database = CampaignDatabase.openReadOnly(run.resolve("campaign.db"))) {
      distinct =
          database.reader().series("topological-charge", 0, Phase.MEASURE).stream()
              .flatMapToDouble(s -> Arrays.stream(s.values()))
              .mapToLong(Math::round)
              .distinct()
              .count();
    }
    long bars =
        Pattern.compile("class=\"bar c0\"[^>]*height=\"([0-9.]+)\"")
            .matcher(svg)
            .results()
            .filter(m -> Double.parseDouble(m.group(1)) > 0)
            .count();
    assertThat(bars).isEqualTo(distinct).isGreaterThan(2);
  }

  /** Text, JSON and page say how far the charge moved. */
  @Test
  void theMotionOfTheChargeIsShown() throws IOException {
    List<double[]> chains;
    try (CampaignDatabase database = CampaignDatabase.openReadOnly(run.resolve("campaign.db"))) {
      chains =
          database.reader().series("topological-charge", 0, Phase.MEASURE).stream()
              .map(Series::values)
              .toList();
    }
    JsonNode motion = Invocation.run("report", run, "--json").json().get("motions").get(0);
    assertThat(motion.get("observable").asText()).isEqualTo("topological-charge.charge");
    assertThat(motion.get("squaredChanges")).hasSize(3);
    String text = Invocation.run("report", run).out();
    String page = page();
    assertThat(page).contains("Motion of the charge");
    for (JsonNode step : motion.get("squaredChanges")) {
      Estimate expected = SquaredChange.of(chains, step.get("lag").asInt());
      assertThat(step.get("value").asDouble()).isEqualTo(expected.value());
      assertThat(step.get("error").asDouble()).isEqualTo(expected.error());
      assertThat(text).contains(expected.format());
      assertThat(page).contains(expected.format());
    }
  }

  @Test
  void runsAreComparedObservableByObservable() throws IOException {
    Path others = Files.createTempDirectory(runs, "others");
    Path other = SampleRun.create(others, 1200);
    Invocation cli = Invocation.run("report", run, other, "--json");
    assertThat(cli.code()).as(cli.all()).isZero();
    var differences = cli.json().get("comparedWith").get("differences");
    assertThat(differences).hasSizeGreaterThanOrEqualTo(3);
    var a = Invocation.run("report", run, "--json").json().get("observables").get("plaquette");
    var b = Invocation.run("report", other, "--json").json().get("observables").get("plaquette");
    double sigma =
        (b.get("value").asDouble() - a.get("value").asDouble())
            / Math.hypot(a.get("error").asDouble(), b.get("error").asDouble());
    assertThat(differences.get(0).get("sigma").asDouble()).isCloseTo(sigma, within(1e-9));
    Invocation text = Invocation.run("report", run, other);
    assertThat(text.out()).contains("difference", "The runs agree within 4 sigma.");
    assertThat(Files.readString(run.resolve("report/index.html"))).contains("Compared with sample");
    Invocation three = Invocation.run("report", run, other, other, "--json");
    assertThat(three.code()).as(three.all()).isZero();
    assertThat(three.json().get("comparedWithEach")).hasSize(2);
    assertThat(three.json().has("models")).isFalse(); // nothing was learnt
  }

  @Test
  void csvHasEveryRowWithEveryDigit() throws IOException {
    Path to = runs.resolve("csv");
    assertThat(Invocation.run("report", run, "--csv", to).code()).isZero();
    List<String> expected = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      for (Series s : plaquettes(phase)) {
        for (int i = 0; i < s.values().length; i++) {
          expected.add(
              "plaquette,%d,%d,%s,0,%s"
                  .formatted(s.chain(), s.trajectories()[i], phase, s.values()[i]));
        }
      }
    }
    assertThat(
            Files.readAllLines(to.resolve("measurements.csv")).stream()
                .filter(line -> line.startsWith("plaquette")))
        .containsExactlyElementsOf(expected);
    assertThat(Files.readAllLines(to.resolve("trajectories.csv"))).hasSize(2 * TRAJECTORIES + 1);
    Path one = runs.resolve("one.csv");
    Invocation.run("report", run, "--csv", one);
    assertThat(one).hasSameTextualContentAs(to.resolve("measurements.csv"));
  }

  @Test
  void hdf5HasEveryNumber() throws Exception {
    Path file = runs.resolve("series.h5");
    assertThat(Invocation.run("report", run, "--hdf5", file).code()).isZero();
    try (HdfFile hdf = new HdfFile(file)) {
      for (Series s : plaquettes(Phase.MEASURE)) {
        String at = "/measurements/plaquette/chain-%04d/".formatted(s.chain());
        double[] values = (double[]) hdf.getDatasetByPath(at + "value").getData();
        int[] phases = (int[]) hdf.getDatasetByPath(at + "phase").getData();
        int from = values.length - s.values().length;
        assertThat(Arrays.copyOfRange(values, from, values.length)).isEqualTo(s.values());
        assertThat(Arrays.copyOfRange(phases, from, values.length)).containsOnly(2);
        assertThat(Arrays.copyOf(phases, from)).containsOnly(1);
      }
      List<TrajectoryRow> rows = new ArrayList<>();
      try (CampaignDatabase d = CampaignDatabase.openReadOnly(run.resolve("campaign.db"))) {
        d.reader().trajectories(1, rows::add);
      }
      assertThat((double[]) hdf.getDatasetByPath("/trajectories/chain-0001/delta_h").getData())
          .isEqualTo(rows.stream().mapToDouble(TrajectoryRow::deltaH).toArray());
      assertThat(hdf.getAttribute("campaign.conf").getData())
          .isEqualTo(Files.readString(run.resolve("campaign.conf")));
    }
    double first = plaquettes(Phase.LEARN).getFirst().values()[0];
    if (installed("h5dump")) {
      String dump =
          output(
              "h5dump",
              "-m",
              "%.17g",
              "-d",
              "/measurements/plaquette/chain-0000/value",
              "-c",
              "1",
              file.toString());
      assertThat(dump).contains("H5T_IEEE_F64LE");
      assertThat(Double.parseDouble(dump.replaceAll("(?s).*\\(0\\): ([-0-9.e]+).*", "$1")))
          .isEqualTo(first);
    }
    for (String python : new String[] {"python3", "/usr/bin/python3"}) {
      if (installed(python) && run(python, "-c", "import h5py") == 0) {
        String read =
            "import h5py, sys; print(repr(float(h5py.File(sys.argv[1])"
                + "['measurements/plaquette/chain-0000/value'][0])))";
        assertThat(Double.parseDouble(output(python, "-c", read, file.toString())))
            .isEqualTo(first);
      }
    }
  }

  private static boolean installed(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
  }

  private static int run(String... command) throws Exception {
    return Programs.builder(List.of(command))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static String output(String... command) throws Exception {
    Process process = Programs.builder(List.of(command)).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(out).isZero();
    return out.strip();
  }

  /** As a person sees it. */
  @Nested
  @NeedsCommand({"chromium", "chromedriver"})
  class InABrowser {
    @Test
    void opensWithoutComplaintAndFitsAPhone() throws Exception {
      page();
      String shown = System.getProperty("fluxtube.report", run.toString());
      try (Chromium browser = new Chromium(Files.createTempDirectory(runs, "browser"))) {
        browser.open(Path.of(shown, "report/index.html").toUri().toString());
        for (int width : new int[] {1280, 390}) {
          for (boolean dark : new boolean[] {false, true}) {
            browser.look(width, 2400, dark);
            assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(width);
            browser.screenshot("report-" + width + (dark ? "-dark" : "-light"));
          }
        }
        // no tick label lies on another one of its axis
        assertThat(browser.evaluate(OVERLAPS)).isEmpty();
        assertThat(browser.complaints()).isEmpty();
      }
    }
  }

  private static final String OVERLAPS =
      "[...document.querySelectorAll('svg.plot')].flatMap(s => { const t ="
          + " [...s.querySelectorAll('text:not(.said)')].map(e => [e.textContent,"
          + " e.getBoundingClientRect()]).filter(e => e[0]); return t.flatMap((a, i) => t.slice(i"
          + " + 1).filter(b => a[1].left < b[1].right && b[1].left < a[1].right && a[1].top + 2 <"
          + " b[1].bottom && b[1].top + 2 < a[1].bottom).map(b => s.getAttribute('aria-label') +"
          + " ': ' + a[0] + ' on ' + b[0])); })";
}
