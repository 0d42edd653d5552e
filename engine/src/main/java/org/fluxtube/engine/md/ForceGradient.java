package org.fluxtube.engine.md;

import java.util.List;
import org.fluxtube.engine.catalogue.Param;

/**
 * Fourth-order force-gradient step: kick 1/6, drift 1/2, kick 2/3 with the force displaced by
 * h^2/24 F, drift 1/2, kick 1/6 (Clark, Joo, Kennedy, Silva, arXiv:1108.1828, eq. (7); displaced
 * force: Yin, Mawhinney, arXiv:1111.5059).
 *
 * @param steps steps in a trajectory
 */
public record ForceGradient(@Param("steps in a trajectory") int steps) implements IntegratorSpec {
  /** Checks the steps. */
  public ForceGradient {
    IntegratorSpec.requireSteps(steps);
  }

  @Override
  public List<Element> elements() {
    return List.of(
        new Element.Kick(1.0 / 6),
        new Element.Drift(0.5),
        new Element.GradientKick(2.0 / 3, 1.0 / 24),
        new Element.Drift(0.5),
        new Element.Kick(1.0 / 6));
  }

  @Override
  public ForceGradient withSteps(int other) {
    return new ForceGradient(other);
  }

  @Override
  public int order() {
    return 4;
  }
}
