package org.fluxtube.engine.sampler;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Auxiliary;
import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;

/** The bound form of {@link Slmc}. */
final class SlmcSampler<F extends Field<F>> extends GuidedSampler<F> {
  /** Keys of the numbers of proposals: another seed for each depth, so that none is drawn twice. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final Slmc spec;
  private final ActionSpec<F> model;
  private final F like;

  private Action<F> effective;
  private Sampler<F> proposal;
  private BooleanSupplier cancelled = () -> false;
  private int running;

  /** The field whose S is known, one of {@link #start} and {@link #proposed}; null for none. */
  private F known;

  private Map<String, Double> knownValues = Map.of();

  /**
   * @param target owned
   * @param exact whether the target has no auxiliary fields
   * @param fallback owned
   */
  SlmcSampler(
      Slmc spec,
      Action<F> target,
      ActionSpec<F> model,
      boolean exact,
      Optional<Sampler<F>> fallback,
      F like) {
    super(target, exact, fallback, like);
    this.spec = spec;
    this.model = model;
    this.proposal = spec.bindProposal(model, like);
    this.effective = model.bind(like);
    this.like = like.allocateLike();
  }

  @Override
  Transition<F> propose(State<F> state, RandomStream rng) {
    F u = state.field();
    Auxiliary auxiliary = target.draw(u, rng, 0);
    Action<F> s = target.given(auxiliary);
    // without auxiliary fields S is a function of the field alone, and a determinant is dear
    boolean remembered = known != null && auxiliary.fields().isEmpty() && known.distance2(u) == 0;
    Map<String, Double> before = remembered ? knownValues : Hmc.values(s, u);
    known = null;
    start.copyFrom(u);
    double effectiveBefore = effective.value(u);
    State<F> moved = new State<>(u);
    double acceptance = 0;
    for (running = 0; running < spec.steps(); running++) {
      Transition<F> next;
      try {
        next = proposal.step(moved, stream(rng, running));
      } catch (RuntimeException e) {
        auxiliary.close();
        throw e;
      }
      moved = next.state();
      acceptance += next.info().tunable() / spec.steps();
    }
    state.auxiliary().close();
    moved.auxiliary().close();
    F v = moved.field();
    v.restore();
    proposed.copyFrom(v);
    Map<String, Double> after = Hmc.values(s, v);
    double change = Hmc.sum(after) - Hmc.sum(before);
    double effectiveChange = effective.value(v) - effectiveBefore;
    double exponent = change - effectiveChange;
    if (Double.isNaN(exponent)) {
      throw new SamplerException(
          "trajectory "
              + rng.trajectory()
              + ": S changes by "
              + change
              + ", S_eff by "
              + effectiveChange
              + "; check the couplings of both and the start configuration");
    }
    between(auxiliary, before, after);
    boolean accept = rng.key(Purpose.ACCEPT).at(0).uniform() < StrictMath.exp(-exponent);
    if (!accept) {
      v.copyFrom(start);
    }
    known = accept ? proposed : start;
    knownValues = accept ? after : before;
    Map<String, Double> details = new TreeMap<>();
    details.put(StepInfo.TARGET_CHANGE, change);
    details.put(StepInfo.GUIDE_CHANGE, effectiveChange);
    details.put(StepInfo.PROPOSAL_ACCEPTANCE, acceptance);
    if (v instanceof SpinField) {
      // of unit vectors: |S - S'|^2 = 2 - 2 S.S'
      double volume = v.lattice().volume();
      details.put(StepInfo.RESIDUAL_CORRELATION, 1 - start.distance2(proposed) / (2 * volume));
    }
    StepInfo info =
        new StepInfo(1, accept ? 1 : 0, exponent, Math.min(1, StrictMath.exp(-exponent)), details);
    return new Transition<>(new State<>(v, auxiliary), info);
  }

  private RandomStream stream(RandomStream rng, int step) {
    return new RandomStream(
        rng.seed() + GOLDEN * spec.depth(), rng.chain(), rng.trajectory() * spec.steps() + step);
  }

  /** Of the kernel that proposes. */
  @Override
  public Optional<Reversibility> reversibility(State<F> state, RandomStream rng) {
    return proposal.reversibility(new State<>(state.field()), rng);
  }

  /** Looked at in the first step of a proposal only: later the state is no longer as it was. */
  @Override
  public void cancelWhen(BooleanSupplier condition) {
    cancelled = condition;
    super.cancelWhen(condition);
    proposal.cancelWhen(() -> running == 0 && cancelled.getAsBoolean());
  }

  @Override
  public int version() {
    return guided() && spec.learned() && effective instanceof EffectiveAction<F> e
        ? e.version()
        : 0;
  }

  @Override
  public double[] parameters() {
    return spec.learned() && effective instanceof EffectiveAction<F> e
        ? e.parameters()
        : new double[0];
  }

  /** The proposal kernel is bound anew to the new action and keeps its step size. */
  @Override
  public void adopt(int version, double[] parameters) {
    if (spec.learned()
        && effective instanceof EffectiveAction<F> e
        && model instanceof EffectiveSpec<F> learnt) {
      Action<F> next = e.with(version, parameters);
      Sampler<F> kernel = spec.bindProposal(Trained.of(learnt, version, parameters), like);
      proposal
          .stepSize()
          .ifPresent(old -> kernel.stepSize().ifPresent(size -> size.set(old.value())));
      proposal.close();
      proposal = kernel;
      effective = next;
      cancelWhen(cancelled);
    }
  }

  @Override
  public Optional<StepSize> stepSize() {
    // the kernel changes with the model, the chain's view of its step size must not
    return proposal.stepSize().isEmpty() ? Optional.empty() : Optional.of(new ProposalStep());
  }

  private final class ProposalStep implements StepSize {
    private StepSize now() {
      return proposal.stepSize().orElseThrow();
    }

    @Override
    public double value() {
      return now().value();
    }

    @Override
    public void set(double size) {
      now().set(size);
    }

    @Override
    public double targetAcceptance() {
      return now().targetAcceptance();
    }
  }

  @Override
  public void close() {
    super.close();
    proposal.close();
    effective.close();
    like.close();
  }
}
