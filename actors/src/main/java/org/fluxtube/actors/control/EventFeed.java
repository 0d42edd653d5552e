package org.fluxtube.actors.control;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The states of the campaign as server-sent events, one question to the campaign for all listeners.
 * Each listener has at most one event on its way and one, the newest, waiting: one that reads
 * slowly misses states, which hold counters and not their changes, and one that never reads is
 * dropped after a minute. Nobody makes the campaign or another listener wait.
 */
final class EventFeed implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(250);
  private static final Duration ALIVE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final int limit;
  private final Scheduler scheduler = Schedulers.newSingle("fluxtube-events", true);
  private final AtomicLong ids = new AtomicLong();
  private final AtomicInteger listeners = new AtomicInteger();
  private final Control control;
  private final Flux<String> events;

  EventFeed(Control control, int limit) {
    this.control = control;
    this.limit = limit;
    Flux<String> states =
        Flux.interval(EVERY, scheduler)
            .onBackpressureDrop()
            .concatMap(tick -> state(), 1)
            .distinctUntilChanged()
            .map(this::event);
    Flux<String> beats =
        Flux.interval(ALIVE, scheduler).onBackpressureDrop().map(n -> ": alive\n\n");
    this.events = Flux.merge(states, beats).share();
  }

  private Mono<String> state() {
    return Mono.fromCompletionStage(control::campaign).onErrorResume(e -> Mono.empty());
  }

  private String event(String state) {
    return "id: " + ids.incrementAndGet() + "\nevent: state\ndata: " + state + "\n\n";
  }

  /** Serves one listener until it goes. */
  Publisher<Void> to(HttpServerResponse response) {
    if (listeners.incrementAndGet() > limit) {
      listeners.decrementAndGet();
      throw new Refusal(
          HttpResponseStatus.SERVICE_UNAVAILABLE,
          "there are " + limit + " listeners already; close one");
    }
    Flux<String> mine =
        state()
            .map(this::event)
            .concatWith(events)
            .onBackpressureLatest()
            .doFinally(end -> listeners.decrementAndGet());
    return response
        .header(HttpHeaderNames.CONTENT_TYPE, "text/event-stream")
        .sendHeaders()
        .then(
            mine.concatMap(text -> response.sendString(Mono.just(text)).then().timeout(PATIENCE), 0)
                .then());
  }

  int listeners() {
    return listeners.get();
  }

  @Override
  public void close() {
    scheduler.dispose();
  }
}
