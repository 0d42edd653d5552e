package org.fluxtube.engine.learn;

import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.Auxiliary;
import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.Momentum;

/**
 * L = |v|^2/2M with v = F - F_eff and M coordinates, and its gradient without second derivatives of
 * the model: v.dF_eff/dtheta_k = -(d/deps) dS_eff/dtheta_k [exp(eps v) u], a central difference of
 * parameter gradients along v (two Richardson steps, error of order h^4).
 */
final class ForceGap<F extends Field<F>> implements AutoCloseable {
  /** Root-mean-square displacement of a coordinate. */
  private static final double H = 2e-3;

  private final Action<F> target;
  private final Momentum v;
  private final Momentum model;
  private final F moved;

  /**
   * @param target owned
   */
  ForceGap(Action<F> target, F like) {
    this.target = target;
    this.v = like.newMomentum();
    this.model = like.newMomentum();
    this.moved = like.allocateLike();
  }

  /**
   * Loss and gradient at u.
   *
   * @param u unchanged
   * @param parameters their number; 0 for no gradient
   */
  Ending at(F u, Auxiliary auxiliary, EffectiveAction<F> action, int parameters) {
    target.given(auxiliary).force(u, v);
    action.force(u, model);
    v.axpy(-1, model);
    double square = v.dot(v);
    long m = v.coordinates();
    double[] gradient = new double[parameters];
    if (parameters > 0 && square > 0) {
      double h = H / Math.sqrt(square / m);
      double[] wide = slope(u, action, h, parameters);
      double[] narrow = slope(u, action, h / 2, parameters);
      for (int k = 0; k < parameters; k++) {
        gradient[k] = (4 * narrow[k] - wide[k]) / 3 / m;
      }
    }
    return new Ending(Double.NaN, square / (2.0 * m), gradient);
  }

  private double[] slope(F u, EffectiveAction<F> action, double h, int parameters) {
    double[] plus = new double[parameters];
    double[] minus = new double[parameters];
    moved.copyFrom(u);
    moved.drift(h, v);
    action.parameterGradient(moved, plus);
    moved.copyFrom(u);
    moved.drift(-h, v);
    action.parameterGradient(moved, minus);
    for (int k = 0; k < parameters; k++) {
      plus[k] = (plus[k] - minus[k]) / (2 * h);
    }
    return plus;
  }

  @Override
  public void close() {
    target.close();
    v.close();
    model.close();
    moved.close();
  }
}
