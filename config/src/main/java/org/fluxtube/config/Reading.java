package org.fluxtube.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Start;

/**
 * Resolved HOCON to records. What cannot be read is noted and null, and reading goes on with the
 * rest.
 */
final class Reading {
  private static final int LONGEST_LIST = 4096;
  private static final int MOST_VALUES = 100_000;
  private static final String TYPE = "type";

  /**
   * A value that was read without a problem.
   *
   * @param value the object
   * @param origin its place
   */
  record Bound(Object value, ConfigOrigin origin) {}

  private final Origins origins;
  private final Path folder;
  private final Map<String, Bound> bound = new LinkedHashMap<>();
  private int values;
  private int depth;

  /**
   * @param folder relative paths count from here
   */
  Reading(Origins origins, Path folder) {
    this.origins = origins;
    this.folder = folder;
  }

  /** Reads a campaign; null if there were problems. */
  Campaign campaign(ConfigObject root) {
    return (Campaign) object(Campaign.class, root, "", List.of());
  }

  /** What was read without a problem, by path. */
  Map<String, Bound> bound() {
    return bound;
  }

  /** Reads a value and what is inside it; null, and problems noted, if that cannot be done. */
  Object read(ValueType type, ConfigValue value, String path) {
    if (++values > MOST_VALUES) {
      if (values == MOST_VALUES + 1) {
        origins.report(value.origin(), path, "allowed are " + MOST_VALUES + " values in a file");
      }
      return null;
    }
    if (depth >= Sources.DEEPEST) {
      origins.report(value.origin(), "", "more than " + depth + " objects inside each other");
      return null;
    }
    depth++;
    Object result =
        switch (type) {
          case ValueType.ListOf list ->
              value instanceof ConfigList entries
                  ? list(list.element(), entries, path)
                  : wrong(type, value, path);
          case ValueType.Maybe maybe -> {
            Object content = read(maybe.element(), value, path);
            yield content == null ? null : Optional.of(content);
          }
          case ValueType.Kind kind -> specification(kind, value, path);
          case ValueType.Nested nested ->
              value instanceof ConfigObject object
                  ? object(nested.record(), object, path, List.of())
                  : wrong(type, value, path);
          case ValueType.Int _,
              ValueType.Long _,
              ValueType.Real _,
              ValueType.Flag _,
              ValueType.Text _,
              ValueType.Choice _,
              ValueType.GroupName _ ->
              scalar(type, value, path);
        };
    depth--;
    if (result != null && !(result instanceof Optional)) {
      bound.put(path, new Bound(result, value.origin()));
    }
    return result;
  }

  private Object wrong(ValueType type, ConfigValue value, String path) {
    origins.report(
        value.origin(), path, "got " + Scalars.got(value) + "; needed is " + type.describe());
    return null;
  }

  private Object scalar(ValueType type, ConfigValue value, String path) {
    if (value.valueType() == ConfigValueType.NULL) {
      return wrong(type, value, path);
    }
    try {
      return Scalars.read(type, value);
    } catch (IllegalArgumentException e) {
      origins.report(value.origin(), path, e.getMessage());
      return null;
    }
  }

  private Object list(ValueType element, ConfigList entries, String path) {
    if (entries.size() > LONGEST_LIST) {
      origins.report(
          entries.origin(),
          path,
          "got a list of " + entries.size() + " entries; allowed are at most " + LONGEST_LIST);
      return null;
    }
    List<Object> result = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      result.add(read(element, entries.get(i), path + "[" + i + "]"));
    }
    return result.contains(null) ? null : List.copyOf(result);
  }

  private Object specification(ValueType.Kind kind, ConfigValue value, String path) {
    Map<String, Record> entries = Catalogue.entries(kind.kind());
    ConfigValue named = value instanceof ConfigObject object ? object.get(TYPE) : value;
    if (named == null || named.valueType() != ConfigValueType.STRING) {
      String got = named == null ? "no type" : "got " + Scalars.got(named);
      String example =
          entries.entrySet().stream()
              .findFirst()
              .map(e -> "; an example is " + Rendering.inline(kind, e.getValue()))
              .orElse("");
      origins.report(
          (named == null ? value : named).origin(),
          path,
          got + "; needed is " + kind.describe() + example);
      return null;
    }
    String name = named.unwrapped().toString();
    Record example = entries.get(name);
    if (example == null) {
      origins.report(
          named.origin(),
          path,
          "unknown "
              + kind.name()
              + " \""
              + Names.shown(name)
              + "\""
              + Names.suggestion(name, entries.keySet())
              + "; known are "
              + String.join(", ", entries.keySet()));
      return null;
    }
    return value instanceof ConfigObject object
        ? object(example.getClass(), object, path, List.of(TYPE))
        : record(example.getClass(), Map.of(), value.origin(), path);
  }

  private Object object(
      Class<? extends Record> type, ConfigObject object, String path, List<String> alsoKnown) {
    List<String> known = new ArrayList<>(alsoKnown);
    Binder.keys(type).forEach(key -> known.add(key.name()));
    object.forEach((name, value) -> {
      if (!known.contains(name)) {
        origins.report(
            value.origin(),
            path,
            "unknown key \""
                + Names.shown(name)
                + "\""
                + Names.suggestion(name, known)
                + (known.isEmpty() ? "; no keys are known here" : "; known are ")
                + String.join(", ", known));
      }
    });
    return record(type, object, object.origin(), path);
  }

  /** Reads the components of a record and constructs it. */
  private Object record(
      Class<? extends Record> type,
      Map<String, ConfigValue> object,
      ConfigOrigin origin,
      String path) {
    List<Key> keys = Binder.keys(type);
    List<Object> components = new ArrayList<>();
    Map<String, ConfigOrigin> places = new LinkedHashMap<>();
    boolean complete = true;
    for (Key key : keys) {
      String keyPath = path.isEmpty() ? key.name() : path + "." + key.name();
      ConfigValue value = object.get(key.name());
      Object component;
      if (value != null && value.valueType() != ConfigValueType.NULL) {
        places.put(key.name(), value.origin());
        component = read(key.type(), value, keyPath);
      } else if (key.type() instanceof ValueType.Maybe && (value != null || key.optional())) {
        component = Optional.empty();
      } else if (key.optional() && key.example() != null) {
        component = key.example();
        bound.put(keyPath, new Bound(component, origin));
      } else {
        origins.report(origin, keyPath, missing(key));
        component = null;
      }
      complete &= component != null;
      components.add(component == null ? standIn(key) : component);
    }
    Record result = construct(type, keys, components, places, origin, path);
    if (result instanceof Start.File file && complete) {
      return absolute(file, origin, path);
    }
    return complete ? result : null;
  }

  /**
   * What stands in for a value that cannot be read, so that the constructor can check the rest: the
   * example; and of something optional the example of what it may be, since it is there.
   */
  private static Object standIn(Key key) {
    return key.type() instanceof ValueType.Maybe(ValueType.Nested(var record))
        ? Catalogue.defaults(record).<Object>map(Optional::of).orElse(key.example())
        : key.example();
  }

  private static String missing(Key key) {
    String sentence = key.sentence().isEmpty() ? "" : " (" + key.sentence() + ")";
    String example =
        key.example() == null
            ? ""
            : "; an example is " + key.name() + " = " + Rendering.inline(key.type(), key.example());
    return "missing" + sentence + "; needed is " + key.type().describe() + example;
  }

  /** Constructs the record; each refusal is noted at the key that it names. */
  private Record construct(
      Class<? extends Record> type,
      List<Key> keys,
      List<Object> components,
      Map<String, ConfigOrigin> places,
      ConfigOrigin origin,
      String path) {
    if (components.contains(null)) {
      return null;
    }
    List<Object> tried = new ArrayList<>(components);
    boolean refused = false;
    for (int attempt = 0; attempt <= keys.size(); attempt++) {
      try {
        Record result = Binder.construct(type, tried);
        return refused ? null : result;
      } catch (IllegalArgumentException e) {
        refused = true;
        Optional<Key> culprit = Culprit.of(type, keys, tried, e.getMessage());
        String message = Culprit.inFileNames(keys, e.getMessage());
        String keyPath =
            culprit.map(k -> path.isEmpty() ? k.name() : path + "." + k.name()).orElse(path);
        origins.report(culprit.map(k -> places.get(k.name())).orElse(origin), keyPath, message);
        if (culprit.isEmpty()) {
          return null;
        }
        tried.set(keys.indexOf(culprit.get()), culprit.get().example());
      }
    }
    return null;
  }

  private Object absolute(Start.File file, ConfigOrigin origin, String path) {
    try {
      return new Start.File(folder.resolve(file.path()).normalize().toString());
    } catch (InvalidPathException e) {
      origins.report(origin, path, "\"" + Names.shown(file.path()) + "\" is not a path");
      return null;
    }
  }
}
