package org.fluxtube.engine.flow;

/**
 * (x, v) -> (x', v'), an invertible map of configurations with their momenta: a learned trajectory.
 * A batch is an array of configurations one after the other in the numbers of their {@link Chart},
 * and one of their momenta in the same order; arrays that are given stay unchanged. Used by one
 * thread.
 */
public interface PhaseMap {
  /**
   * A batch behind the map.
   *
   * @param x configurations
   * @param v momenta
   * @param logs ln |det d(x', v')/d(x, v)| of each
   */
  record Moved(double[] x, double[] v, double[] logs) {}

  /** The map T, or its inverse where {@code backwards}. */
  Moved moved(double[] x, double[] v, boolean backwards);

  /**
   * What an accept step makes of a batch of proposals.
   *
   * @param acceptance A = min(1, exp(H - H' + ln J)) of each
   * @param squares (Q' - Q)^2 of each
   * @param gradient of sum A (Q' - Q)^2 with respect to the parameters; empty if not asked for
   */
  record Jumps(double[] acceptance, double[] squares, double[] gradient) {}

  /**
   * The proposals T (or its inverse) from a batch, H = v^2/2 + S, and the charge Q that is
   * differentiable: of U(1) in two dimensions (1/2 pi) sum_P sin P.
   *
   * @param target S
   * @param gradients whether the gradient is wanted
   */
  Jumps jumps(
      double[] x, double[] v, boolean backwards, TransportMap.Target target, boolean gradients);
}
