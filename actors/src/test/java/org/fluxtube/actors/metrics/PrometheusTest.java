package org.fluxtube.actors.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.fluxtube.actors.testing.NeedsCommand;
import org.fluxtube.actors.testing.ProjectFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus scrapes three running campaigns, one that learns, one with fermions and one
 * with a flow; every panel of every dashboard finds data there, and the history finds its tables in
 * the campaign's database.
 */
@NeedsCommand({"prometheus", "promtool"})
class PrometheusTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CAMPAIGN = "scraped";
  private static final String FERMIONS = "scraped-fermions";
  private static final String FLOW = "scraped-flow";

  @TempDir private Path folder;

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String get(String url) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  private static JsonNode ask(int prometheus, String query)
      throws IOException, InterruptedException {
    String expanded =
        query
            .replace("$campaign", CAMPAIGN + ".*")
            .replace("$chain", ".*")
            .replace("$__rate_interval", "20s")
            .replace("$__interval", "20s");
    String url = "http://127.0.0.1:" + prometheus + "/api/v1/query?query=";
    return JSON.readTree(get(url + URLEncoder.encode(expanded, StandardCharsets.UTF_8)));
  }

  private RunningProcess campaign(String name, int port) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "org.fluxtube.actors.Fluxtube",
            "run",
            ProjectFiles.of("actors/src/test/resources/" + name + ".conf").toString(),
            "--runs",
            folder.resolve("runs").toString(),
            "--set",
            "http.port=" + port));
    return new RunningProcess(folder.resolve(name + ".txt"), command);
  }

  private RunningProcess prometheus(int port, List<Integer> campaigns) throws IOException {
    Path config = folder.resolve("prometheus.yml");
    Path rules = ProjectFiles.of("observability/prometheus");
    String targets =
        campaigns.stream()
            .map(each -> "\"127.0.0.1:" + each + "\"")
            .collect(Collectors.joining(", "));
    String text =
        Files.readString(rules.resolve("prometheus.yml"))
            .replace("\"127.0.0.1:8480\"", targets)
            .replace("scrape_interval: 5s", "scrape_interval: 1s")
            .replace("  - recording", "  - " + rules + "/recording")
            .replace("  - alerts", "  - " + rules + "/alerts");
    Files.writeString(config, text);
    return new RunningProcess(
        folder.resolve("prometheus.txt"),
        List.of(
            "prometheus",
            "--config.file=" + config,
            "--storage.tsdb.path=" + folder.resolve("tsdb"),
            "--web.listen-address=127.0.0.1:" + port,
            "--log.level=warn"));
  }

  @Test
  void everyPanelFindsData() throws Exception {
    int metrics = freePort();
    int port = freePort();
    int second = freePort();
    int third = freePort();
    try (RunningProcess campaign = campaign(CAMPAIGN, metrics);
        RunningProcess fermions = campaign(FERMIONS, second);
        RunningProcess flow = campaign(FLOW, third);
        RunningProcess prometheus = prometheus(port, List.of(metrics, second, third))) {
      List<Dashboards.Query> queries = Dashboards.prometheus();
      assertThat(queries).hasSizeGreaterThan(40);
      List<String> empty = new ArrayList<>();
      await()
          .atMost(150, TimeUnit.SECONDS)
          .pollInterval(2, TimeUnit.SECONDS)
          .ignoreExceptionsMatching(
              e -> campaign.alive() && fermions.alive() && flow.alive() && prometheus.alive())
          .untilAsserted(() -> {
            assertThat(campaign.alive()).as(campaign.output()).isTrue();
            assertThat(fermions.alive()).as(fermions.output()).isTrue();
            assertThat(flow.alive()).as(flow.output()).isTrue();
            assertThat(prometheus.alive()).as(prometheus.output()).isTrue();
            empty.clear();
            for (Dashboards.Query query : queries) {
              JsonNode answer = ask(port, query.text());
              assertThat(answer.get("status").asText())
                  .as(query + " " + answer)
                  .isEqualTo("success");
              if (answer.get("data").get("result").isEmpty()) {
                empty.add(query.toString());
              }
            }
            assertThat(empty).as("panels without data").isEmpty();
          });
      promtoolAccepts("http://127.0.0.1:" + metrics + "/metrics");
      promtoolAccepts("http://127.0.0.1:" + second + "/metrics");
      promtoolAccepts("http://127.0.0.1:" + third + "/metrics");
      historyFindsItsTables();
    }
  }

  private void promtoolAccepts(String url) throws Exception {
    Path file = folder.resolve("metrics.txt");
    get(url); // so that the next one is a form with numbers
    Files.writeString(file, get(url));
    String said =
        RunningProcess.run(
            folder.resolve("promtool.txt"),
            0,
            List.of("sh", "-c", "promtool check metrics < '" + file + "'"));
    assertThat(said).isBlank();
  }

  private void historyFindsItsTables() throws Exception {
    String url = "jdbc:sqlite:" + folder.resolve("runs").resolve(CAMPAIGN).resolve("campaign.db");
    List<Dashboards.Query> queries = Dashboards.sql();
    assertThat(queries).hasSizeGreaterThan(4);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (Dashboards.Query query : queries) {
        try (ResultSet rows =
            statement.executeQuery(query.text().replace("$observable", "plaquette"))) {
          assertThat(rows.next()).as(query.toString()).isTrue();
        }
      }
    }
  }
}
