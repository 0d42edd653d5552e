package org.fluxtube.engine.io;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The flat XML of SciDAC and ILDG records, read by looking for tags, as QIO does: records in
 * circulation are not always well-formed. Entities are never expanded and nothing is ever fetched;
 * a document type is refused.
 */
final class Tags {
  private final Source source;
  private final Lime.Entry entry;
  private final String xml;

  Tags(Source source, Lime.Entry entry) throws IOException {
    this.source = source;
    this.entry = entry;
    this.xml = entry.text(source);
    if (xml.contains("<!DOCTYPE") || xml.contains("<!ENTITY")) {
      throw source.at(
          entry.offset(),
          "record " + entry.type() + " declares a document type or entity; refused");
    }
  }

  /** The text of the only element of this name; refused where there are two of them. */
  Optional<String> text(String name) throws IOException {
    // bounded repetition: the time stays linear in the length of the record
    Matcher matcher =
        Pattern.compile("<" + name + "(?:\\s[^<>]{0,256})?>([^<]*)</" + name + "\\s{0,16}>")
            .matcher(xml);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String text = matcher.group(1).strip();
    if (matcher.find()) {
      throw source.at(
          entry.offset(), "record " + entry.type() + " has more than one <" + name + ">");
    }
    return Optional.of(unescape(text));
  }

  /** The text of an element that must be there. */
  String required(String name) throws IOException {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      throw source.at(
          entry.offset(), "record " + entry.type() + " has no <" + name + ">...</" + name + ">");
    }
    return text.get();
  }

  int integer(String name) throws IOException {
    return source.integer("<" + name + "> of " + entry.type(), required(name));
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String unescape(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
  }
}
