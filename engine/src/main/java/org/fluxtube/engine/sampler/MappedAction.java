package org.fluxtube.engine.sampler;

import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.flow.Chart;
import org.fluxtube.engine.flow.TransportMap;

/**
 * S(f(z)) - ln |det df/dz|: what z has for an action where x = f(z) has exp(-S). The map may be
 * exchanged between trajectories.
 */
final class MappedAction<F extends Field<F>> implements Action<F> {
  private final Action<F> target;
  private final Chart<F> chart;
  private final F x;
  private final Momentum slope;
  private final TransportMap.Target numbers;
  private TransportMap map;

  /**
   * @param target stays the caller's
   */
  MappedAction(Action<F> target, TransportMap map, F like) {
    this.target = target;
    this.map = map;
    this.chart = Chart.of(like);
    this.x = like.allocateLike();
    this.slope = like.newMomentum();
    this.numbers = chart.target(target, slope);
  }

  /** From now on through that map. */
  void map(TransportMap next) {
    map = next;
  }

  /** x = f(z), with ln |det df/dz|; x is overwritten. */
  double forward(F z, F image) {
    return load(map.forward(chart.numbers(z)), image);
  }

  /** z = f^-1(x), with ln |det df^-1/dx|; z is overwritten. */
  double inverse(F field, F origin) {
    return load(map.inverse(chart.numbers(field)), origin);
  }

  private double load(TransportMap.Batch one, F out) {
    chart.load(one.values(), out);
    return one.logs()[0];
  }

  @Override
  public double value(F z) {
    double logJacobian = forward(z, x);
    return target.value(x) - logJacobian;
  }

  @Override
  public void force(F z, Momentum out) {
    double[] origin = chart.numbers(z);
    double[] gradient = new double[origin.length];
    map.pulled(origin, numbers, gradient);
    chart.force(origin, gradient, out);
  }

  @Override
  public void close() {
    chart.close();
    x.close();
    slope.close();
  }
}
