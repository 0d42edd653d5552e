package org.fluxtube.engine.md;

import java.util.List;
import org.fluxtube.engine.catalogue.Param;

/**
 * Omelyan's second-order minimum-norm step: kick lambda, drift 1/2, kick 1 - 2 lambda, drift 1/2,
 * kick lambda (Omelyan, Mryglod, Folk, Comput. Phys. Commun. 151 (2003) 272, eq. (31)).
 *
 * @param steps steps in a trajectory
 * @param lambda 0.1931833275037836 minimises the error norm
 */
public record Omelyan2(
    @Param("steps in a trajectory") int steps,
    @Param(value = "lambda, in (0, 1/2)", optional = true) double lambda)
    implements IntegratorSpec {
  /** The minimum of the error norm. */
  public static final double LAMBDA = 0.1931833275037836;

  /** Checks steps and lambda. */
  public Omelyan2 {
    IntegratorSpec.requireSteps(steps);
    if (!(lambda > 0 && lambda < 0.5)) {
      throw new IllegalArgumentException(
          "lambda = " + lambda + "; allowed are numbers in (0, 0.5), for example " + LAMBDA);
    }
  }

  /** With the usual lambda. */
  public Omelyan2(int steps) {
    this(steps, LAMBDA);
  }

  @Override
  public List<Element> elements() {
    return List.of(
        new Element.Kick(lambda),
        new Element.Drift(0.5),
        new Element.Kick(1 - 2 * lambda),
        new Element.Drift(0.5),
        new Element.Kick(lambda));
  }

  @Override
  public Omelyan2 withSteps(int other) {
    return new Omelyan2(other, lambda);
  }

  @Override
  public int order() {
    return 2;
  }
}
