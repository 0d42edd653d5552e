package org.fluxtube.engine.network;

import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Momentum;

/**
 * A map V = F(U) of gauge fields, covariant under gauge transformations and translations, and its
 * adjoint. Owns its workspace, is used by one thread, and knows no weights: versions of a model
 * share it.
 */
public interface Layer extends AutoCloseable {
  /** Number of trainable weights. */
  int weights();

  /**
   * v = F(u).
   *
   * @param rho the {@link #weights}, unchanged
   * @param u unchanged
   * @param v overwritten; not u
   */
  void forward(double[] rho, GaugeField u, GaugeField v);

  /**
   * The delta rule, for the field and the weights of the last {@link #forward}.
   *
   * @param rho as in forward
   * @param u as in forward
   * @param force -dS/dw^a of exp(w^b T^b) V; overwritten with that of exp(w^b T^b) U
   * @param gradient dS/drho is added; null if it is not asked for
   */
  void backward(double[] rho, GaugeField u, Momentum force, double[] gradient);

  @Override
  void close();
}
