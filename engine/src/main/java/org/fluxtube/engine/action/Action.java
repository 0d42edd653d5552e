package org.fluxtube.engine.action;

import java.util.List;
import java.util.Map;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.rng.RandomStream;

/**
 * S[U] and its force, bound to a backend. Owns its workspace and is used by one thread.
 *
 * @param <F> the field
 */
public interface Action<F extends Field<F>> extends AutoCloseable {
  /** S[u]; the weight is exp(-S). u is unchanged. */
  double value(F u);

  /**
   * The force out^a = -dS[exp(w^b T^b) u]/dw^a at w = 0.
   *
   * @param u unchanged
   * @param out overwritten
   */
  void force(F u, Momentum out);

  /**
   * Force and value of one configuration, where they share work (a solve); to the same last bit as
   * {@link #value}. The force is at least as accurate as that of {@link #force}, and need not be
   * the same to the last bit: not for trajectories.
   *
   * @param u unchanged
   * @param out overwritten
   * @return S[u]
   */
  default double valueAndForce(F u, Momentum out) {
    force(u, out);
    return value(u);
  }

  /**
   * The Laplacian sum L^a L^a S over all coordinates, L^a = d/dw^a of exp(w^b T^b) u at w = 0.
   *
   * @param u unchanged
   * @throws UnsupportedOperationException if {@link ActionSpec#laplacianUnknown} says so
   */
  default double laplacian(F u) {
    throw new UnsupportedOperationException("the Laplacian of this action is not known");
  }

  /**
   * Draws the auxiliary fields (pseudo-fermions, determinant noise) for u; owned by the caller.
   *
   * @param round the round of {@link org.fluxtube.engine.rng.Purpose#AUXILIARY} to draw from, so
   *     that two terms of a sum never share their noise
   */
  default Auxiliary draw(F u, RandomStream rng, int round) {
    return Auxiliary.NONE;
  }

  /** This action at fixed auxiliary fields; valid while they are. */
  default Action<F> given(Auxiliary auxiliary) {
    return this;
  }

  /**
   * This action with those parts of its force in single precision that are known in it, and the
   * value as it is: a function of the field like the force itself, so that trajectories stay
   * reversible and the accept exact. Shares the workspace; itself where there is no such part.
   */
  default Action<F> withFloatForce() {
    return this;
  }

  /**
   * S of the field for which the auxiliary fields were drawn: a value that the draw may know
   * without a solve.
   *
   * @param u unchanged since the draw
   */
  default double valueWhereDrawn(F u) {
    return value(u);
  }

  /** The named terms whose sum this is; nested time scales refer to the names. */
  default List<Term<F>> terms() {
    return List.of(new Term<>(Term.WHOLE, this));
  }

  /**
   * What the evaluations since the last call cost, by name, for example solver iterations; equal
   * runs give equal numbers, so no times. Starts again from 0.
   */
  default Map<String, Double> cost() {
    return Map.of();
  }

  @Override
  default void close() {}
}
