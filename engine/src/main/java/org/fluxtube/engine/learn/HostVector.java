package org.fluxtube.engine.learn;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;

/**
 * A vector on the host, host order {@code [site][component]}: an auxiliary field of a {@link
 * Sample}.
 *
 * @param shape what is at each site
 * @param values the numbers, not copied; who reads them must not write
 */
public record HostVector(Shape shape, double[] values) {
  /** A copy of x. */
  public static HostVector of(FieldOps ops, Vector x) {
    double[] values = new double[x.shape().reals() * ops.lattice().volume()];
    ops.store(x, values, 0);
    return new HostVector(x.shape(), values);
  }

  /** A new vector of that backend with these numbers, owned by the caller. */
  Vector load(FieldOps ops) {
    Vector x = ops.allocate(shape);
    ops.load(values, 0, x);
    return x;
  }
}
