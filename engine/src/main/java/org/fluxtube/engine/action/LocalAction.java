package org.fluxtube.engine.action;

import java.util.List;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.LocalUpdate;
import org.fluxtube.engine.field.Vector;

/**
 * An action whose dependence on the value at one site of one of the field's vectors is known
 * through an environment (staple or neighbour sum) that does not contain that value, so that heat
 * bath, overrelaxation and Metropolis need no more than {@link
 * org.fluxtube.engine.field.FieldOps#update}.
 *
 * @param <F> the field
 */
public interface LocalAction<F extends Field<F>> extends Action<F> {
  /** The local update rules. */
  enum Rule {
    /** Draws from the conditional distribution. */
    HEAT_BATH,
    /** A move at constant action. */
    OVERRELAXATION,
    /** A random step, accepted with min(1, exp(-dS)). */
    METROPOLIS
  }

  /** The environment of all sites of the given vector of the field; out overwritten. */
  void environment(F u, int part, Vector out);

  /**
   * Offsets y such that the environment of x contains the same vector at x + y; sites of one colour
   * must not be such offsets apart.
   */
  List<int[]> stencil(int part);

  /**
   * The update of that rule.
   *
   * @param width size of a Metropolis step
   * @param hits Metropolis proposals at each site
   * @throws IllegalArgumentException if this action has no such rule, naming those it has
   */
  LocalUpdate update(Rule rule, double width, int hits);
}
