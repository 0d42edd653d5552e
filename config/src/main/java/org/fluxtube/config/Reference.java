package org.fluxtube.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.run.Campaign;

/**
 * All keys of a campaign file, for {@code fluxtube list}: made from the records and the catalogue.
 *
 * @param campaign the keys of the file itself
 * @param objects keys of objects without a type, by the path of an object that has them, for
 *     example {@code chains[]}
 * @param kinds what is chosen by {@code type = name}
 */
public record Reference(
    List<Key> campaign, Map<String, List<Key>> objects, List<KindReference> kinds) {
  /**
   * One kind of specification.
   *
   * @param name what the kind is called, for example action
   * @param entries what can be chosen
   */
  public record KindReference(String name, List<EntryReference> entries) {}

  /**
   * One entry of the catalogue.
   *
   * @param type the name after {@code type =}
   * @param keys its keys
   * @param example the catalogue's example on one line of HOCON
   */
  public record EntryReference(String type, List<Key> keys, String example) {}

  /** The reference of this build. */
  public static Reference create() {
    Map<String, List<Key>> objects = new LinkedHashMap<>();
    List<Key> campaign = Binder.keys(Campaign.class);
    collect(campaign, "", objects);
    List<KindReference> kinds =
        Catalogue.kinds().stream().map(kind -> kind(new ValueType.Kind(kind), objects)).toList();
    return new Reference(campaign, objects, kinds);
  }

  private static KindReference kind(ValueType.Kind kind, Map<String, List<Key>> objects) {
    List<EntryReference> entries =
        Catalogue.entries(kind.kind()).entrySet().stream()
            .map(entry -> {
              List<Key> keys = Binder.keys(entry.getValue().getClass());
              collect(keys, entry.getKey() + ".", objects);
              return new EntryReference(
                  entry.getKey(), keys, Rendering.inline(kind, entry.getValue()));
            })
            .toList();
    return new KindReference(kind.name(), entries);
  }

  private static void collect(List<Key> keys, String path, Map<String, List<Key>> objects) {
    for (Key key : keys) {
      collect(key.type(), path + key.name(), objects);
    }
  }

  private static void collect(ValueType type, String path, Map<String, List<Key>> objects) {
    switch (type) {
      case ValueType.ListOf list -> collect(list.element(), path + "[]", objects);
      case ValueType.Maybe maybe -> collect(maybe.element(), path, objects);
      case ValueType.Nested nested -> {
        List<Key> keys = Binder.keys(nested.record());
        objects.put(path, keys);
        collect(keys, path + ".", objects);
      }
      default -> {}
    }
  }

  /** The reference as text, a line for each key: name, type, default, sentence. */
  public String text() {
    StringBuilder out = new StringBuilder("campaign\n");
    lines(campaign, "  ", out);
    objects.forEach((path, keys) -> {
      out.append('\n').append(path).append('\n');
      lines(keys, "  ", out);
    });
    for (KindReference kind : kinds) {
      out.append('\n').append(kind.name()).append('\n');
      for (EntryReference entry : kind.entries()) {
        out.append("  type = ").append(entry.type()).append('\n');
        lines(entry.keys(), "    ", out);
      }
    }
    return out.toString();
  }

  private static void lines(List<Key> keys, String indent, StringBuilder out) {
    for (Key key : keys) {
      String value =
          key.optional() && key.type() instanceof ValueType.Maybe
              ? "none where left out"
              : key.optional() && key.example() != null
                  ? "default " + Rendering.inline(key.type(), key.example())
                  : "required";
      out.append(indent).append(key.name()).append(": ").append(key.type().describe());
      out.append("; ").append(value).append(". ").append(key.sentence()).append('\n');
    }
  }
}
