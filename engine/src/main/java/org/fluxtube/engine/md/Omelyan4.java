package org.fluxtube.engine.md;

import java.util.List;
import org.fluxtube.engine.catalogue.Param;

/**
 * Omelyan's fourth-order minimum-norm step with five forces (4MN5FV: Omelyan, Mryglod, Folk,
 * Comput. Phys. Commun. 151 (2003) 272, eq. (71); Takaishi, de Forcrand, hep-lat/0505020, eq.
 * (24)).
 *
 * @param steps steps in a trajectory
 */
public record Omelyan4(@Param("steps in a trajectory") int steps) implements IntegratorSpec {
  private static final double RHO = 0.2539785108410595;
  private static final double THETA = -0.03230286765269967;
  private static final double VARTHETA = 0.08398315262876693;
  private static final double LAMBDA = 0.6822365335719091;

  /** Checks the steps. */
  public Omelyan4 {
    IntegratorSpec.requireSteps(steps);
  }

  @Override
  public List<Element> elements() {
    return List.of(
        new Element.Kick(VARTHETA),
        new Element.Drift(RHO),
        new Element.Kick(LAMBDA),
        new Element.Drift(THETA),
        new Element.Kick(0.5 - (LAMBDA + VARTHETA)),
        new Element.Drift(1 - 2 * (THETA + RHO)),
        new Element.Kick(0.5 - (LAMBDA + VARTHETA)),
        new Element.Drift(THETA),
        new Element.Kick(LAMBDA),
        new Element.Drift(RHO),
        new Element.Kick(VARTHETA));
  }

  @Override
  public Omelyan4 withSteps(int other) {
    return new Omelyan4(other);
  }

  @Override
  public int order() {
    return 4;
  }
}
