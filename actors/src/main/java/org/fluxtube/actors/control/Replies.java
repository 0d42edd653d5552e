package org.fluxtube.actors.control;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.fluxtube.observability.Exposition;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** Answers, each complete in itself; errors are JSON objects with one entry, error. */
final class Replies {
  private static final Duration PATIENCE = Duration.ofSeconds(12);
  private static final String JSON = "application/json";

  private Replies() {}

  /** What holds for every answer: nothing is kept, guessed, framed or told to other pages. */
  static void secure(HttpServerResponse response) {
    response
        .header(HttpHeaderNames.CACHE_CONTROL, "no-store")
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  }

  static Publisher<Void> page(HttpServerResponse response, LivePage page) {
    return response
        .header("Content-Security-Policy", page.policy())
        .header(HttpHeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
        .sendString(Mono.just(page.html()));
  }

  static Publisher<Void> json(HttpServerResponse response, CompletionStage<String> answer) {
    return inTime(answer)
        .flatMap(text ->
            response.header(HttpHeaderNames.CONTENT_TYPE, JSON).sendString(Mono.just(text)).then())
        .onErrorResume(e -> Mono.from(refuse(response, e)));
  }

  /** Mostly the answer is there already; who goes away does not take it from the others. */
  private static <T> Mono<T> inTime(CompletionStage<T> answer) {
    CompletableFuture<T> future = answer.toCompletableFuture();
    Mono<T> mono = Mono.fromFuture(future, true);
    return future.isDone() ? mono : mono.timeout(PATIENCE);
  }

  static Publisher<Void> metrics(
      HttpServerResponse response, CompletionStage<Exposition.Page> answer) {
    return inTime(answer)
        .onErrorMap(e -> new Refusal(HttpResponseStatus.SERVICE_UNAVAILABLE, "there are no meters"))
        .flatMap(page ->
            response
                .header(HttpHeaderNames.CONTENT_TYPE, page.contentType())
                .sendByteArray(Mono.just(page.body()))
                .then())
        .onErrorResume(e -> Mono.from(refuse(response, e)));
  }

  static Publisher<Void> refuse(HttpServerResponse response, Throwable thrown) {
    if (response.hasSentHeaders()) {
      return Mono.error(thrown); // too late for an answer; the connection is closed
    }
    Throwable e =
        thrown instanceof CompletionException c && c.getCause() != null ? c.getCause() : thrown;
    HttpResponseStatus status;
    String why;
    switch (e) {
      case Refusal refusal -> {
        status = HttpResponseStatus.valueOf(refusal.status());
        why = refusal.getMessage();
      }
      case TimeoutException late -> {
        status = HttpResponseStatus.SERVICE_UNAVAILABLE;
        why = "the campaign does not answer, it is starting, ending or very busy; ask again";
      }
      default -> {
        status = HttpResponseStatus.INTERNAL_SERVER_ERROR;
        why = "an error of the program itself: " + e.getClass().getSimpleName();
      }
    }
    if (status.equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
      response.header(HttpHeaderNames.ALLOW, why.replaceFirst("allowed is (\\w+) .*", "$1"));
    }
    if (status.equals(HttpResponseStatus.TOO_MANY_REQUESTS)) {
      response.header(HttpHeaderNames.RETRY_AFTER, "1");
    }
    if (status.equals(HttpResponseStatus.UNAUTHORIZED)) {
      response.header(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
    }
    return response
        .status(status)
        .header(HttpHeaderNames.CONTENT_TYPE, JSON)
        .sendString(
            Mono.just(
                "{\"error\":\""
                    + new String(JsonStringEncoder.getInstance().quoteAsString(why))
                    + "\"}"));
  }
}
