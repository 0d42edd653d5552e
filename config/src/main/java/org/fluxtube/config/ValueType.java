package org.fluxtube.config;

import java.util.List;
import java.util.stream.Collectors;
import org.fluxtube.engine.catalogue.Catalogue;

/** What kind of value a key of a campaign file takes. */
public sealed interface ValueType {
  /** An integer in [-2^31, 2^31). */
  record Int() implements ValueType {}

  /** An integer in [-2^63, 2^63). */
  record Long() implements ValueType {}

  /** A finite number. */
  record Real() implements ValueType {}

  /** True or false. */
  record Flag() implements ValueType {}

  /** A text. */
  record Text() implements ValueType {}

  /**
   * One of the constants of an enum.
   *
   * @param constants their names as in a file, lower case with "-"
   * @param type the enum
   */
  record Choice(List<String> constants, Class<? extends Enum<?>> type) implements ValueType {}

  /** A gauge group, for example SU(3). */
  record GroupName() implements ValueType {}

  /**
   * A list.
   *
   * @param element type of its elements
   */
  record ListOf(ValueType element) implements ValueType {}

  /**
   * A value that may be absent.
   *
   * @param element type of the value
   */
  record Maybe(ValueType element) implements ValueType {}

  /**
   * A specification of the catalogue, chosen by {@code type = name}.
   *
   * @param kind an interface for which {@link Catalogue#isKind} holds
   */
  record Kind(Class<?> kind) implements ValueType {
    /** What the kind is called: action, integrator, field ... */
    public String name() {
      return Names.kebab(kind.getSimpleName().replaceAll("(Spec|Type)$", ""));
    }
  }

  /**
   * An object with the keys of a record.
   *
   * @param record the class
   */
  record Nested(Class<? extends Record> record) implements ValueType {}

  /** For error messages and {@code fluxtube list}: "an integer", "a list of numbers" ... */
  default String describe() {
    return switch (this) {
      case Int _, Long _ -> "an integer";
      case Real _ -> "a number";
      case Flag _ -> "true or false";
      case Text _ -> "a text";
      case Choice c -> "one of " + String.join(", ", c.constants());
      case GroupName _ -> "a group";
      case ListOf l -> "a list, each entry " + l.element().describe();
      case Maybe m -> m.element().describe() + ", or null";
      case Kind k ->
          Catalogue.entries(k.kind()).keySet().stream()
              .collect(Collectors.joining(", ", Names.article(k.name()) + " (type = ", ")"));
      case Nested n ->
          Binder.keys(n.record()).stream()
              .map(Key::name)
              .collect(Collectors.joining(", ", "an object { ", " }"));
    };
  }
}
