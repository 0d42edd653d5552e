package org.fluxtube.actors.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has the token and comes by a known name is let in, nobody else. */
class ControlTest {
  @TempDir private Path folder;
  private final RecordedControl control = new RecordedControl(() -> "{\"state\":\"running\"}");
  private final List<String> commands = control.commands;
  private ControlServer server;

  @BeforeEach
  void start() {
    start("127.0.0.1");
  }

  private void start(String host) {
    server = ControlServer.start(host, 0, "secret", control);
  }

  private void serve(RecordedControl other) {
    server.close();
    server = ControlServer.start("127.0.0.1", 0, "secret", other);
  }

  private interface Asking {
    String answer() throws IOException;
  }

  private static CompletableFuture<String> beside(Asking asking) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return asking.answer();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ControlClient client(String token) {
    return new ControlClient(new ControlFile("http://127.0.0.1:" + server.port(), token, 1));
  }

  @Test
  void answersStatusAndCarriesOutCommands() throws IOException {
    assertThat(client("secret").status()).isEqualTo("{\"state\":\"running\"}");
    client("secret").command(Control.Verb.PAUSE, OptionalInt.empty());
    client("secret").command(Control.Verb.STOP, OptionalInt.of(3));
    assertThat(commands).containsExactly("PAUSE OptionalInt.empty", "STOP OptionalInt[3]");
    assertThat(control.callers)
        .containsExactly(
            System.getProperty("user.name") + " with fluxtube pause from 127.0.0.1",
            System.getProperty("user.name") + " with fluxtube stop from 127.0.0.1");
  }

  /** Who ends a campaign hears so, although the campaign closes its door meanwhile. */
  @Test
  void aDoorThatClosesAnswersFirst() throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<String> asked = new CompletableFuture<>();
    serve(
        new RecordedControl(() -> "") {
          @Override
          public CompletionStage<String> command(Verb verb, OptionalInt chain, String who) {
            asked.complete(verb.text());
            return answer;
          }
        });
    ControlClient client = client("secret");
    CompletableFuture<String> heard =
        beside(() -> client.command(Control.Verb.STOP, OptionalInt.empty()));
    assertThat(asked.get(20, TimeUnit.SECONDS)).isEqualTo("stop");
    Thread closing = Thread.ofPlatform().start(server::close);
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> closing.getState() == Thread.State.TIMED_WAITING || !closing.isAlive());
    answer.complete("{\"state\":\"stopped\"}");
    assertThat(heard.get(20, TimeUnit.SECONDS)).isEqualTo("{\"state\":\"stopped\"}");
    closing.join(20_000);
    assertThat(closing.isAlive()).isFalse();
  }

  @Test
  void refusesWithoutTheToken() {
    for (String token : new String[] {"", "Secret", "secret2", "secre"}) {
      assertThatThrownBy(() -> client(token).command(Control.Verb.STOP, OptionalInt.empty()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("401");
    }
    assertThat(commands).isEmpty();
  }

  @Test
  void refusesOtherHostsPathsMethodsAndChains() throws IOException {
    assertThat(raw("GET /api/campaign", "evil.example", "secret")).contains("421");
    assertThat(raw("GET /api/campaign", "127.0.0.1.evil.example:80", "secret")).contains("421");
    assertThat(raw("GET /api/campaign", "localhost:1234", "secret")).contains("200");
    assertThat(raw("GET /api/stop", "localhost", "secret")).contains("405");
    assertThat(raw("POST /api/campaign", "localhost", "secret")).contains("405");
    assertThat(raw("POST /api/stop?chain=1;2", "localhost", "secret")).contains("400");
    assertThat(raw("POST /api/stop?chain=99999999999", "localhost", "secret")).contains("400");
    assertThat(commands).isEmpty();
  }

  @Test
  void metersNeedNoTokenOnLoopbackButTheHost() throws IOException {
    assertThat(raw("GET /metrics", "localhost", "wrong")).contains("200");
    assertThat(raw("GET /metrics", "evil.example", "secret")).contains("421");
    assertThat(raw("POST /metrics", "localhost", "wrong")).contains("405");
    assertThat(raw("POST /metrics", "localhost", "secret")).contains("405");
    assertThat(raw("GET /metrics/x", "localhost", "wrong")).contains("404");
  }

  /** All who ask within a moment share one answer of the campaign. */
  @Test
  void whoGoesAwayDoesNotTakeTheAnswerFromTheOthers() throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    AtomicInteger asked = new AtomicInteger();
    serve(
        new RecordedControl(() -> "") {
          @Override
          public CompletionStage<String> campaign() {
            asked.incrementAndGet();
            return answer;
          }
        });
    try (Socket impatient = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      impatient
          .getOutputStream()
          .write(
              "GET /api/campaign HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      await().until(() -> asked.get() == 1);
    }
    CompletableFuture<String> patient = beside(() -> client("secret").status());
    await().until(() -> asked.get() == 2);
    await().during(Duration.ofMillis(500)).until(() -> !answer.isDone());
    answer.complete("{\"state\":\"shared\"}");
    assertThat(patient.get(10, TimeUnit.SECONDS)).isEqualTo("{\"state\":\"shared\"}");
  }

  @Test
  void metersNeedTheTokenWhereOthersCanCome() throws IOException {
    server.close();
    start("0.0.0.0");
    assertThat(raw("GET /metrics", "localhost", "wrong")).contains("401");
    assertThat(raw("GET /metrics", "localhost", "secret")).contains("200");
  }

  private String raw(String request, String host, String token) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String text =
          request
              + " HTTP/1.1\r\nHost: "
              + host
              + "\r\nAuthorization: Bearer "
              + token
              + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }

  @Test
  void fileIsReadableByItsOwnerOnlyAndReadsBack() throws IOException {
    Path file = folder.resolve("control.json");
    ControlFile written = new ControlFile("http://127.0.0.1:80", ControlFile.newToken(), 42);
    written.write(file);
    written.write(file);
    assertThat(ControlFile.read(file)).isEqualTo(written);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(ControlFile.newToken()).hasSize(32).isNotEqualTo(ControlFile.newToken());
  }

  @Test
  void portInUseIsSaidBeforeAnythingStarts() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> ControlServer.requireFree("127.0.0.1", taken.getLocalPort()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("http.port=0");
    }
  }
}
