package org.fluxtube.engine.md;

import java.util.List;
import org.fluxtube.engine.catalogue.Param;

/**
 * Leapfrog: kick 1/2, drift 1, kick 1/2. Second order.
 *
 * @param steps steps in a trajectory
 */
public record Leapfrog(@Param("steps in a trajectory") int steps) implements IntegratorSpec {
  /** Checks the steps. */
  public Leapfrog {
    IntegratorSpec.requireSteps(steps);
  }

  @Override
  public List<Element> elements() {
    return List.of(new Element.Kick(0.5), new Element.Drift(1), new Element.Kick(0.5));
  }

  @Override
  public Leapfrog withSteps(int other) {
    return new Leapfrog(other);
  }

  @Override
  public int order() {
    return 2;
  }
}
