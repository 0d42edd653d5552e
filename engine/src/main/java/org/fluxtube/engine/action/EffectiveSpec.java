package org.fluxtube.engine.action;

import org.fluxtube.engine.field.Field;

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

  /** Whether there is anything to learn; false for a sum of ordinary terms. */
  default boolean learnable() {
    return true;
  }
}
