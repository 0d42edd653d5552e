package org.fluxtube.engine.sampler;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Auxiliary;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.rng.RandomStream;

/**
 * A kernel in detailed balance whose proposals come from a model, and the kernel of the target that
 * takes over while the model must not drive. Both leave exp(-S) invariant, so whoever chooses
 * between them without looking at the field does too.
 */
abstract class GuidedSampler<F extends Field<F>> implements Sampler<F> {
  final Action<F> target;
  final Optional<Sampler<F>> fallback;

  /** Buffer of the field before the last proposal. */
  final F start;

  /** Buffer of the last proposal. */
  final F proposed;

  private final boolean exact;
  private boolean guided = true;

  /** Whether the last step was one of the fall-back, whose ends are then evaluated when asked. */
  private boolean fell;

  private Optional<Ends<F>> ends = Optional.empty();

  /**
   * @param target owned
   * @param exact whether S is a function of the field alone
   * @param fallback owned
   */
  GuidedSampler(Action<F> target, boolean exact, Optional<Sampler<F>> fallback, F like) {
    this.target = target;
    this.exact = exact;
    this.fallback = fallback;
    this.start = like.allocateLike();
    this.proposed = like.allocateLike();
  }

  /** Checks that a fall-back, where there is one, can ever run and needs no model. */
  static void requireFallback(String name, Optional<SamplerSpec> fallback, boolean learned) {
    if (fallback.isPresent() && !learned) {
      throw new IllegalArgumentException(
          name + ": a fallback without learned = true would never run; leave it out");
    }
    if (fallback.isPresent() && fallback.get().learned()) {
      throw new IllegalArgumentException(
          name + ": its fallback says learned = true, but it is there for when the model fails");
    }
  }

  /**
   * The model of a kernel that has it as a parameter or from the campaign.
   *
   * @param kind of models that can drive the kernel
   * @param type its name in a campaign file
   * @param example of the parameter
   * @throws IllegalArgumentException if there is none, or one of another kind
   */
  static <M> M requireModel(
      String name,
      Optional<ActionSpec<?>> given,
      boolean learned,
      Class<M> kind,
      String type,
      String example) {
    ActionSpec<?> model =
        given.orElseThrow(() ->
            new IllegalArgumentException(
                learned
                    ? name
                        + ": learned = true needs a block learning { model { type = "
                        + type
                        + " ... } }"
                    : name + " needs a model, for example " + example + ", or learned = true"));
    if (!kind.isInstance(model)) {
      throw new IllegalArgumentException(
          name + " needs a model of type = " + type + "; got " + model);
    }
    return kind.cast(model);
  }

  /** A step that the model drives. */
  abstract Transition<F> propose(State<F> state, RandomStream rng);

  @Override
  public Exactness exactness() {
    return new Exactness.Reversible();
  }

  /** The model drives, or the fall-back where there is one. */
  @Override
  public final void guided(boolean byModel) {
    guided = byModel || fallback.isEmpty();
  }

  final boolean guided() {
    return guided;
  }

  @Override
  public final Transition<F> step(State<F> state, RandomStream rng) {
    ends = Optional.empty();
    fell = !guided;
    return guided ? propose(state, rng) : fallback.orElseThrow().step(state, rng);
  }

  /** Keeps both ends, in {@link #start} and {@link #proposed}. */
  final void between(Auxiliary auxiliary, Map<String, Double> before, Map<String, Double> after) {
    ends = Optional.of(new Ends<>(start, proposed, auxiliary, before, after));
  }

  @Override
  public Optional<Ends<F>> ends() {
    if (fell) {
      fell = false;
      ends = fallback.orElseThrow().ends().map(this::evaluated);
    }
    return ends;
  }

  /** With S of this kernel's own target, where the fall-back has estimated it. */
  private Ends<F> evaluated(Ends<F> plain) {
    return exact && !plain.auxiliary().fields().isEmpty()
        ? new Ends<>(
            plain.start(),
            plain.proposal(),
            Auxiliary.NONE,
            Hmc.values(target, plain.start()),
            Hmc.values(target, plain.proposal()))
        : plain;
  }

  @Override
  public void cancelWhen(BooleanSupplier condition) {
    fallback.ifPresent(plain -> plain.cancelWhen(condition));
  }

  @Override
  public void close() {
    fallback.ifPresent(Sampler::close);
    target.close();
    start.close();
    proposed.close();
  }
}
