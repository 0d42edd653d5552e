package org.fluxtube.engine.action;

import java.util.List;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * The parameters of an action of which some numbers are learnt; those in the specification are
 * where learning starts (version 0). In a sum every term of this kind is learnt.
 *
 * @param <F> the field it is for
 */
public interface EffectiveSpec<F extends Field<F>> extends ActionSpec<F> {
  @Override
  EffectiveAction<F> bind(F like);

  /**
   * Whether S_eff = constant + sum_k theta_k f_k[U]: the features f_k do not depend on theta, so
   * that linear regression finds the best theta at once.
   */
  default boolean linear() {
    return false;
  }

  /**
   * The same model with fewer layers, the deepest first: what they have learnt can start this one,
   * see {@link #deepened}. None where there are no layers.
   */
  default List<EffectiveSpec<F>> shallower() {
    return List.of();
  }

  /**
   * Parameters of this model at which S_eff is that of a shallower one.
   *
   * @param from one of {@link #shallower}
   * @param parameters its parameters
   */
  default double[] deepened(EffectiveSpec<?> from, double[] parameters) {
    throw new IllegalArgumentException(this + " has no layers to add to " + from);
  }

  /**
   * Parameters for another lattice: what was learnt on a small one, to go on with on a large one.
   *
   * @param parameters of this model on {@code from}
   * @param type of the fields on both
   * @throws IllegalArgumentException if they mean nothing there, saying which part of the model is
   *     why
   */
  default double[] transferred(double[] parameters, FieldType type, Lattice from, Lattice to) {
    throw new IllegalArgumentException(
        "transfer = volume takes flows (type = flow) and learned-leapfrog to another lattice; got "
            + architecture());
  }

  /** What parameters belong to: two models with the same text can exchange them. */
  default String architecture() {
    return toString();
  }

  /** Whether there is anything to learn; false for a sum of ordinary terms. */
  default boolean learnable() {
    return true;
  }
}
