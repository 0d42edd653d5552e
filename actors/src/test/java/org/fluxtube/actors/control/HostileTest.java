package org.fluxtube.actors.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever comes with bad intentions is refused cleanly, and the campaign hears nothing of it. */
class HostileTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  private final RecordedControl control = new RecordedControl(() -> "{\"state\":\"running\"}");
  private ControlServer server;

  @BeforeEach
  void start() {
    server = ControlServer.start("127.0.0.1", 0, TOKEN, control);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  /** The status of the answer to raw bytes; 0 where the connection is closed without one. */
  private int status(byte[] request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    } catch (SocketException e) {
      return 0; // reset
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no answer: " + new String(request, StandardCharsets.ISO_8859_1), e);
    }
  }

  private int status(String line, Map<String, String> headers, String body) throws IOException {
    Map<String, String> all = new HashMap<>();
    all.put("Host", "127.0.0.1:" + server.port());
    all.put("Authorization", "Bearer " + TOKEN);
    all.put("Content-Length", Integer.toString(body.length()));
    all.putAll(headers);
    StringBuilder request = new StringBuilder(line).append(" HTTP/1.1\r\n");
    all.forEach((name, value) -> {
      if (value != null) {
        request.append(name).append(": ").append(value).append("\r\n");
      }
    });
    request.append("Connection: close\r\n\r\n").append(body);
    return status(request.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private int status(String line) throws IOException {
    return status(line, Map.of(), "");
  }

  private static Map<String, String> one(String name, String value) {
    Map<String, String> map = new HashMap<>();
    map.put(name, value);
    return map;
  }

  @Test
  void wrongMethodsPathsAndParameters() throws IOException {
    for (String method : List.of("PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "GET")) {
      assertThat(status(method + " /api/stop")).as(method).isEqualTo(405);
    }
    assertThat(status("POST /api/campaign")).isEqualTo(405);
    for (String path :
        List.of(
            "/../../etc/passwd",
            "/..%2f..%2fetc/passwd",
            "/%2e%2e/%2e%2e/control.json",
            "//etc/passwd",
            "/api/../control.token",
            "/api/stop/",
            "/API/stop",
            "/control.token",
            "/favicon.ico",
            "/api/stop%00")) {
      assertThat(status("GET " + path)).as(path).isEqualTo(404);
    }
    for (String query :
        List.of("chain=1&chain=2", "chain=-1", "chain=1e3", "chain=", "chains=1", "chain=%zz")) {
      assertThat(status("POST /api/stop?" + query)).as(query).isEqualTo(400);
    }
    assertThat(status("GET /api/series")).isEqualTo(400);
    assertThat(status("GET /api/series?observable=nothing")).isEqualTo(404);
    assertThat(status("GET /api/series?observable=plaquette")).isEqualTo(200);
    assertThat(control.commands).isEmpty();
  }

  @Test
  void missingAndWrongTokens() throws IOException {
    for (String token :
        new String[] {null, "", "Bearer", "Bearer ", "Basic " + TOKEN, "Bearer " + TOKEN + "0"}) {
      assertThat(status("POST /api/stop", one("Authorization", token), "")).isEqualTo(401);
    }
    assertThat(status("POST /api/change", one("Authorization", null), "{\"stepSize\":1}"))
        .isEqualTo(401);
    // looking is free on this machine, and so is the page
    assertThat(status("GET /api/campaign", one("Authorization", null), "")).isEqualTo(200);
    assertThat(status("GET /", one("Authorization", null), "")).isEqualTo(200);
    assertThat(control.commands).isEmpty();
  }

  @Test
  void pagesOfOtherOriginsAndOtherHosts() throws IOException {
    String own = "http://127.0.0.1:" + server.port();
    for (String origin :
        List.of(
            "http://evil.example",
            "null",
            "http://127.0.0.1",
            "http://127.0.0.1:1",
            own + ".evil.example",
            "file://")) {
      assertThat(status("POST /api/stop", one("Origin", origin), "")).as(origin).isEqualTo(403);
      assertThat(status("GET /api/campaign", one("Origin", origin), "")).isEqualTo(403);
    }
    assertThat(status("POST /api/stop", one("Sec-Fetch-Site", "cross-site"), "")).isEqualTo(403);
    assertThat(status("POST /api/stop", one("Sec-Fetch-Site", "same-site"), "")).isEqualTo(403);
    for (String host :
        new String[] {
          null, "", "evil.example", "127.0.0.1.evil.example", "127.0.0.1:80:80", "[::2]"
        }) {
      assertThat(status("POST /api/stop", one("Host", host), "")).as(host).isIn(400, 421);
    }
    assertThat(control.commands).isEmpty();
    assertThat(status("POST /api/pause", one("Origin", own), "")).isEqualTo(200);
    assertThat(control.commands).hasSize(1);
  }

  @Test
  void bodiesThatAreTooLargeOrNoJson() throws IOException {
    assertThat(status("POST /api/change", Map.of(), "x".repeat(5000))).isEqualTo(413);
    assertThat(status("POST /api/stop", one("Content-Length", "99999999999999"), ""))
        .isIn(0, 400, 413);
    assertThat(status("POST /api/stop", one("Content-Length", "-5"), "")).isIn(0, 400, 413);
    StringBuilder chunks = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      chunks.append("200\r\n").append("y".repeat(512)).append("\r\n");
    }
    Map<String, String> chunked = one("Transfer-Encoding", "chunked");
    chunked.put("Content-Length", null);
    assertThat(status("POST /api/change", chunked, chunks + "0\r\n\r\n")).isEqualTo(413);
    for (String body :
        List.of(
            "",
            "{",
            "[]",
            "7",
            "null",
            "{}",
            "{\"stepSize\":0}",
            "{\"stepSize\":-1}",
            "{\"stepSize\":\"1\"}",
            "{\"stepSize\":NaN}",
            "{\"stepSize\":1e999}",
            "{\"stepSize\":1,\"stepSize\":2}",
            "{\"stepSize\":1}{}",
            "{\"stepSize\":1,\"x\":2}",
            "{\"phase\":\"X\"}",
            "{\"a\":".repeat(600) + "1" + "}".repeat(600))) {
      assertThat(status("POST /api/change", Map.of(), body)).as(body).isEqualTo(400);
    }
    assertThat(status("POST /api/change", one("Content-Type", "text/plain"), "{\"stepSize\":1}"))
        .isEqualTo(415);
    assertThat(status("POST /api/stop", Map.of(), "{\"chain\":1}")).isEqualTo(400);
    assertThat(status("POST /api/change", Map.of(), "{\"phase\":\"THERMALISE\"}")).isEqualTo(409);
    assertThat(status("POST /api/change", Map.of(), "{\"every\":10}")).isEqualTo(409);
    assertThat(control.commands).isEmpty();
    assertThat(status("POST /api/change?chain=2", Map.of(), "{\"stepSize\":0.05}")).isEqualTo(200);
    assertThat(control.commands).containsExactly("StepSize[value=0.05] OptionalInt[2]");
  }

  @Test
  void tooManyRequests() throws IOException {
    Map<Integer, Integer> answers = new TreeMap<>();
    for (int i = 0; i < 200; i++) {
      answers.merge(
          status("POST /api/stop", one("Authorization", "Bearer x"), ""), 1, Integer::sum);
    }
    // a burst of 100 guesses and 20 a second
    assertThat(answers.keySet()).containsExactly(401, 429);
    assertThat(answers.get(429)).isPositive();
    // who has the token does not suffer from who guesses
    assertThat(status("POST /api/pause")).isEqualTo(200);
  }

  /** Idle connections are bounded and lock nobody out. */
  @Test
  void tenThousandIdleConnections() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 10_000; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        idle.add(socket);
        if (i % 3 == 0) {
          try {
            socket.getOutputStream().write("GET /api/".getBytes(StandardCharsets.US_ASCII));
          } catch (SocketException e) {
            // closed already
          }
        }
        if (idle.size() > 1000) { // this process has file descriptors to spare, but not so many
          idle.removeFirst().close();
        }
        if (i % 1000 == 999) {
          assertThat(server.connections()).isLessThanOrEqualTo(512);
          assertThat(status("GET /api/campaign")).isEqualTo(200);
        }
      }
      assertThat(server.connections()).isBetween(1, 512);
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(server.connections()).isLessThan(10));
    assertThat(status("POST /api/pause")).isEqualTo(200);
    assertThat(control.commands).hasSize(1);
  }

  /** Requests of a fixed seed, broken at random places. None is obeyed, none ends the server. */
  @Test
  void fuzz() throws IOException {
    SplittableRandom random = new SplittableRandom(20240801);
    Map<Integer, Integer> answers = new TreeMap<>();
    int tried = 0;
    for (; tried < 2000; tried++) {
      byte[] request = broken(random);
      answers.merge(status(request), 1, Integer::sum);
    }
    System.out.printf("fuzz: %d broken requests tried, answers by status %s%n", tried, answers);
    assertThat(answers.keySet()).noneMatch(code -> code >= 500);
    assertThat(answers.keySet()).allMatch(code -> code == 0 || code == 200 || code >= 400);
    assertThat(control.commands).isEmpty();
    assertThat(status("GET /api/campaign")).isEqualTo(200);
  }

  /** A command without the token, or with one that is wrong in a digit, cut, stuffed or flipped. */
  private byte[] broken(SplittableRandom random) {
    String[] starts = {
      "GET /api/campaign",
      "POST /api/stop",
      "POST /api/change?chain=0",
      "GET /api/series?observable=x"
    };
    char[] token = TOKEN.toCharArray();
    token[random.nextInt(token.length)] = 'g'; // never right, whatever else happens
    String text =
        starts[random.nextInt(starts.length)]
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
            + new String(token)
            + "\r\nContent-Length: 15\r\n\r\n{\"stepSize\":.1}";
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int n = random.nextInt(6); n >= 0; n--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        case 2 -> {
          byte[] stuffed = new byte[bytes.length + 1 + random.nextInt(300)];
          System.arraycopy(bytes, 0, stuffed, 0, at);
          for (int i = at; i < at + stuffed.length - bytes.length; i++) {
            stuffed[i] = (byte) random.nextInt(256);
          }
          System.arraycopy(
              bytes, at, stuffed, at + stuffed.length - bytes.length, bytes.length - at);
          bytes = stuffed;
        }
        default -> bytes[at] = (byte) "\r\n :/?%\0".charAt(random.nextInt(8));
      }
    }
    return bytes;
  }

  /** Headers without an end are cut off by size, and half a request by time (not waited for). */
  @Test
  void endlessHeaders() throws IOException {
    StringBuilder request = new StringBuilder("GET / HTTP/1.1\r\nHost: localhost\r\n");
    for (int i = 0; i < 1000; i++) {
      request.append("X-").append(i).append(": ").append("z".repeat(50)).append("\r\n");
    }
    assertThat(status(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII)))
        .isIn(0, 400, 413, 431);
    assertThat(status("GET /" + "a".repeat(4000))).isIn(0, 400, 413, 414, 431);
    try (Socket socket = connect();
        InputStream in = socket.getInputStream()) {
      socket.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
      assertThat(in.available()).isZero();
    }
  }
}
