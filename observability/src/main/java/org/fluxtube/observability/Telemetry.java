package org.fluxtube.observability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fluxtube.engine.run.Event;

/**
 * The listener of a campaign: keeps the events until its meters exist, which are made in a thread
 * of their own after the first trajectory or at the first scrape, so that no start waits for them.
 * Afterwards an event costs what {@link Meters} costs. No event is lost or overtaken by a later one
 * of its chain.
 */
public final class Telemetry implements Consumer<Event>, AutoCloseable {
  private final Supplier<Exposition> maker;
  private final Consumer<String> warn;
  private final CompletableFuture<Exposition> exposition = new CompletableFuture<>();
  private volatile Consumer<Event> target;
  private List<Event> early = new ArrayList<>();
  private boolean asked;

  /**
   * Cheap: makes no meter.
   *
   * @param campaign name of the campaign
   * @param backend name of the backend
   * @param groups label of the group of each chain
   * @param warn told when the meters cannot be made; the campaign goes on without
   */
  public Telemetry(
      String campaign, String backend, Map<Integer, String> groups, Consumer<String> warn) {
    this(() -> new Exposition(campaign, backend, groups), warn);
  }

  Telemetry(Supplier<Exposition> maker, Consumer<String> warn) {
    this.maker = maker;
    this.warn = warn;
  }

  @Override
  public void accept(Event event) {
    Consumer<Event> to = target;
    if (to != null) {
      to.accept(event);
    } else {
      keep(event);
    }
  }

  private synchronized void keep(Event event) {
    if (target != null) {
      target.accept(event);
      return;
    }
    early.add(event);
    if (event instanceof Event.TrajectoryFinished) {
      make();
    }
  }

  private synchronized void make() {
    if (!asked) {
      asked = true;
      Thread.ofPlatform().daemon().name("fluxtube-meters").start(this::makeAndCatchUp);
    }
  }

  private void makeAndCatchUp() {
    try {
      Exposition made = maker.get();
      catchUp(made.meters());
      exposition.complete(made);
    } catch (RuntimeException | LinkageError e) {
      catchUp(event -> {
        // there is no meter to count it; the campaign does not depend on them
      });
      warn.accept("no meters, /metrics stays empty: " + e);
      exposition.completeExceptionally(e);
    }
  }

  /** In batches, so that no chain waits for more than the hand-over of one. */
  private void catchUp(Consumer<Event> next) {
    while (true) {
      List<Event> batch;
      synchronized (this) {
        if (early.isEmpty()) {
          target = next;
          return;
        }
        batch = early;
        early = new ArrayList<>();
      }
      batch.forEach(next);
    }
  }

  /**
   * The page for a scrape, made outside the calling thread.
   *
   * @param accept the header Accept
   */
  public CompletionStage<Exposition.Page> page(String accept) {
    make();
    return exposition.thenApplyAsync(made -> made.page(accept));
  }

  /** Frees the meters, now or as soon as they are made; events may still come. */
  @Override
  public void close() {
    exposition.thenAccept(Exposition::close);
  }
}
