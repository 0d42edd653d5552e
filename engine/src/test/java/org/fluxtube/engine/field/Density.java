package org.fluxtube.engine.field;

import java.util.function.DoubleUnaryOperator;

/** The cumulative distribution of an unnormalised density on [low, high], by the midpoint rule. */
final class Density implements DoubleUnaryOperator {
  private static final int CELLS = 200_000;
  private final double low;
  private final double high;
  private final double[] cumulative = new double[CELLS + 1];

  Density(DoubleUnaryOperator density, double low, double high) {
    this.low = low;
    this.high = high;
    double h = (high - low) / CELLS;
    for (int i = 0; i < CELLS; i++) {
      cumulative[i + 1] = cumulative[i] + density.applyAsDouble(low + (i + 0.5) * h);
    }
    for (int i = 0; i <= CELLS; i++) {
      cumulative[i] /= cumulative[CELLS];
    }
  }

  @Override
  public double applyAsDouble(double x) {
    double cell = Math.clamp((x - low) / (high - low) * CELLS, 0, CELLS);
    int i = Math.min((int) cell, CELLS - 1);
    return cumulative[i] + (cell - i) * (cumulative[i + 1] - cumulative[i]);
  }
}
