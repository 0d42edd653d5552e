package org.fluxtube.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the key whose value a constructor refused. */
final class Culprit {
  private Culprit() {}

  /**
   * The key that the message names first, if its value differs from the example; else the only key
   * that makes the record valid when it takes the example's value.
   */
  static Optional<Key> of(
      Class<? extends Record> type, List<Key> keys, List<Object> values, String message) {
    List<Key> changed = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      Key key = keys.get(i);
      if (key.example() != null && !key.example().equals(values.get(i))) {
        changed.add(key);
      }
    }
    Optional<Key> named =
        changed.stream()
            .filter(key -> position(key, message) >= 0)
            .min(Comparator.comparingInt(key -> position(key, message)));
    return named.isPresent()
        ? named
        : changed.stream()
            .filter(key -> valid(type, keys, values, key))
            .reduce((first, second) -> first);
  }

  private static boolean valid(
      Class<? extends Record> type, List<Key> keys, List<Object> values, Key key) {
    List<Object> changed = new ArrayList<>(values);
    changed.set(keys.indexOf(key), key.example());
    try {
      Binder.construct(type, changed);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static int position(Key key, String message) {
    Matcher matcher = word(key.component()).matcher(String.valueOf(message));
    return matcher.find() ? matcher.start() : -1;
  }

  /** The message with the keys of the file instead of the components of the record. */
  static String inFileNames(List<Key> keys, String message) {
    String result = String.valueOf(message);
    for (Key key : keys) {
      if (!key.name().equals(key.component())) {
        result = word(key.component()).matcher(result).replaceAll(key.name());
      }
    }
    return result;
  }

  private static Pattern word(String component) {
    return Pattern.compile("(?<![A-Za-z0-9-])" + component + "(?![A-Za-z0-9-])");
  }
}
