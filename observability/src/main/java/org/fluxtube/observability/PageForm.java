package org.fluxtube.observability;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page for Prometheus with a blank for every number: what the library wrote once, so that names,
 * labels, sentences and order are its own, and after it only the numbers are written again.
 * Immutable.
 */
final class PageForm {
  private record Blank(byte[] before, Samples.Sample sample) {}

  private final List<Blank> blanks;
  private final byte[] end;
  private final int size;

  private PageForm(List<Blank> blanks, byte[] end, int size) {
    this.blanks = blanks;
    this.end = end;
    this.size = size;
  }

  /**
   * The form of a page.
   *
   * @param page in the text format of Prometheus or OpenMetrics, without times and exemplars;
   *     unchanged
   * @param samples where the numbers come from
   * @return empty if the page has a line whose number is not known there
   */
  static Optional<PageForm> of(byte[] page, Samples samples) {
    List<Blank> blanks = new ArrayList<>();
    StringBuilder before = new StringBuilder();
    for (String line : new String(page, StandardCharsets.UTF_8).split("(?<=\n)")) {
      if (line.startsWith("#")) {
        before.append(line);
        continue;
      }
      int value = line.lastIndexOf(' ');
      Samples.Sample sample = value < 0 ? null : samples.find(line.substring(0, value));
      if (sample == null) {
        return Optional.empty();
      }
      before.append(line, 0, value + 1);
      blanks.add(new Blank(bytes(before), sample));
      before.setLength(0);
      before.append('\n');
    }
    return Optional.of(new PageForm(blanks, bytes(before), page.length));
  }

  private static byte[] bytes(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The page with the numbers of now; owned by the caller. */
  byte[] fill() {
    ByteArrayOutputStream page = new ByteArrayOutputStream(size + size / 8);
    for (Blank blank : blanks) {
      page.writeBytes(blank.before());
      page.writeBytes(blank.sample().text().getBytes(StandardCharsets.ISO_8859_1));
    }
    page.writeBytes(end);
    return page.toByteArray();
  }
}
