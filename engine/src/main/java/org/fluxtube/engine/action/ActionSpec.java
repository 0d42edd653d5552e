package org.fluxtube.engine.action;

import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.lattice.Lattice;

/**
 * The parameters of an action.
 *
 * @param <F> the field it is for
 */
public interface ActionSpec<F extends Field<F>> extends Spec {
  /** Names of the terms that {@link #bind} makes; nested time scales refer to them. */
  default List<String> termNames() {
    return List.of(Term.WHOLE);
  }

  /** The working object on the backend and of the type of {@code like}; closed by the caller. */
  Action<F> bind(F like);

  /** Whether it has auxiliary fields, so that S has a value only at those that were drawn. */
  default boolean stochastic() {
    return false;
  }

  /**
   * The same theory with pseudo-fermions for exact determinants: integrated over them exp(-S) is
   * the weight of this action times a constant. Itself where it has no determinant.
   *
   * @throws IllegalArgumentException if no pseudo-fermions have that weight
   */
  default ActionSpec<F> estimated() {
    return this;
  }

  /**
   * Whether S has all derivatives; where it has kinks, the force is right almost everywhere, and
   * integrators lose their order, never their exactness.
   */
  default boolean smooth() {
    return true;
  }

  /** Sites by which a field may be moved in any direction without a change of S; 0: none. */
  default int period() {
    return 1;
  }

  /**
   * The same theory with another number in front of it: inverse temperature, or gauge coupling
   * beta. Empty where there is no such number.
   *
   * @throws IllegalArgumentException if beta is out of its range
   */
  default Optional<ActionSpec<F>> at(double beta) {
    return Optional.empty();
  }

  /** Why {@link Action#laplacian} must not be called on that lattice; empty where it may be. */
  default Optional<String> laplacianUnknown(Lattice lattice) {
    return Optional.of("that of " + this + " is not known");
  }
}
