package org.fluxtube.engine.action;

import org.fluxtube.engine.field.Field;

/**
 * An action whose only interaction is -coupling sum over nearest-neighbour pairs of x.y, so that
 * cluster algorithms know their bonds.
 *
 * @param <F> the field
 */
public interface NeighbourCoupling<F extends Field<F>> extends Action<F> {
  /** c in the weight exp(c sum_<xy> x.y), each pair counted once. */
  double coupling();
}
