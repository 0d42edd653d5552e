package org.fluxtube.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Values from the command line, {@code key=value}. A key is a path with dots; a number in it is an
 * entry of a list: {@code chains.0.count=4}.
 */
final class Overrides {
  private static final String KEY = "[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+){0,31}";
  private static final String EXAMPLE = "an example is trajectories.measure=200";

  private record Change(List<String> path, ConfigValue value) {
    boolean entersList() {
      return path.stream().anyMatch(part -> part.matches("[0-9]+"));
    }
  }

  private final Origins origins;
  private final List<Change> changes = new ArrayList<>();

  /** Parses the overrides; problems are noted. */
  Overrides(Origins origins, List<String> texts) {
    this.origins = origins;
    texts.forEach(this::add);
  }

  private void add(String text) {
    String origin = origins.add(Origins.COMMAND_LINE);
    int equals = text.indexOf('=');
    String key = equals < 0 ? "" : text.substring(0, equals).strip();
    if (!key.matches(KEY)) {
      problem("", "\"" + Names.shown(text) + "\" is not key=value; " + EXAMPLE);
      return;
    }
    String value = text.substring(equals + 1);
    if (value.isBlank() || value.length() > Sources.LARGEST || value.contains("include")) {
      problem(key, "\"" + Names.shown(value) + "\" is no value; " + EXAMPLE);
      return;
    }
    try {
      ConfigObject parsed =
          ConfigFactory.parseString(
                  "value = " + value, ConfigParseOptions.defaults().setOriginDescription(origin))
              .root();
      if (parsed.size() != 1 || !parsed.containsKey("value")) {
        problem(key, "\"" + Names.shown(value) + "\" is more than one value; " + EXAMPLE);
        return;
      }
      changes.add(new Change(List.of(key.split("\\.")), parsed.get("value")));
    } catch (ConfigException e) {
      origins.report(e.origin(), key, e.getMessage().replaceFirst("^#[0-9]+: [0-9]+: ", ""));
    } catch (StackOverflowError e) {
      problem(key, "the value is nested too deeply");
    }
  }

  private void problem(String path, String message) {
    origins.report(Origins.COMMAND_LINE, 0, path, message);
  }

  /** The overrides without list entries over the file, before substitutions are resolved. */
  ConfigObject mergeInto(ConfigObject file) {
    ConfigObject root = file;
    for (Change change : changes) {
      if (!change.entersList()) {
        ConfigObject layer = null;
        for (String part : change.path.reversed()) {
          layer =
              (ConfigObject)
                  (layer == null ? change.value : layer)
                      .atKey(part)
                      .root()
                      .withOrigin(change.value.origin());
        }
        root = layer.withFallback(root);
      }
    }
    return root;
  }

  /** The overrides of list entries, in a resolved file. */
  ConfigObject replaceEntries(ConfigObject resolved) {
    ConfigObject root = resolved;
    for (Change change : changes) {
      if (change.entersList()) {
        root = (ConfigObject) replaced(root, change, 0);
      }
    }
    return root;
  }

  private ConfigValue replaced(ConfigValue old, Change change, int depth) {
    if (depth == change.path.size()) {
      return change.value.withFallback(old);
    }
    String part = change.path.get(depth);
    if (old instanceof ConfigList list) {
      if (!part.matches("[0-9]{1,6}") || Integer.parseInt(part) >= list.size()) {
        problem(
            String.join(".", change.path),
            "the list has no entry \"" + part + "\"; allowed are 0 to " + (list.size() - 1));
        return old;
      }
      List<ConfigValue> entries = new ArrayList<>(list);
      int index = Integer.parseInt(part);
      entries.set(index, replaced(entries.get(index), change, depth + 1));
      return ConfigValueFactory.fromIterable(entries).withOrigin(old.origin());
    }
    if (old instanceof ConfigObject object) {
      ConfigValue child = object.get(part);
      if (child == null) {
        child = ConfigFactory.empty().root();
      }
      return object.withValue(part, replaced(child, change, depth + 1));
    }
    return replaced(ConfigFactory.empty().root(), change, depth);
  }
}
