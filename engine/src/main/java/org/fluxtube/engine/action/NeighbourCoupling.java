package org.fluxtube.engine.action;

import org.fluxtube.engine.field.Field;

/**
 * S = -coupling sum_<xy> x.y + sum_x V(|x|^2): nearest neighbours coupled by their inner product,
 * the rest a sum of site terms that depend on the length alone. A reflection of both ends of a bond
 * leaves S unchanged, which is what cluster updates need. The sum has one bond (s, s + mu) for each
 * site and direction.
 *
 * @param <F> the field
 */
public interface NeighbourCoupling<F extends Field<F>> extends Action<F> {
  /** The coupling: the weight is exp(coupling sum_<xy> x.y); any sign. */
  double coupling();
}
