package org.fluxtube.engine.io;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.fluxtube.engine.field.Group;

/**
 * What the caller of {@link ConfigurationFile#read} asks for.
 *
 * @param group the gauge group that the file must have; empty accepts every group
 * @param ignored checks whose failure becomes a warning; everything else is refused
 */
public record ReadOptions(Optional<Group> group, Set<Check> ignored) {
  /** All checks, any group. */
  public static final ReadOptions STRICT = new ReadOptions(Optional.empty(), Set.of());

  /** Every failed check becomes a warning; damaged structure is still refused. */
  public static final ReadOptions LENIENT = STRICT.ignoring(Check.values());

  /** Copies {@code ignored}. */
  public ReadOptions {
    ignored = Set.copyOf(ignored);
  }

  /** The same options, with the given checks turned into warnings too. */
  public ReadOptions ignoring(Check... checks) {
    Set<Check> all = EnumSet.noneOf(Check.class);
    all.addAll(ignored);
    all.addAll(Arrays.asList(checks));
    return new ReadOptions(group, all);
  }

  /** The same options, for files of this gauge group only. */
  public ReadOptions requiring(Group required) {
    return new ReadOptions(Optional.of(required), ignored);
  }
}
