package org.fluxtube.actors.command;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.fluxtube.engine.run.Event;

/** The last events of a campaign, for who watches; all of them are in the database. */
final class RecentEvents implements Consumer<Event> {
  private static final int KEPT = 20;
  private static final int LOSSES = 128;

  /** What a lesson says of a flow. */
  private static final List<String> FLOW =
      List.of(
          "ess",
          "acceptance",
          "reverseKl",
          "lnZ",
          "lnZError",
          "forwardEss",
          "forwardKl",
          "forwardLnZ",
          "forwardLnZError");

  private record Happened(long id, double unixTime, Event event) {}

  private final Deque<Happened> last = new ArrayDeque<>();
  private final Consumer<Event> next;
  private final ArrayDeque<Double> losses = new ArrayDeque<>();
  private Event.LessonLearnt lesson;
  private int version;
  private long count;

  /** Passes every event on to {@code next}. */
  RecentEvents(Consumer<Event> next) {
    this.next = next;
  }

  @Override
  public void accept(Event event) {
    next.accept(event);
    switch (event) {
      case Event.LessonLearnt learnt -> learnt(learnt);
      case Event.ModelAdopted adopted -> adopted(adopted.version());
      default -> {
        // no news of the model
      }
    }
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

  private synchronized void learnt(Event.LessonLearnt learnt) {
    lesson = learnt;
    losses.addLast(learnt.loss());
    if (losses.size() > LOSSES) {
      losses.removeFirst();
    }
  }

  private synchronized void adopted(int newest) {
    version = Math.max(version, newest);
  }

  private void models(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("models");
    if (lesson != null) {
      json.writeStartObject();
      json.writeStringField("name", "model");
      json.writeNumberField("version", version);
      json.writeNumberField("lesson", lesson.lesson());
      number(json, "loss", lesson.loss());
      number(json, "heldOut", lesson.heldOut());
      json.writeArrayFieldStart("losses");
      for (double loss : losses) {
        if (Double.isFinite(loss)) {
          json.writeNumber(loss);
        }
      }
      json.writeEndArray();
      flow(json, lesson.further());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Of a flow alone: how good its draws are, and what held-out configurations say of it. */
  private static void flow(JsonGenerator json, Map<String, Double> numbers) throws IOException {
    if (!numbers.containsKey("ess")) {
      return;
    }
    json.writeObjectFieldStart("flow");
    for (String name : FLOW) {
      number(json, name, numbers.getOrDefault(name, Double.NaN));
    }
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, double x) throws IOException {
    if (Double.isFinite(x)) {
      json.writeNumberField(name, x);
    } else {
      json.writeNullField(name);
    }
  }

  /** The entries {@code models} and {@code events}, oldest first. */
  synchronized void write(JsonGenerator json) throws IOException {
    models(json);
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
