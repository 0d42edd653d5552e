package org.fluxtube.engine.action;

import java.util.function.ToDoubleFunction;

/** A walk that computes S anew for each change. */
public final class ValueWalk implements SpinWalk {
  private final ToDoubleFunction<double[]> value;
  private final double[] now;
  private final double[] tried;
  private double present;
  private double next;
  private int at;
  private int reals;

  /**
   * @param from spins at the start; copied
   * @param value S of spins in the same layout
   */
  public ValueWalk(double[] from, ToDoubleFunction<double[]> value) {
    this.value = value;
    this.now = from.clone();
    this.tried = from.clone();
    this.present = value.applyAsDouble(now);
  }

  @Override
  public double change(int site, double[] spin) {
    System.arraycopy(now, at, tried, at, reals);
    reals = spin.length;
    at = site * reals;
    System.arraycopy(spin, 0, tried, at, reals);
    next = value.applyAsDouble(tried);
    return next - present;
  }

  @Override
  public void accept() {
    System.arraycopy(tried, at, now, at, reals);
    present = next;
  }
}
