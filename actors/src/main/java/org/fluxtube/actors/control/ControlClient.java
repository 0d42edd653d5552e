package org.fluxtube.actors.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.fluxtube.actors.control.Control.Verb;

/**
 * Speaks to a running campaign.
 *
 * @param control where it is
 * @param who for the record: user and program
 */
public record ControlClient(ControlFile control, String who) {
  /** A client of this user. */
  public ControlClient(ControlFile control) {
    this(control, System.getProperty("user.name", "somebody") + " with fluxtube");
  }

  /** The client for a run folder's {@code control.json}; empty if there is none. */
  public static Optional<ControlClient> of(Path controlFile) throws IOException {
    return Files.isRegularFile(controlFile)
        ? Optional.of(new ControlClient(ControlFile.read(controlFile)))
        : Optional.empty();
  }

  /** How far it is, as JSON. */
  public String status() throws IOException {
    return request("GET", "/api/campaign", who, "");
  }

  /** Carries out a command; answers in JSON. */
  public String command(Verb verb, OptionalInt chain) throws IOException {
    return request("POST", path(verb.text(), chain), who + " " + verb.text(), "");
  }

  /**
   * Changes a setting; answers in JSON.
   *
   * @param body what, as JSON
   */
  public String change(String body, OptionalInt chain) throws IOException {
    return request("POST", path("change", chain), who + " change", body);
  }

  private static String path(String verb, OptionalInt chain) {
    return "/api/" + verb + (chain.isPresent() ? "?chain=" + chain.getAsInt() : "");
  }

  private String request(String method, String path, String asked, String body) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(control.url() + path).toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setConnectTimeout(5_000);
    connection.setReadTimeout(30_000);
    connection.setRequestProperty(Request.WHO, asked);
    connection.setRequestProperty("Authorization", "Bearer " + control.token());
    if (method.equals("POST")) {
      byte[] content = body.getBytes(StandardCharsets.UTF_8);
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(content.length); // else it may ask twice
      connection.setRequestProperty("Content-Type", "application/json");
      try (OutputStream out = connection.getOutputStream()) {
        out.write(content);
      }
    }
    int code = connection.getResponseCode();
    try (InputStream in = code < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      String answer = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (code >= 400) {
        throw new IOException("the campaign answered " + code + ": " + answer);
      }
      return answer;
    } finally {
      connection.disconnect();
    }
  }
}
