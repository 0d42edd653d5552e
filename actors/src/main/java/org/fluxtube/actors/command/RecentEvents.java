package org.fluxtube.actors.command;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.fluxtube.engine.run.Event;

/** The last events of a campaign, for who watches; all of them are in the database. */
final class RecentEvents implements Consumer<Event> {
  private static final int KEPT = 20;

  private record Happened(long id, double unixTime, Event event) {}

  private final Deque<Happened> last = new ArrayDeque<>();
  private final Consumer<Event> next;
  private long count;

  /** Passes every event on to {@code next}. */
  RecentEvents(Consumer<Event> next) {
    this.next = next;
  }

  @Override
  public void accept(Event event) {
    next.accept(event);
    if (event.kept()
        && !(event instanceof Event.ConfigurationArchived)
        && !(event instanceof Event.ConfigurationRemoved)) {
      keep(event);
    }
  }

  private synchronized void keep(Event event) {
    last.addLast(new Happened(++count, 1e-3 * System.currentTimeMillis(), event));
    if (last.size() > KEPT) {
      last.removeFirst();
    }
  }

  /** The entry {@code events}, oldest first. */
  synchronized void write(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("events");
    for (Happened h : last) {
      json.writeStartObject();
      json.writeNumberField("id", h.id());
      json.writeNumberField("unixTime", h.unixTime());
      json.writeNumberField("chain", h.event().chain());
      json.writeNumberField("trajectory", h.event().trajectory());
      json.writeStringField("kind", h.event().getClass().getSimpleName());
      json.writeStringField("detail", h.event().detail());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
