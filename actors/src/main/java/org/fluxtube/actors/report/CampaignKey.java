package org.fluxtube.actors.report;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A number that a campaign file says under a key, for example {@code action.beta}; of a list of
 * equal numbers, as {@code lattice = [16, 16]}, that number.
 */
final class CampaignKey {
  private CampaignKey() {}

  /**
   * Its value.
   *
   * @param run for messages
   * @param conf the resolved campaign file
   * @throws IllegalArgumentException if there is none or it is no number, with what is allowed
   */
  static double value(String run, Path conf, String key) {
    Config config = ConfigFactory.parseFile(conf.toFile());
    List<String> path = path(key);
    ConfigObject block = config.root();
    for (String name : path.subList(0, path.size() - 1)) {
      if (!(block.get(name) instanceof ConfigObject inner)) {
        throw unknown(run, key, name, block);
      }
      block = inner;
    }
    ConfigValue value = block.get(path.getLast());
    if (value == null) {
      throw unknown(run, key, path.getLast(), block);
    }
    if (value instanceof ConfigList list && !list.isEmpty()) {
      if (list.stream().distinct().count() > 1) {
        throw new IllegalArgumentException(
            said(run, key, value) + "; allowed is a list of equal numbers, for example [16, 16]");
      }
      value = list.getFirst();
    }
    if (!isNumber(value)) {
      throw new IllegalArgumentException(
          said(run, key, value)
              + "; allowed are keys of numbers, for example action.beta or lattice");
    }
    return ((Number) value.unwrapped()).doubleValue();
  }

  private static boolean isNumber(ConfigValue value) {
    return value.valueType() == ConfigValueType.NUMBER;
  }

  private static List<String> path(String key) {
    try {
      return ConfigUtil.splitPath(key);
    } catch (ConfigException e) {
      throw new IllegalArgumentException(
          "--against " + key + " is no path of keys; allowed is, for example, action.beta", e);
    }
  }

  private static String said(String run, String key, ConfigValue value) {
    return "--against " + key + ": in " + run + " it is " + value.unwrapped();
  }

  private static IllegalArgumentException unknown(
      String run, String key, String name, ConfigObject block) {
    String allowed =
        block.entrySet().stream()
            .filter(e ->
                switch (e.getValue()) {
                  case ConfigObject _ -> true;
                  case ConfigList list -> list.stream().allMatch(CampaignKey::isNumber);
                  default -> isNumber(e.getValue());
                })
            .map(e -> e.getKey() + (e.getValue() instanceof ConfigObject ? ".*" : ""))
            .sorted()
            .collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "--against %s: the campaign of %s has no %s there; allowed are %s"
            .formatted(key, run, name, allowed.isEmpty() ? "no keys of numbers" : allowed));
  }
}
