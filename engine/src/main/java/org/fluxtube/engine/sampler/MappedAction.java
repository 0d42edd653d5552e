package org.fluxtube.engine.sampler;

import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.flow.TransportMap;

/**
 * S(f(z)) - ln |det df/dz|: what z has for an action where x = f(z) has exp(-S). The map may be
 * exchanged between trajectories.
 */
final class MappedAction<F extends Field<F>> implements Action<F> {
  private final Action<F> target;
  private final F x;
  private final Momentum slope;
  private TransportMap map;

  /**
   * @param target stays the caller's
   */
  MappedAction(Action<F> target, TransportMap map, F like) {
    this.target = target;
    this.map = map;
    this.x = like.allocateLike();
    this.slope = like.newMomentum();
  }

  /** From now on through that map. */
  void map(TransportMap next) {
    map = next;
  }

  /** x = f(z), with ln |det df/dz|; x is overwritten. */
  double forward(F z, F image) {
    return through(map.forward(host(z)), image);
  }

  /** z = f^-1(x), with ln |det df^-1/dx|; z is overwritten. */
  double inverse(F field, F origin) {
    return through(map.inverse(host(field)), origin);
  }

  private static <F extends Field<F>> double through(TransportMap.Batch one, F out) {
    out.load(new FieldData(out.type(), out.lattice(), one.values()));
    return one.logs()[0];
  }

  private static <F extends Field<F>> double[] host(F u) {
    double[] numbers = new double[u.type().size(u.lattice())];
    u.store(numbers);
    return numbers;
  }

  @Override
  public double value(F z) {
    double logJacobian = forward(z, x);
    return target.value(x) - logJacobian;
  }

  @Override
  public void force(F z, Momentum out) {
    double[] gradient = new double[map.size()];
    map.pulledBack(host(z), this::slope, gradient);
    negated(gradient);
    z.ops().load(gradient, 0, out.vector(0));
  }

  /** S and dS/dx = -F. */
  private double slope(double[] numbers, double[] out) {
    x.load(new FieldData(x.type(), x.lattice(), numbers));
    double value = target.valueAndForce(x, slope);
    x.ops().store(slope.vector(0), out, 0);
    negated(out);
    return value;
  }

  private static void negated(double[] numbers) {
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = -numbers[k];
    }
  }

  @Override
  public void close() {
    x.close();
    slope.close();
  }
}
