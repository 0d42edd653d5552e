package org.fluxtube.engine.action;

import org.fluxtube.engine.field.Field;

/**
 * An action whose only interaction is -coupling sum over nearest-neighbour pairs of x.y, so that
 * cluster algorithms know their bonds; the rest is a sum of site terms that depend on |x| alone, so
 * that a reflection of both ends of a bond leaves S unchanged.
 *
 * @param <F> the field
 */
public interface NeighbourCoupling<F extends Field<F>> extends Action<F> {
  /** c in the weight exp(c sum_<xy> x.y), each pair counted once. */
  double coupling();
}
