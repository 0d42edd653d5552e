package org.fluxtube.engine.sampler;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.Auxiliary;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.md.IntegratorSpec;
import org.fluxtube.engine.md.MolecularDynamics;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;

/**
 * Hybrid Monte Carlo with a guide: the guide's force drives, only the target enters H = (1/2) sum
 * p_a^2 + S. Accepted with min(1, exp(-(H' - H))). With guide = target this is plain HMC, with
 * another guide self-learning HMC (arXiv:2103.11965). Auxiliary fields are drawn from the target
 * alone and given to both.
 *
 * @param <F> the field
 */
public final class Hmc<F extends Field<F>> implements Sampler<F> {
  private final Action<F> target;
  private final Action<F> guide;
  private final double tau;
  private final double targetAcceptance;
  private final MolecularDynamics<F> dynamics;
  private final Momentum p;
  private F spare;
  private IntegratorSpec integrator;
  private volatile BooleanSupplier cancelled = () -> false;

  /**
   * Owns the actions.
   *
   * @param guide may be the target itself
   */
  Hmc(
      Action<F> target,
      Action<F> guide,
      IntegratorSpec integrator,
      double tau,
      double targetAcceptance,
      F like) {
    this.target = target;
    this.guide = guide;
    this.integrator = integrator;
    this.tau = tau;
    this.targetAcceptance = targetAcceptance;
    this.dynamics = new MolecularDynamics<>(like, () -> cancelled.getAsBoolean());
    this.p = like.newMomentum();
    this.spare = like.allocateLike();
  }

  @Override
  public Exactness exactness() {
    return new Exactness.Reversible();
  }

  @Override
  public void cancelWhen(BooleanSupplier condition) {
    this.cancelled = condition;
  }

  @Override
  public Transition<F> step(State<F> state, RandomStream rng) {
    F u = state.field();
    spare.copyFrom(u);
    Auxiliary auxiliary = target.draw(u, rng, 0);
    double deltaH;
    try {
      deltaH = propose(u, auxiliary, rng);
    } catch (RuntimeException e) {
      u.copyFrom(spare); // cancelled, or a solver failed: the state is as before
      auxiliary.close();
      throw e;
    }
    state.auxiliary().close();
    double uniform = rng.key(Purpose.ACCEPT).at(0).uniform();
    boolean accept = uniform < StrictMath.exp(-deltaH);
    F next = u;
    if (!accept) {
      next = spare;
      spare = u;
    }
    StepInfo info =
        new StepInfo(
            1,
            accept ? 1 : 0,
            deltaH,
            Math.min(1, StrictMath.exp(-deltaH)),
            Map.of("steps", (double) integrator.steps()));
    return new Transition<>(new State<>(next, auxiliary), info);
  }

  /** Moves u along a trajectory; returns H' - H. */
  private double propose(F u, Auxiliary auxiliary, RandomStream rng) {
    Action<F> s = target.given(auxiliary);
    p.refresh(rng);
    double before = p.kinetic() + s.value(u);
    if (Double.isNaN(before)) {
      throw new SamplerException(
          "trajectory " + rng.trajectory() + ": the action of the present field is not a number");
    }
    dynamics.integrate(guide == target ? s : guide.given(auxiliary), integrator, tau, u, p);
    u.restore();
    double deltaH = p.kinetic() + s.value(u) - before;
    return Double.isNaN(deltaH) ? divergent(u, rng) : deltaH;
  }

  /** A scalar field may run away to infinite action: rejected. Compact fields cannot: an error. */
  private double divergent(F u, RandomStream rng) {
    if (u instanceof ScalarField) {
      return Double.POSITIVE_INFINITY;
    }
    throw new SamplerException(
        "trajectory " + rng.trajectory() + ": H is not a number at the end; use more steps");
  }

  @Override
  public Optional<StepSize> stepSize() {
    return Optional.of(
        new StepSize() {
          @Override
          public double value() {
            return tau / integrator.steps();
          }

          @Override
          public void set(double size) {
            long steps = Math.round(tau / size);
            integrator = integrator.withSteps((int) Math.clamp(steps, 1, 100_000));
          }

          @Override
          public double targetAcceptance() {
            return targetAcceptance;
          }
        });
  }

  @Override
  public void close() {
    dynamics.close();
    p.close();
    spare.close();
    if (guide != target) {
      guide.close();
    }
    target.close();
  }
}
