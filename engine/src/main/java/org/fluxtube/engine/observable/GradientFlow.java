package org.fluxtube.engine.observable;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Momentum;

/**
 * The Wilson flow dV/dt = Z(V) V, Z = -T^a d^a [2 sum Re tr(1 - P)], the sum over unoriented
 * plaquettes (Luescher, arXiv:1006.4518, eq. (1.4); g_0^2 cancels). For U(1), where T = i, the
 * factor 2 is 1; with it the linearised flow is the heat equation dA/dt = d_nu F_{nu mu} with the
 * same t for every group. t is in units of a^2.
 *
 * <p>One step of size eps is the third-order Runge-Kutta scheme of 1006.4518, eq. (C.2): W_1 =
 * exp(Z_0/4) W_0, W_2 = exp(8 Z_1/9 - 17 Z_0/36) W_1, V = exp(3 Z_2/4 - 8 Z_1/9 + 17 Z_0/36) W_2,
 * Z_i = eps Z(W_i); the local error is of fourth order, the global one of third. It is stable for
 * steps up to about 2.5/16 in four dimensions (largest eigenvalue 4d of the lattice Laplacian).
 *
 * <p>Used by one thread.
 */
public final class GradientFlow implements AutoCloseable {
  private final FieldOps ops;
  private final double coefficient;
  private final Momentum z;
  private final Momentum sum;

  /** The flow of fields on the backend and of the type of {@code like}. */
  public GradientFlow(GaugeField like) {
    this.ops = like.ops();
    this.coefficient = normalisation(like);
    this.z = like.newMomentum();
    this.sum = like.newMomentum();
  }

  /** -1/tr(T^a T^a): 2 for SU(N), 1 for U(1). */
  static double normalisation(GaugeField u) {
    return u.group().abelian() ? 1 : 2;
  }

  /**
   * Z^a, the tangent of the flow.
   *
   * @param u unchanged
   * @param out overwritten
   */
  public void tangent(GaugeField u, Momentum out) {
    ops.gaugeForce(u.vectors(), coefficient, 1, 0, out.vectors());
  }

  /**
   * One Runge-Kutta step.
   *
   * @param u overwritten
   */
  public void step(GaugeField u, double eps) {
    tangent(u, sum);
    u.drift(eps / 4, sum);
    tangent(u, z);
    sum.scale(-17.0 / 36);
    sum.axpy(8.0 / 9, z);
    u.drift(eps, sum);
    tangent(u, z);
    sum.scale(-1);
    sum.axpy(3.0 / 4, z);
    u.drift(eps, sum);
  }

  /**
   * Flows by {@code time} in equal steps, none larger than {@code step}. At the end rounding is
   * removed from the links.
   *
   * @param u overwritten
   * @param time at least 0
   * @param step positive
   */
  public void flow(GaugeField u, double time, double step) {
    if (!(time >= 0 && step > 0)) {
      throw new IllegalArgumentException(
          "gradient flow by time "
              + time
              + " in steps of "
              + step
              + "; allowed are time from 0 and a positive step, for example 1 and 0.02");
    }
    int steps = (int) Math.ceil(time / step * (1 - 1e-12));
    for (int i = 0; i < steps; i++) {
      step(u, time / steps);
    }
    if (steps > 0) {
      u.restore();
    }
  }

  @Override
  public void close() {
    z.close();
    sum.close();
  }
}
