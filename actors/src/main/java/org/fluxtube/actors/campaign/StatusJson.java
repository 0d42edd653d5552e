package org.fluxtube.actors.campaign;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** A {@link CampaignStatus} as a JSON object; numbers that are not known are null. */
public final class StatusJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private StatusJson() {}

  /** The object: campaign, backend, state, chains, observed, secondsLeft, failures. */
  public static String of(CampaignStatus status, String state) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("campaign", status.name());
      json.writeStringField("backend", status.backend());
      json.writeStringField("state", state);
      number(json, "trajectoriesPerSecond", status.perSecond());
      number(json, "secondsLeft", status.secondsLeft());
      json.writeArrayFieldStart("chains");
      for (ChainStatus c : status.chains()) {
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
        json.writeEndObject();
      }
      json.writeEndArray();
      if (status.learning().isPresent()) {
        LearningStatus l = status.learning().get();
        json.writeObjectFieldStart("learning");
        json.writeNumberField("lessons", l.lessons());
        json.writeNumberField("total", l.total());
        json.writeNumberField("running", l.running());
        number(json, "loss", l.loss());
        number(json, "heldOut", l.heldOut());
        number(json, "overlap", l.overlap());
        json.writeEndObject();
      }
      if (status.observed().isPresent()) {
        CampaignStatus.Observed o = status.observed().get();
        json.writeObjectFieldStart("observed");
        json.writeStringField("name", o.label());
        number(json, "mean", o.mean());
        json.writeNumberField("n", o.count());
        json.writeEndObject();
      }
      json.writeEndObject();
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
