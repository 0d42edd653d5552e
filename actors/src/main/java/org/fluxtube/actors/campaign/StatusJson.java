package org.fluxtube.actors.campaign;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** A {@link CampaignStatus} and its parts as JSON, in one line; what is not known is null. */
public final class StatusJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** Observables of each chain in the state of the campaign; all are with the chains. */
  private static final int FEW = 4;

  private StatusJson() {}

  /** Adds entries to an object. */
  public interface Part {
    /** Writes them. */
    void write(JsonGenerator json) throws IOException;
  }

  /**
   * The object: campaign, backend, state, trajectoriesPerSecond, secondsLeft, chains, observables.
   *
   * @param more further entries
   */
  public static String of(CampaignStatus status, String state, Part more) {
    return text(json -> {
      json.writeStartObject();
      json.writeStringField("campaign", status.name());
      json.writeStringField("backend", status.backend());
      json.writeStringField("state", state);
      number(json, "trajectoriesPerSecond", status.perSecond());
      number(json, "secondsLeft", status.secondsLeft());
      json.writeArrayFieldStart("chains");
      for (ChainStatus c : status.chains()) {
        chain(json, c, status, FEW);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("observables");
      for (LiveMean m : status.means()) {
        mean(json, m);
      }
      json.writeEndArray();
      if (status.learning().isPresent()) {
        learning(json, status.learning().get());
      }
      more.write(json);
      json.writeEndObject();
    });
  }

  /** Chains with all their observables, an array. */
  public static String chains(CampaignStatus status, List<ChainStatus> which) {
    return text(json -> {
      json.writeStartArray();
      for (ChainStatus c : which) {
        chain(json, c, status, Integer.MAX_VALUE);
      }
      json.writeEndArray();
    });
  }

  /** Histories: campaign, name, series of each chain. */
  public static String series(String campaign, String name, List<LiveMean> chains) {
    return text(json -> {
      json.writeStartObject();
      json.writeStringField("campaign", campaign);
      json.writeStringField("name", name);
      json.writeArrayFieldStart("series");
      for (LiveMean m : chains) {
        json.writeStartObject();
        json.writeNumberField("chain", m.chain());
        json.writeStringField("phase", m.phase().name());
        json.writeNumberField("each", m.history().each());
        json.writeNumberField("first", m.history().first());
        json.writeNumberField("last", m.history().last());
        json.writeArrayFieldStart("points");
        for (double x : m.history().points()) {
          json.writeNumber(x);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private static void chain(JsonGenerator json, ChainStatus c, CampaignStatus status, int most)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", c.chain());
    json.writeStringField("label", c.label());
    json.writeStringField("state", c.state());
    json.writeStringField("detail", c.detail());
    json.writeStringField("phase", c.phase().name());
    json.writeNumberField("trajectories", c.trajectory());
    json.writeNumberField("total", c.total());
    json.writeNumberField("checkpoint", c.checkpoint());
    json.writeNumberField("version", c.version());
    number(json, "acceptance", c.acceptance());
    number(json, "trajectoriesPerSecond", c.perSecond());
    json.writeArrayFieldStart("observables");
    int written = 0;
    for (LiveMean m : status.observed()) {
      if (m.chain() == c.chain() && written++ < most) {
        mean(json, m);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void learning(JsonGenerator json, LearningStatus l) throws IOException {
    json.writeObjectFieldStart("learning");
    json.writeNumberField("lessons", l.lessons());
    json.writeNumberField("total", l.total());
    json.writeNumberField("running", l.running());
    number(json, "loss", l.loss());
    number(json, "heldOut", l.heldOut());
    number(json, "overlap", l.overlap());
    json.writeEndObject();
  }

  private static void mean(JsonGenerator json, LiveMean m) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", m.name());
    json.writeStringField("phase", m.phase().name());
    number(json, "mean", m.mean());
    number(json, "error", m.error());
    number(json, "tauInt", m.tauInt());
    json.writeNumberField("n", m.count());
    json.writeEndObject();
  }

  /** Any value that {@code part} writes. */
  public static String text(Part part) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      part.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void number(JsonGenerator json, String name, double x) throws IOException {
    if (Double.isFinite(x)) {
      json.writeNumberField(name, x);
    } else {
      json.writeNullField(name);
    }
  }
}
