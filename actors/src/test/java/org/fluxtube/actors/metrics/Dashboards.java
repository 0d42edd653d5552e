package org.fluxtube.actors.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.fluxtube.actors.testing.ProjectFiles;

/** The queries of the panels of all dashboards. */
final class Dashboards {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Dashboards() {}

  /** One query; where says dashboard and panel. */
  record Query(String where, String text) {}

  static List<Query> prometheus() throws IOException {
    return queries("expr");
  }

  static List<Query> sql() throws IOException {
    return queries("rawQueryText");
  }

  private static List<Query> queries(String key) throws IOException {
    List<Query> queries = new ArrayList<>();
    try (Stream<Path> files =
        Files.list(ProjectFiles.of("observability/grafana/dashboards")).sorted()) {
      for (Path file : files.toList()) {
        JsonNode dashboard = JSON.readTree(file.toFile());
        for (JsonNode panel : dashboard.get("panels")) {
          for (JsonNode target : panel.path("targets")) {
            if (target.has(key)) {
              String where = dashboard.get("title").asText() + ": " + panel.get("title").asText();
              queries.add(new Query(where, target.get(key).asText()));
            }
          }
        }
      }
    }
    return queries;
  }
}
