package org.fluxtube.actors.control;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/**
 * What somebody asks, read strictly.
 *
 * @param method of HTTP
 * @param path without the query
 * @param query parameters, each once
 * @param headers all headers
 * @param from address of the caller
 */
record Request(
    String method, String path, Map<String, List<String>> query, HttpHeaders headers, String from) {
  private static final int LARGEST_BODY = 4096;

  /** Name of the header in which a client says for whom it asks. */
  static final String WHO = "X-Fluxtube-Who";

  static Request of(HttpServerRequest request) {
    InetSocketAddress from = request.remoteAddress();
    try {
      QueryStringDecoder uri = new QueryStringDecoder(request.uri());
      return new Request(
          request.method().name(),
          uri.rawPath(),
          uri.parameters(),
          request.requestHeaders(),
          from == null ? "unknown" : from.getAddress().getHostAddress());
    } catch (IllegalArgumentException e) {
      throw bad("the address is no URI");
    }
  }

  private static Refusal bad(String message) {
    return new Refusal(HttpResponseStatus.BAD_REQUEST, message);
  }

  /** Parameters with other names than these, or given twice, are refused. */
  Request allow(String... names) {
    query.forEach((name, values) -> {
      if (!Set.of(names).contains(name) || values.size() != 1) {
        throw bad(
            "parameter "
                + printable(name, 40)
                + (values.size() > 1 ? " is there twice" : " is unknown")
                + "; allowed are "
                + (names.length == 0 ? "none" : String.join(", ", names)));
      }
    });
    return this;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(query.get(name)).map(List::getFirst);
  }

  String required(String name) {
    return text(name)
        .orElseThrow(() -> bad("the parameter " + name + " is needed, as " + name + "=plaquette"));
  }

  /** For commands whose parameters are all in the query. */
  void requireNone(String body) {
    if (!body.isBlank() && !body.strip().equals("{}")) {
      throw bad("this command takes no body; the chain is a parameter, as ?chain=0");
    }
  }

  OptionalInt chain() {
    Optional<String> text = text("chain");
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!text.get().matches("[0-9]{1,5}")) {
      throw bad("chain must be a number, for example chain=0");
    }
    return OptionalInt.of(Integer.parseInt(text.get()));
  }

  /** Who asks: the name that the client gives, and from where. */
  String who() {
    String name = printable(headers.get(WHO, ""), 80);
    return (name.isEmpty() ? "an HTTP client" : name) + " from " + from;
  }

  static String printable(String text, int most) {
    String clean = text.replaceAll("[^\\x20-\\x7e]", "?").strip();
    return clean.length() > most ? clean.substring(0, most) : clean;
  }

  /**
   * The body as text, at most 4 KiB.
   *
   * @param request where it comes in
   */
  Mono<String> body(HttpServerRequest request) {
    String length = headers.get(HttpHeaderNames.CONTENT_LENGTH, "0");
    if (!length.matches("[0-9]{1,9}") || Integer.parseInt(length) > LARGEST_BODY) {
      return Mono.error(tooLarge());
    }
    String type = headers.get(HttpHeaderNames.CONTENT_TYPE, "application/json");
    if (!type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
      return Mono.error(
          new Refusal(
              HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
              "the body must be JSON: Content-Type: application/json"));
    }
    return request
        .receive()
        .asByteArray()
        .scan(
            new byte[0],
            (before, more) -> {
              if (before.length + more.length > LARGEST_BODY) {
                throw tooLarge();
              }
              byte[] all = Arrays.copyOf(before, before.length + more.length);
              System.arraycopy(more, 0, all, before.length, more.length);
              return all;
            })
        .last()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  private static Refusal tooLarge() {
    return new Refusal(
        HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
        "the body is larger than " + LARGEST_BODY + " bytes");
  }
}
