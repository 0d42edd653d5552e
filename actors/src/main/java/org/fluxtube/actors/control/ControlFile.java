package org.fluxtube.actors.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code control.json}: where the process that runs a campaign is reached, and the token that it
 * demands. Readable by its owner only. A secret, no random number of the physics.
 *
 * @param url for example http://127.0.0.1:40123
 * @param token 32 hexadecimal digits
 * @param pid the process
 */
public record ControlFile(String url, String token, long pid) {
  private static final JsonFactory JSON = new JsonFactory();

  /** The address of the live page with the token, which browsers do not send to anybody. */
  public String page() {
    return url + "/#" + token;
  }

  /**
   * The token of a run: the one of its earlier processes, so that an open page still may steer
   * after a restart, otherwise a new one.
   *
   * @param file where it is kept, for its owner only
   */
  public static String token(Path file) throws IOException {
    if (Files.isRegularFile(file)) {
      String kept = Files.readString(file).strip();
      if (kept.matches("[0-9a-f]{32}")) {
        return kept;
      }
    }
    String token = newToken();
    writePrivately(file, out -> out.write(token.getBytes(StandardCharsets.US_ASCII)));
    return token;
  }

  /** A new token. */
  public static String newToken() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Writes the file, replacing the one of an earlier process. */
  public void write(Path file) throws IOException {
    writePrivately(file, this::write);
  }

  private interface Content {
    void write(OutputStream out) throws IOException;
  }

  private static void writePrivately(Path file, Content content) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Files.deleteIfExists(temporary);
    FileAttribute<?>[] ownerOnly =
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try (OutputStream out =
        Channels.newOutputStream(
            Files.newByteChannel(
                temporary,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                ownerOnly))) {
      content.write(out);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void write(OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("url", url);
      json.writeStringField("token", token);
      json.writeNumberField("pid", pid);
      json.writeEndObject();
    }
  }

  /** Reads the file. */
  public static ControlFile read(Path file) throws IOException {
    Map<String, String> entries = new TreeMap<>();
    try (JsonParser json = JSON.createParser(Files.readString(file))) {
      String key = "";
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          key = json.getText();
        } else if (token.isScalarValue()) {
          entries.put(key, json.getText());
        }
      }
    }
    if (!entries.keySet().containsAll(Set.of("url", "token", "pid"))) {
      throw new IOException(file + " has no url, token and pid");
    }
    return new ControlFile(
        entries.get("url"), entries.get("token"), Long.parseLong(entries.get("pid")));
  }

  /** Removes the file, if it is still there. */
  public static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
