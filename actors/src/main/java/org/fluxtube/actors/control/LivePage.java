package org.fluxtube.actors.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page at {@code /}: one file that loads nothing. Its policy names its own style and script by
 * their hashes, so that no other one runs whatever a label contains.
 *
 * @param html the page
 * @param policy value of Content-Security-Policy
 */
record LivePage(String html, String policy) {
  static LivePage load() {
    try (InputStream in = LivePage.class.getResourceAsStream("live.html")) {
      String html = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new LivePage(
          html,
          "default-src 'none'; script-src "
              + hashes(html, "script")
              + "; style-src "
              + hashes(html, "style")
              + "; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
              + " frame-ancestors 'none'");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hashes(String html, String tag) {
    List<String> hashes = new ArrayList<>();
    Matcher parts = Pattern.compile("(?s)<" + tag + ">(.*?)</" + tag + ">").matcher(html);
    while (parts.find()) {
      hashes.add("'sha256-" + sha256(parts.group(1)) + "'");
    }
    return String.join(" ", hashes);
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
