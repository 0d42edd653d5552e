package org.fluxtube.engine.learn;

import java.util.regex.Pattern;

/**
 * Texts of specifications by which what was saved is recognised. Keys that came later are left out
 * where they have the value that changes nothing, so that a run which an older version has saved
 * while it learnt goes on. Whoever adds such a key adds it here.
 */
final class Neutral {
  private static final Pattern VALUES =
      Pattern.compile(
          ", (?:choose=Optional\\.empty|transfer=NONE|range=Optional\\.empty|weightDecay=0\\.0"
              + "|decade=0\\.0|forward=0\\.0|anneal=Optional\\.empty)(?=[,\\]])");

  private Neutral() {}

  /** The text without neutral values of newer keys. */
  static String without(String text) {
    return VALUES.matcher(text).replaceAll("");
  }
}
