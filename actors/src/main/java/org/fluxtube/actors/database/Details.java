package org.fluxtube.actors.database;

import java.util.Map;
import java.util.stream.Collectors;

/** A sampler's further numbers as a JSON object; numbers that JSON does not have become null. */
final class Details {
  private Details() {}

  static String json(Map<String, Double> details) {
    return details.entrySet().stream()
        .map(e -> '"' + e.getKey() + "\":" + number(e.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String number(double x) {
    return Double.isFinite(x) ? Double.toString(x) : "null";
  }
}
