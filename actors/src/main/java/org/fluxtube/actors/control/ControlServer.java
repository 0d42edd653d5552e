package org.fluxtube.actors.control;

import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.fluxtube.actors.control.Control.Verb;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * The HTTP door of a running campaign: {@code GET /api/status}, {@code POST
 * /api/{pause,continue,stop,checkpoint}[?chain=3]} and {@code GET /metrics}, each with {@code
 * Authorization: Bearer TOKEN}; only the meters need none where a loopback address is bound. The
 * Host header must name the address that is bound or localhost, so that no web page gets in by a
 * name of its own (DNS rebinding).
 */
public final class ControlServer implements AutoCloseable {
  private final DisposableServer server;
  private final LoopResources loops;

  private ControlServer(DisposableServer server, LoopResources loops) {
    this.server = server;
    this.loops = loops;
  }

  /**
   * Checks quickly, before anything is started, that an address can be bound.
   *
   * @throws IOException if not, saying which and what to do
   */
  public static void requireFree(String host, int port) throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (IOException e) {
      throw new IOException(
          "http: cannot listen on "
              + host
              + " port "
              + port
              + ": "
              + e.getMessage()
              + "; allowed are a free port or 0 (any), for example --set http.port=0",
          e);
    }
  }

  /** Binds and serves; takes a while, so call it beside the work. */
  public static ControlServer start(String host, int port, String token, Control control) {
    boolean open = isLoopback(host);
    LoopResources loops = LoopResources.create("fluxtube-http", 1, true);
    DisposableServer server =
        HttpServer.create()
            .runOn(loops)
            .option(ChannelOption.SO_BACKLOG, 16)
            .bindAddress(() -> new InetSocketAddress(host, port))
            .handle((request, response) -> handle(host, token, open, control, request, response))
            .bindNow(Duration.ofSeconds(20));
    return new ControlServer(server, loops);
  }

  /** The port that was bound. */
  public int port() {
    return server.port();
  }

  private static Publisher<Void> handle(
      String host,
      String token,
      boolean open,
      Control control,
      HttpServerRequest request,
      HttpServerResponse response) {
    if (!knownHost(host, request.requestHeaders().get(HttpHeaderNames.HOST))) {
      return refuse(response, HttpResponseStatus.MISDIRECTED_REQUEST, "unknown Host header");
    }
    String method = request.method().name();
    String path = request.fullPath();
    if (open && method.equals("GET") && path.equals("/metrics")) {
      return metrics(control, request, response);
    }
    String given = request.requestHeaders().get(HttpHeaderNames.AUTHORIZATION, "");
    if (!MessageDigest.isEqual(
        ("Bearer " + token).getBytes(StandardCharsets.UTF_8),
        given.getBytes(StandardCharsets.UTF_8))) {
      return refuse(
          response, HttpResponseStatus.UNAUTHORIZED, "the token of control.json is needed");
    }
    if (method.equals("GET") && path.equals("/metrics")) {
      return metrics(control, request, response);
    }
    if (method.equals("GET") && path.equals("/api/status")) {
      return answer(response, control.status());
    }
    for (Verb verb : Verb.values()) {
      if (method.equals("POST") && path.equals("/api/" + verb.text())) {
        return command(control, verb, request.uri(), response);
      }
    }
    return refuse(
        response,
        HttpResponseStatus.NOT_FOUND,
        "allowed are GET /metrics, GET /api/status and POST /api/pause, continue, stop,"
            + " checkpoint");
  }

  private static Publisher<Void> metrics(
      Control control, HttpServerRequest request, HttpServerResponse response) {
    String accept = request.requestHeaders().get(HttpHeaderNames.ACCEPT, "");
    return Mono.fromCompletionStage(control.metrics(accept))
        .flatMap(page ->
            response
                .header(HttpHeaderNames.CONTENT_TYPE, page.contentType())
                .sendByteArray(Mono.just(page.body()))
                .then())
        .onErrorResume(e ->
            Mono.from(
                refuse(response, HttpResponseStatus.SERVICE_UNAVAILABLE, "there are no meters")));
  }

  private static Publisher<Void> command(
      Control control, Verb verb, String uri, HttpServerResponse response) {
    int at = uri.indexOf("?chain=");
    if (at < 0) {
      return answer(response, control.command(verb, OptionalInt.empty()));
    }
    String text = uri.substring(at + "?chain=".length());
    if (!text.matches("[0-9]{1,5}")) {
      return refuse(response, HttpResponseStatus.BAD_REQUEST, "chain must be a number");
    }
    return answer(response, control.command(verb, OptionalInt.of(Integer.parseInt(text))));
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false; // and binding says why
    }
  }

  private static boolean knownHost(String bound, String header) {
    if (header == null) {
      return false;
    }
    String name = header.replaceFirst(":[0-9]+$", "").toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.equals("127.0.0.1")
        || name.equals("[::1]")
        || name.equals(bound.toLowerCase(Locale.ROOT));
  }

  private static Publisher<Void> answer(
      HttpServerResponse response, CompletionStage<String> answer) {
    return response
        .header(HttpHeaderNames.CONTENT_TYPE, "application/json")
        .sendString(Mono.fromCompletionStage(answer));
  }

  private static Publisher<Void> refuse(
      HttpServerResponse response, HttpResponseStatus status, String why) {
    return response
        .status(status)
        .header(HttpHeaderNames.CONTENT_TYPE, "application/json")
        .sendString(Mono.just("{\"error\":\"" + why + "\"}"));
  }

  @Override
  public void close() {
    server.disposeNow(Duration.ofSeconds(2));
    loops.disposeLater(Duration.ZERO, Duration.ofSeconds(2)).block();
  }
}
