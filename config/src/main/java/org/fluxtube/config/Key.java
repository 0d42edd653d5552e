package org.fluxtube.config;

/**
 * A key of a campaign file: a component of a specification.
 *
 * @param name the key, for example target-acceptance
 * @param component the record's component, for example targetAcceptance
 * @param type what it takes
 * @param sentence meaning, unit, allowed range
 * @param optional whether it may be left out
 * @param example the value in the catalogue's example; the default of an optional key; null if the
 *     catalogue has none
 */
public record Key(
    String name,
    String component,
    ValueType type,
    String sentence,
    boolean optional,
    Object example) {
  /** The example as it stands in a campaign file, on one line; empty if there is none. */
  public String exampleText() {
    return example == null ? "" : Rendering.inline(type, example);
  }
}
