package org.fluxtube.actors.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fluxtube.actors.testing.Programs;

/** A headless Chromium, driven by chromedriver in the WebDriver protocol. */
public final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process driver;
  private final String session;

  private static Optional<Path> find(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts the browser.
   *
   * @param folder for its profile and log; new
   * @param flags further flags
   */
  public Chromium(Path folder, String... flags) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    driver =
        Programs.builder(List.of(find("chromedriver").orElseThrow().toString(), "--port=" + port))
            .redirectOutput(folder.resolve("chromedriver.log").toFile())
            .start();
    List<String> all =
        new ArrayList<>(
            List.of(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("profile")));
    all.addAll(List.of(flags));
    String base = "http://127.0.0.1:" + port;
    Map<String, Object> capabilities =
        Map.of(
            "browserName", "chrome",
            "goog:loggingPrefs", Map.of("browser", "ALL"),
            "goog:chromeOptions",
                Map.of("args", all, "binary", find("chromium").orElseThrow().toString()));
    session = base + "/session/" + open(base, capabilities).get("sessionId").asText();
  }

  /** As soon as the driver answers. */
  private JsonNode open(String base, Map<String, Object> capabilities)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (true) {
      try {
        return send(
            "POST", base + "/session", Map.of("capabilities", Map.of("alwaysMatch", capabilities)));
      } catch (ConnectException e) {
        if (System.nanoTime() - start > 30_000_000_000L) {
          driver.destroy();
          throw new IOException("chromedriver does not answer", e);
        }
        Thread.sleep(100);
      }
    }
  }

  private JsonNode send(String method, String url, Object body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(90));
    HttpResponse<String> response =
        http.send(
            request
                .method(
                    method,
                    body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .header("Content-Type", "application/json; charset=utf-8")
                .build(),
            HttpResponse.BodyHandlers.ofString());
    JsonNode value = JSON.readTree(response.body()).get("value");
    if (response.statusCode() >= 400) {
      throw new IOException(url + ": " + value.get("error") + ": " + value.get("message"));
    }
    return value;
  }

  /** Loads a page. */
  public void open(String url) throws IOException, InterruptedException {
    send("POST", session + "/url", Map.of("url", url));
  }

  /** Runs {@code return EXPRESSION} in the page. */
  public JsonNode evaluate(String expression) throws IOException, InterruptedException {
    return send(
        "POST",
        session + "/execute/sync",
        Map.of("script", "return " + expression, "args", List.of()));
  }

  /** Text of the first element of a CSS selector. */
  public String text(String selector) throws IOException, InterruptedException {
    return evaluate("document.querySelector('" + selector + "').textContent").asText();
  }

  /** A click as a person makes it: on what is really there to be clicked. */
  public void click(String selector) throws IOException, InterruptedException {
    send("POST", session + "/element/" + element(selector) + "/click", Map.of());
  }

  /** Types into an element. */
  public void type(String selector, String text) throws IOException, InterruptedException {
    send("POST", session + "/element/" + element(selector) + "/value", Map.of("text", text));
  }

  private String element(String selector) throws IOException, InterruptedException {
    Map<String, Object> by = new LinkedHashMap<>();
    by.put("using", "css selector");
    by.put("value", selector);
    JsonNode element = send("POST", session + "/element", by);
    return element.elements().next().asText();
  }

  /** What the console has got since the last call, from warnings up. */
  public List<String> complaints() throws IOException, InterruptedException {
    List<String> complaints = new ArrayList<>();
    for (JsonNode entry : send("POST", session + "/se/log", Map.of("type", "browser"))) {
      if (List.of("WARNING", "SEVERE").contains(entry.get("level").asText())) {
        complaints.add(entry.get("source").asText() + ": " + entry.get("message").asText());
      }
    }
    return complaints;
  }

  /** The size of the window and whether the page shall be dark. */
  public void look(int width, int height, boolean dark) throws IOException, InterruptedException {
    send(
        "POST",
        session + "/goog/cdp/execute",
        Map.of(
            "cmd",
            "Emulation.setDeviceMetricsOverride",
            "params",
            Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false)));
    send(
        "POST",
        session + "/goog/cdp/execute",
        Map.of(
            "cmd",
            "Emulation.setEmulatedMedia",
            "params",
            Map.of(
                "features",
                List.of(
                    Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light")))));
  }

  /** A picture of the window, kept where {@code -Dfluxtube.screenshots=FOLDER} asks for it. */
  public byte[] screenshot(String name) throws IOException, InterruptedException {
    byte[] png = Base64.getDecoder().decode(send("GET", session + "/screenshot", null).asText());
    String folder = System.getProperty("fluxtube.screenshots", "");
    if (!folder.isEmpty()) {
      Files.createDirectories(Path.of(folder));
      Files.write(Path.of(folder, name + ".png"), png);
    }
    return png;
  }

  @Override
  public void close() {
    try {
      if (session != null) {
        send("DELETE", session, null);
      }
    } catch (IOException e) {
      // it is gone already
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    driver.descendants().forEach(ProcessHandle::destroyForcibly);
    driver.destroy();
    http.close();
  }
}
