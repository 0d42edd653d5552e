package org.fluxtube.engine.sampler;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Auxiliary;
import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.flow.TransportMap;
import org.fluxtube.engine.rng.RandomStream;

/** The bound form of {@link FieldTransformationHmc}: an {@link Hmc} of the action of z. */
final class FieldTransformationSampler<F extends Field<F>> extends GuidedSampler<F> {
  private final FieldTransformationHmc spec;
  private final MappedAction<F> mapped;
  private final Hmc<F> dynamics;
  private EffectiveAction<F> flow;

  /** The field in which trajectories are integrated; buffers change places inside the HMC. */
  private F z;

  /** Whether {@link #start} and {@link #proposed} are those of a step that was not looked at. */
  private boolean unseen;

  /**
   * @param flow owned
   */
  FieldTransformationSampler(
      FieldTransformationHmc spec, ActionSpec<F> target, EffectiveAction<F> flow, F like) {
    super(
        target.bind(like),
        true,
        spec.learned() ? Optional.of(hmc(spec, target.bind(like), like)) : Optional.empty(),
        like);
    this.spec = spec;
    this.flow = flow;
    this.mapped = new MappedAction<>(this.target, (TransportMap) flow, like);
    this.dynamics = hmc(spec, mapped, like);
    this.z = like.allocateLike();
  }

  /** Owns the action. */
  private static <F extends Field<F>> Hmc<F> hmc(
      FieldTransformationHmc spec, Action<F> action, F like) {
    return new Hmc<>(
        action,
        action,
        false,
        spec.integrator(),
        spec.tau(),
        spec.targetAcceptance(),
        Precision.DOUBLE,
        like);
  }

  @Override
  Transition<F> propose(State<F> state, RandomStream rng) {
    F x = state.field();
    unseen = false;
    mapped.inverse(x, z);
    Transition<F> moved = dynamics.step(new State<>(z), rng);
    z = moved.state().field();
    start.copyFrom(x);
    unseen = true;
    if (moved.info().accepted() > 0) {
      mapped.forward(z, x); // where it is rejected, x stays to the last bit
    }
    return new Transition<>(state, moved.info());
  }

  /** The image of the trajectory's end, with S at both ends: computed where somebody asks. */
  @Override
  public Optional<Ends<F>> ends() {
    if (unseen) {
      unseen = false;
      mapped.forward(dynamics.ends().orElseThrow().proposal(), proposed);
      between(Auxiliary.NONE, Hmc.values(target, start), Hmc.values(target, proposed));
    }
    return super.ends();
  }

  @Override
  public Optional<Reversibility> reversibility(State<F> state, RandomStream rng) {
    if (!guided()) {
      return fallback.flatMap(plain -> plain.reversibility(state, rng));
    }
    try (F origin = state.field().allocateLike()) {
      mapped.inverse(state.field(), origin);
      return dynamics.reversibility(new State<>(origin), rng);
    }
  }

  @Override
  public void cancelWhen(BooleanSupplier condition) {
    super.cancelWhen(condition);
    dynamics.cancelWhen(condition);
  }

  /** One for the map and the identity. */
  @Override
  public Optional<StepSize> stepSize() {
    StepSize inner = dynamics.stepSize().orElseThrow();
    return Optional.of(
        new StepSize() {
          @Override
          public double value() {
            return inner.value();
          }

          @Override
          public void set(double size) {
            inner.set(size);
            fallback.flatMap(Sampler::stepSize).ifPresent(plain -> plain.set(size));
          }

          @Override
          public double targetAcceptance() {
            return spec.targetAcceptance();
          }
        });
  }

  @Override
  public int version() {
    return guided() && spec.learned() ? flow.version() : 0;
  }

  @Override
  public double[] parameters() {
    return spec.learned() ? flow.parameters() : new double[0];
  }

  @Override
  public void adopt(int version, double[] parameters) {
    if (spec.learned()) {
      flow = flow.with(version, parameters);
      mapped.map((TransportMap) flow);
    }
  }

  @Override
  public void close() {
    super.close();
    dynamics.close();
    flow.close();
    z.close();
  }
}
