package org.fluxtube.engine.flow;

import org.fluxtube.engine.field.Field;

/** U = exp(i x); the generator is i, so that F = -dS/dx. */
final class AngleChart<F extends Field<F>> extends Chart<F> {
  private final int size;

  AngleChart(F like) {
    super(like);
    this.size = like.type().size(like.lattice()) / 2;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public double[] numbers(double[] host) {
    double[] x = new double[size];
    for (int k = 0; k < size; k++) {
      x[k] = StrictMath.atan2(host[2 * k + 1], host[2 * k]);
    }
    return x;
  }

  @Override
  public double[] host(double[] x) {
    double[] host = new double[2 * size];
    for (int k = 0; k < size; k++) {
      host[2 * k] = StrictMath.cos(x[k]);
      host[2 * k + 1] = StrictMath.sin(x[k]);
    }
    return host;
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
}
