package org.fluxtube.engine.sampler;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.Auxiliary;
import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.action.Term;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Precision;
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
  private final boolean learned;
  private final double tau;
  private final double targetAcceptance;
  private final Precision forces;
  private final MolecularDynamics<F> dynamics;
  private final Momentum p;
  private Action<F> guide;
  private boolean guided = true;
  private Optional<Ends<F>> ends = Optional.empty();
  private F spare;
  private IntegratorSpec integrator;
  private volatile BooleanSupplier cancelled = () -> false;

  /**
   * Owns the actions.
   *
   * @param guide may be the target itself
   * @param learned whether the guide changes with the campaign's model
   * @param forces precision of what drives, where it is known in single precision
   */
  Hmc(
      Action<F> target,
      Action<F> guide,
      boolean learned,
      IntegratorSpec integrator,
      double tau,
      double targetAcceptance,
      Precision forces,
      F like) {
    this.target = target;
    this.guide = guide;
    this.learned = learned;
    this.integrator = integrator;
    this.tau = tau;
    this.targetAcceptance = targetAcceptance;
    this.forces = forces;
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
    ends = Optional.empty();
    Auxiliary auxiliary;
    try (var _ = u.ops().times().enter("draw")) {
      auxiliary = target.draw(u, rng, 0);
    }
    Proposal proposal;
    try {
      proposal = propose(u, auxiliary, rng);
    } catch (RuntimeException e) {
      u.copyFrom(spare); // cancelled, or a solver failed: the state is as before
      cost();
      auxiliary.close();
      throw e;
    }
    state.auxiliary().close();
    ends = Optional.of(new Ends<>(spare, u, auxiliary, proposal.before, proposal.after));
    double deltaH = proposal.deltaH;
    double uniform = rng.key(Purpose.ACCEPT).at(0).uniform();
    boolean accept = uniform < StrictMath.exp(-deltaH);
    F next = u;
    if (!accept) {
      next = spare;
      spare = u;
    }
    Map<String, Double> details = cost();
    details.putAll(proposal.details(integrator.steps()));
    StepInfo info =
        new StepInfo(1, accept ? 1 : 0, deltaH, Math.min(1, StrictMath.exp(-deltaH)), details);
    return new Transition<>(new State<>(next, auxiliary), info);
  }

  @Override
  public Optional<Reversibility> reversibility(State<F> state, RandomStream rng) {
    Action<F> s = target.given(state.auxiliary());
    Action<F> driving = driving(guide == target || !guided ? s : guide.given(state.auxiliary()));
    try (F moved = state.field().duplicate()) {
      Map<String, Double> forces = new HashMap<>();
      for (Term<F> term : driving.terms()) {
        term.action().force(moved, p);
        forces.put(term.name(), Math.sqrt(p.dot(p) / p.coordinates()));
      }
      p.refresh(rng, Purpose.REVERSIBILITY);
      double before = p.kinetic() + driving.value(moved);
      dynamics.integrate(driving, integrator, tau, moved, p);
      p.scale(-1);
      dynamics.integrate(driving, integrator, tau, moved, p);
      double deltaH = Math.abs(p.kinetic() + driving.value(moved) - before);
      double[] there = state.field().snapshot().values();
      double[] back = moved.snapshot().values();
      return Optional.of(new Reversibility(deltaH, farthest(there, back), forces));
    } finally {
      cost(); // what was spent is not the next trajectory's
    }
  }

  /** The largest difference of two numbers. */
  static double farthest(double[] there, double[] back) {
    double farthest = 0;
    for (int i = 0; i < there.length; i++) {
      double difference = Math.abs(back[i] - there[i]);
      farthest = difference <= farthest ? farthest : difference; // NaN stays
    }
    return farthest;
  }

  private Action<F> driving(Action<F> action) {
    return forces == Precision.FLOAT ? action.withFloatForce() : action;
  }

  /** What the actions spent since the last call, the guide's with a prefix. */
  private Map<String, Double> cost() {
    Map<String, Double> all = new HashMap<>(target.cost());
    if (guide != target) {
      guide.cost().forEach((name, value) -> all.put("guide." + name, value));
    }
    return all;
  }

  @Override
  public Optional<Ends<F>> ends() {
    return ends;
  }

  @Override
  public void guided(boolean byModel) {
    guided = byModel || !learned || !fits(target);
  }

  /** Whether the integrator can be driven by that action: nested time scales name its terms. */
  private boolean fits(Action<F> action) {
    try {
      MolecularDynamics.requireTerms(action.terms().stream().map(Term::name).toList(), integrator);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public int version() {
    return guided && learned && guide instanceof EffectiveAction<F> model ? model.version() : 0;
  }

  @Override
  public double[] parameters() {
    return learned && guide instanceof EffectiveAction<F> model
        ? model.parameters()
        : new double[0];
  }

  @Override
  public void adopt(int version, double[] parameters) {
    if (learned && guide instanceof EffectiveAction<F> model) {
      guide = model.with(version, parameters);
    }
  }

  /**
   * What a trajectory did.
   *
   * @param deltaS of the target
   * @param deltaGuide of the guide at the same auxiliary fields; NaN for plain HMC
   */
  private record Proposal(
      Map<String, Double> before,
      Map<String, Double> after,
      double deltaH,
      double deltaS,
      double deltaGuide) {

    Map<String, Double> details(int steps) {
      if (Double.isNaN(deltaGuide)) {
        return Map.of("steps", (double) steps);
      }
      return Map.of(
          "steps",
          (double) steps,
          StepInfo.TARGET_CHANGE,
          deltaS,
          StepInfo.GUIDE_CHANGE,
          deltaGuide,
          StepInfo.GUIDE_DELTA_H,
          deltaH - deltaS + deltaGuide);
    }
  }

  /** Moves u along a trajectory. */
  private Proposal propose(F u, Auxiliary auxiliary, RandomStream rng) {
    Action<F> s = target.given(auxiliary);
    boolean plain = guide == target || !guided;
    Action<F> driving = driving(plain ? s : guide.given(auxiliary));
    try (var _ = u.ops().times().enter("momenta")) {
      p.refresh(rng);
    }
    Map<String, Double> valuesBefore = values(s, term -> term.valueWhereDrawn(u), u);
    double actionBefore = sum(valuesBefore);
    double before = p.kinetic() + actionBefore;
    if (Double.isNaN(before)) {
      throw new SamplerException(
          "trajectory " + rng.trajectory() + ": the action of the present field is not a number");
    }
    double guideBefore = plain ? Double.NaN : valueOfGuide(driving, u);
    dynamics.integrate(driving, integrator, tau, u, p);
    try (var _ = u.ops().times().enter("restore")) {
      u.restore();
    }
    Map<String, Double> valuesAfter = values(s, u);
    double deltaH = p.kinetic() + sum(valuesAfter) - before;
    double change = plain ? Double.NaN : valueOfGuide(driving, u) - guideBefore;
    return new Proposal(
        valuesBefore,
        valuesAfter,
        Double.isNaN(deltaH) ? divergent(u, rng) : deltaH,
        sum(valuesAfter) - actionBefore,
        change);
  }

  private double valueOfGuide(Action<F> driving, F u) {
    try (var _ = u.ops().times().enter("guide")) {
      return driving.value(u);
    }
  }

  /** S term by term. */
  static <F extends Field<F>> Map<String, Double> values(Action<F> s, F u) {
    return values(s, term -> term.value(u), u);
  }

  private static <F extends Field<F>> Map<String, Double> values(
      Action<F> s, ToDoubleFunction<Term<F>> value, F u) {
    Map<String, Double> values = new LinkedHashMap<>();
    try (var _ = u.ops().times().enter("action")) {
      s.terms().forEach(term -> values.put(term.name(), value.applyAsDouble(term)));
    }
    return values;
  }

  /** The terms added in their order, as the sum of actions does. */
  static double sum(Map<String, Double> values) {
    double sum = 0;
    for (double value : values.values()) {
      sum += value;
    }
    return sum;
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
