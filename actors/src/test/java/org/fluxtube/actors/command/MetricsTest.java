package org.fluxtube.actors.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fluxtube.actors.control.Control;
import org.fluxtube.actors.control.ControlClient;
import org.fluxtube.actors.control.ControlFile;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.database.TrajectoryRow;
import org.fluxtube.engine.run.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scrape of a running campaign says is what its database says. */
class MetricsTest {
  private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";

  @TempDir private Path runs;

  private static HttpResponse<String> scrape(String url, String accept)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(url + "/metrics")).header("Accept", accept).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  /** The samples of chain 0 by name and phase, the latter empty if there is none. */
  private static Map<String, Double> samples(String page) {
    Map<String, Double> samples = new HashMap<>();
    for (String line : page.lines().filter(l -> l.startsWith("fluxtube_")).toList()) {
      String labels = line.substring(0, line.lastIndexOf(' '));
      assertThat(labels).contains("campaign=\"metered\"", "backend=\"reference\"");
      String phase = labels.replaceFirst(".*phase=\"([a-z]*)\".*", " $1");
      String name = labels.substring(0, labels.indexOf('{'));
      // one number a chain and phase; not those of kinds of events, details and observables
      if (labels.contains("chain=\"0\"")
          && !labels.matches(".*(le|kind|detail|part|observable|check|term|solver)=\".*")) {
        String value = line.substring(line.lastIndexOf(' ') + 1);
        Double before =
            samples.put(phase.equals(labels) ? name : name + phase, Double.valueOf(value));
        assertThat(before).as(name).isNull();
      }
    }
    return samples;
  }

  private List<TrajectoryRow> rows() throws IOException {
    List<TrajectoryRow> rows = new ArrayList<>();
    try (CampaignDatabase database =
        CampaignDatabase.openReadOnly(runs.resolve("metered").resolve("campaign.db"))) {
      database.reader().trajectories(0, rows::add);
    }
    return rows;
  }

  @Test
  void scrapeEqualsTheDatabase() throws Exception {
    CompletableFuture<Invocation> run =
        CompletableFuture.supplyAsync(() ->
            Invocation.run(
                "run",
                Cli.campaign("quickstart"),
                "--runs",
                runs,
                "--name",
                "metered",
                "--backend",
                "reference",
                "--set",
                "lattice=[4,4]",
                "--set",
                "trajectories.thermalise=50",
                "--set",
                "trajectories.measure=100000000"));
    Path file = runs.resolve("metered").resolve("control.json");
    await().atMost(60, TimeUnit.SECONDS).until(() -> run.isDone() || Files.exists(file));
    assertThat(run).isNotDone();
    ControlFile control = ControlFile.read(file);
    ControlClient client = new ControlClient(control);
    await()
        .atMost(60, TimeUnit.SECONDS)
        .until(() ->
            samples(scrape(control.url(), "").body())
                    .getOrDefault("fluxtube_trajectories_total measure", 0.0)
                > 200);
    client.command(Control.Verb.PAUSE, OptionalInt.empty());
    await()
        .atMost(60, TimeUnit.SECONDS)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() ->
            assertThat(
                    samples(scrape(control.url(), "").body())
                        .get("fluxtube_chain_finished_trajectories"))
                .isEqualTo(rows().size()));

    HttpResponse<String> page = scrape(control.url(), "text/plain");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    Map<String, Double> samples = samples(page.body());
    List<TrajectoryRow> rows = rows();
    for (Phase phase : List.of(Phase.THERMALISE, Phase.MEASURE)) {
      List<TrajectoryRow> mine = rows.stream().filter(t -> t.phase() == phase).toList();
      String tag = " " + phase.name().toLowerCase(Locale.ROOT);
      assertThat(samples.get("fluxtube_trajectories_total" + tag)).isEqualTo(mine.size());
      assertThat(samples.get("fluxtube_energy_violation_nats_count" + tag)).isEqualTo(mine.size());
      assertThat(samples.get("fluxtube_proposals_total" + tag))
          .isEqualTo(mine.stream().mapToLong(TrajectoryRow::proposals).sum());
      assertThat(samples.get("fluxtube_accepted_proposals_total" + tag))
          .isEqualTo(mine.stream().mapToLong(TrajectoryRow::accepted).sum());
      double size = mine.stream().mapToDouble(t -> Math.abs(t.deltaH())).sum();
      assertThat(samples.get("fluxtube_energy_violation_nats_sum" + tag))
          .isEqualTo(size, within(1e-9 * size));
      double creutz = mine.stream().mapToDouble(t -> Math.exp(-t.deltaH())).average().orElseThrow();
      assertThat(samples.get("fluxtube_creutz_ratio" + tag)).isEqualTo(creutz, within(1e-9));
    }
    assertThat(samples.get("fluxtube_chain_state")).isEqualTo(2);
    assertThat(samples.get("fluxtube_chain_phase")).isEqualTo(2);
    assertThat(samples.get("fluxtube_step_size_md_units")).isEqualTo(rows.getLast().stepSize());

    HttpResponse<String> open = scrape(control.url(), OPEN_METRICS);
    assertThat(open.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/openmetrics-text");
    assertThat(open.body()).endsWith("# EOF\n");
    assertThat(samples(open.body()).get("fluxtube_trajectories_total measure"))
        .isEqualTo(samples.get("fluxtube_trajectories_total measure"));

    client.command(Control.Verb.STOP, OptionalInt.empty());
    Invocation result = run.get(60, TimeUnit.SECONDS);
    assertThat(result.code()).isEqualTo(4);
    assertThat(result.err()).containsOnlyOnce("metrics: " + control.url() + "/metrics\n");
  }
}
