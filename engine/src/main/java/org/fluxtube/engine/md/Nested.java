package org.fluxtube.engine.md;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fluxtube.engine.catalogue.Param;

/**
 * Nested time scales (Sexton, Weingarten, Nucl. Phys. B380 (1992) 665): each drift of a level is
 * one run of the next level. The first level is the outermost and slowest.
 *
 * @param levels from the outermost to the innermost, at least two
 */
public record Nested(
    @Param("levels from slow to fast, [{ terms = [fermion], integrator { ... } }, ...]")
        List<Level> levels)
    implements IntegratorSpec {
  /**
   * One level.
   *
   * @param terms names of the terms of the sum of actions whose forces act here
   * @param integrator its scheme; steps are those inside one drift of the level above
   */
  public record Level(
      @Param("terms of the sum of actions whose forces act on this level") List<String> terms,
      @Param("integrator of this level") IntegratorSpec integrator) {
    /** Copies the names. */
    public Level {
      terms = List.copyOf(terms);
      if (terms.isEmpty()) {
        throw new IllegalArgumentException("a level needs at least one term, for example [gauge]");
      }
      if (integrator instanceof Nested) {
        throw new IllegalArgumentException(
            "a level's integrator is itself nested; list all levels in one nested integrator");
      }
    }
  }

  /** Checks that no term is on two levels. */
  public Nested {
    levels = List.copyOf(levels);
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("a nested integrator needs at least one level");
    }
    Set<String> seen = new HashSet<>();
    for (Level level : levels) {
      for (String term : level.terms()) {
        if (!seen.add(term)) {
          throw new IllegalArgumentException("term \"" + term + "\" is on two levels");
        }
      }
    }
  }

  @Override
  public List<Element> elements() {
    return levels.getFirst().integrator().elements();
  }

  @Override
  public int steps() {
    return levels.getFirst().integrator().steps();
  }

  @Override
  public List<String> terms() {
    return levels.getFirst().terms();
  }

  @Override
  public IntegratorSpec inner() {
    return levels.size() == 1 ? null : new Nested(levels.subList(1, levels.size()));
  }

  @Override
  public Nested withSteps(int other) {
    List<Level> changed = new java.util.ArrayList<>(levels);
    Level first = levels.getFirst();
    changed.set(0, new Level(first.terms(), first.integrator().withSteps(other)));
    return new Nested(changed);
  }

  @Override
  public int order() {
    return levels.stream().mapToInt(level -> level.integrator().order()).min().orElseThrow();
  }
}
