package org.fluxtube.actors.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A setting of a running campaign that somebody wants to change. */
public sealed interface Change {
  /**
   * The integrator's step, before MEASURE only.
   *
   * @param value new step size, positive, in molecular-dynamics time
   */
  record StepSize(double value) implements Change {}

  /**
   * The length of THERMALISE, while in it.
   *
   * @param trajectories its trajectories from the start of the chain; 0 ends it with the next one
   */
  record Thermalise(long trajectories) implements Change {}

  /**
   * The intervals of all measurements, at any time and for all chains.
   *
   * @param factor times those of the campaign file
   */
  record Thin(int factor) implements Change {}

  /** What a body may say. */
  String ALLOWED =
      "allowed is one of {\"stepSize\": 0.05}, {\"thermalise\": 800}, {\"phase\": \"MEASURE\"},"
          + " which ends THERMALISE, and {\"thin\": 5}, which measures five times more seldom than"
          + " the campaign file says";

  /**
   * Reads the body of a request.
   *
   * @throws Refusal if it is none of the known changes
   */
  static Change parse(String body) {
    Map<String, Object> entries = entries(body);
    if (entries.keySet().equals(Set.of("stepSize"))
        && entries.get("stepSize") instanceof Number step
        && step.doubleValue() > 0
        && Double.isFinite(step.doubleValue())) {
      return new StepSize(step.doubleValue());
    }
    if (entries.keySet().equals(Set.of("thermalise"))
        && entries.get("thermalise") instanceof Long trajectories
        && trajectories > 0) {
      return new Thermalise(trajectories);
    }
    if (entries.keySet().equals(Set.of("phase")) && entries.get("phase") instanceof String phase) {
      return phase(phase);
    }
    if (entries.keySet().equals(Set.of("thin"))
        && entries.get("thin") instanceof Long factor
        && factor > 0
        && factor <= 1_000_000) {
      return new Thin(Math.toIntExact(factor));
    }
    if (entries.containsKey("every")) {
      throw Refusal.conflict(
          "the intervals of the campaign file stay, for errors need equally spaced numbers; all of"
              + " them can be multiplied: {\"thin\": 5}");
    }
    throw bad("the body says " + entries.keySet());
  }

  private static Change phase(String phase) {
    if (phase.equals("MEASURE")) {
      return new Thermalise(0);
    }
    if (phase.equals("LEARN") || phase.equals("THERMALISE")) {
      throw Refusal.conflict(
          "phase "
              + phase
              + ": a chain never goes back to it, for what was measured since would depend on a"
              + " decision taken after looking at it; allowed is MEASURE, while the chain"
              + " thermalises");
    }
    throw bad("unknown phase");
  }

  private static Refusal bad(String what) {
    return new Refusal(HttpResponseStatus.BAD_REQUEST, what + "; " + ALLOWED);
  }

  private static Map<String, Object> entries(String body) {
    JsonFactory strict =
        JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    Map<String, Object> entries = new TreeMap<>();
    try (JsonParser json = strict.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw bad("the body is no JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        switch (json.nextToken()) {
          case VALUE_NUMBER_INT -> entries.put(key, json.getLongValue());
          case VALUE_NUMBER_FLOAT -> entries.put(key, json.getDoubleValue());
          case VALUE_STRING -> entries.put(key, json.getText());
          case null, default -> throw bad("a value is neither a number nor a text");
        }
      }
      if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
        throw bad("the body is no single JSON object");
      }
    } catch (IOException e) {
      throw bad("the body is no JSON");
    }
    return entries;
  }
}
