package org.fluxtube.engine.sampler;

import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * The parameters of a sampler. A sampler works for every field that its target works for, so
 * binding is generic.
 */
public interface SamplerSpec extends Spec {
  /** The working object for the target on the backend of {@code like}; closed by the caller. */
  <F extends Field<F>> Sampler<F> bind(ActionSpec<F> target, F like);

  /**
   * Checks that this sampler can be used for the target.
   *
   * @throws IllegalArgumentException if not, saying why and what is allowed
   */
  default void requireFits(ActionSpec<?> target, FieldType type, Lattice lattice) {}

  /** Whether it says that the campaign's model is to drive its proposals. */
  default boolean learned() {
    return false;
  }

  /** This sampler with the campaign's model where it says {@link #learned}; else itself. */
  default SamplerSpec driven(EffectiveSpec<?> model) {
    return this;
  }

  /** Whether its {@link Sampler#ends} can teach: it knows S at both ends of a proposal. */
  default boolean teaches() {
    return false;
  }
}
