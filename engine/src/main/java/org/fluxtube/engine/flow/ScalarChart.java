package org.fluxtube.engine.flow;

import org.fluxtube.engine.field.Field;

/** Scalars are numbers; F = -dS/dx. */
final class ScalarChart<F extends Field<F>> extends Chart<F> {
  private final int size;

  ScalarChart(F like) {
    super(like);
    this.size = like.type().size(like.lattice());
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  void slope(double[] x, double[] force, double[] slope) {
    for (int k = 0; k < size; k++) {
      slope[k] = -force[k];
    }
  }

  @Override
  void force(double[] x, double[] slope, double[] force) {
    slope(x, slope, force);
  }

  @Override
  boolean normal() {
    return true;
  }
}
