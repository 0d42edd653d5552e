package org.fluxtube.actors.control;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
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
  private final Flux<byte[]> events;

  EventFeed(Control control, int limit) {
    this.control = control;
    this.limit = limit;
    Flux<byte[]> states =
        Flux.interval(EVERY, scheduler)
            .onBackpressureDrop()
            .concatMap(tick -> state(), 1)
            .distinctUntilChanged()
            .map(this::event);
    Flux<byte[]> beats =
        Flux.interval(ALIVE, scheduler).onBackpressureDrop().map(n -> bytes(": alive\n\n"));
    this.events = Flux.merge(states, beats).share();
  }

  private Mono<String> state() {
    return Mono.fromFuture(() -> control.campaign().toCompletableFuture(), true)
        .onErrorResume(e -> Mono.empty());
  }

  private byte[] event(String state) {
    return bytes("id: " + ids.incrementAndGet() + "\nevent: state\ndata: " + state + "\n\n");
  }

  /** Made once, shared by all listeners; not to be changed. */
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Serves one listener until it goes. */
  Publisher<Void> to(HttpServerResponse response) {
    if (listeners.incrementAndGet() > limit) {
      listeners.decrementAndGet();
      throw new Refusal(
          HttpResponseStatus.SERVICE_UNAVAILABLE,
          "there are " + limit + " listeners already; close one");
    }
    Flux<byte[]> mine =
        state()
            .map(this::event)
            .concatWith(events)
            .onBackpressureLatest()
            .doFinally(end -> listeners.decrementAndGet());
    AtomicReference<Channel> channel = new AtomicReference<>();
    response.withConnection(c -> channel.set(c.channel()));
    return response
        .header(HttpHeaderNames.CONTENT_TYPE, "text/event-stream")
        .sendHeaders()
        .then(
            Mono.<Void>create(end -> {
              OneByOne writer = new OneByOne(channel.get(), end);
              end.onDispose(writer);
              mine.subscribe(writer);
            }));
  }

  /** Asks for the next event when the last one has left for the network. */
  private static final class OneByOne extends BaseSubscriber<byte[]> {
    private final Channel channel;
    private final MonoSink<Void> end;

    OneByOne(Channel channel, MonoSink<Void> end) {
      this.channel = channel;
      this.end = end;
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
      channel.closeFuture().addListener(closed -> dispose());
      request(1);
    }

    @Override
    protected void hookOnNext(byte[] text) {
      Future<?> late =
          channel
              .eventLoop()
              .schedule(() -> channel.close(), PATIENCE.toSeconds(), TimeUnit.SECONDS);
      channel
          .writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(text)))
          .addListener(written -> {
            late.cancel(false);
            if (written.isSuccess()) {
              request(1);
            } else {
              end.error(written.cause());
            }
          });
    }

    @Override
    protected void hookOnComplete() {
      end.success();
    }
  }

  int listeners() {
    return listeners.get();
  }

  @Override
  public void close() {
    scheduler.dispose();
  }
}
