package org.fluxtube.engine.dirac.solver;

import org.fluxtube.engine.field.Vector;

/** A linear map between vectors of one shape. */
@FunctionalInterface
public interface LinearOperator {
  /** out = A x; x unchanged, out overwritten and not x. */
  void apply(Vector x, Vector out);
}
