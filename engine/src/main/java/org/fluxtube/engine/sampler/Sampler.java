package org.fluxtube.engine.sampler;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.rng.RandomStream;

/**
 * A Markov kernel bound to a target and a backend: (state, randomness) to (state, info).
 *
 * @param <F> the field
 */
public interface Sampler<F extends Field<F>> extends AutoCloseable {
  /** What the accept step proves. */
  Exactness exactness();

  /** The state that starts at u; u is owned by the state from now on. */
  default State<F> start(F u) {
    return new State<>(u);
  }

  /**
   * One trajectory. Consumes the state: only the returned one may be used afterwards (its field may
   * or may not live in the same memory).
   *
   * @throws SamplerException if the kernel cannot go on; the state is then lost
   */
  Transition<F> step(State<F> state, RandomStream rng);

  /** The physical field of a state; owned by the state. */
  default F field(State<F> state) {
    return state.field();
  }

  /** The step size, where the kernel has one that may be tuned. */
  default Optional<StepSize> stepSize() {
    return Optional.empty();
  }

  /**
   * Gives a long trajectory a condition to look at between integration steps. When it holds, {@link
   * #step} throws {@link org.fluxtube.engine.md.MolecularDynamics.CancelledException} and leaves
   * the state as it was, to be used again.
   */
  default void cancelWhen(BooleanSupplier condition) {}

  /**
   * Both ends of the last proposal of {@link #step} and their S; empty before the first step and
   * where the kernel has no such thing (local updates).
   */
  default Optional<Ends<F>> ends() {
    return Optional.empty();
  }

  /**
   * Molecular dynamics forward and back from a state, with momenta of purpose {@code
   * REVERSIBILITY}; empty where the kernel has none. The state, the ends and all further steps are
   * as if nobody had asked.
   *
   * @param state unchanged
   * @param rng of the trajectory that led to the state
   */
  default Optional<Reversibility> reversibility(State<F> state, RandomStream rng) {
    return Optional.empty();
  }

  /** Version of the model that the next step uses; 0 where nothing is learnt. */
  default int version() {
    return 0;
  }

  /** Parameters of that model, a copy; empty where nothing is learnt. */
  default double[] parameters() {
    return new double[0];
  }

  /**
   * Whether the model drives the steps from now on, or the target itself where that is possible. In
   * THERMALISE nothing is learnt yet: a chain driven by an untrained model would stay where it is,
   * and its step size would be tuned to a force that is not there. A kernel that uses no model does
   * nothing.
   */
  default void guided(boolean byModel) {}

  /**
   * Takes over a model's parameters, for the steps from now on. Changing them after looking at the
   * chain breaks invariance, so {@link org.fluxtube.engine.run.Chain} allows it in LEARN alone. A
   * kernel that uses no model does nothing.
   *
   * @param parameters as many as {@link #parameters}
   * @throws IllegalArgumentException if they are not, or one is not finite
   */
  default void adopt(int version, double[] parameters) {}

  /**
   * Says which streams the steps will have, where a sequence hands them out. A kernel that prepares
   * nothing in advance does nothing.
   */
  default void turns(Turns turns) {}

  /**
   * What the next step depends on beside state, step size and parameters, for a checkpoint; nothing
   * for most kernels.
   *
   * @param state the one that the last step returned, unchanged
   */
  default double[] memory(State<F> state) {
    return new double[0];
  }

  /**
   * Goes on with what {@link #memory} gave, after the parameters were adopted.
   *
   * @param state the one that it belongs to, unchanged
   */
  default void recall(State<F> state, double[] memory) {}

  @Override
  void close();

  /** An adjustable step size, changed only between trajectories and never in MEASURE. */
  interface StepSize {
    /** The present size. */
    double value();

    /** Sets the size, positive. */
    void set(double size);

    /** The acceptance that tuning aims at, in (0, 1); 0 if the file says not to tune. */
    double targetAcceptance();
  }
}
