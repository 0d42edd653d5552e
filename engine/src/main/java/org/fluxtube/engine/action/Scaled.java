package org.fluxtube.engine.action;

import java.util.Optional;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * S = c S_inner with a learnable factor c, the first of the parameters; those of the inner action
 * follow. Around fermions of another mass: at fixed phi the hopping parameter mostly multiplies the
 * dependence on U, which no change of the links can do.
 *
 * <p>Auxiliary fields are drawn from the inner action and divided by sqrt(c), as is right for
 * pseudo-fermions: S is quadratic in phi. Integrated over phi the factor then changes nothing but c
 * times what does not depend on phi.
 *
 * @param factor c, positive
 * @param action the inner action; no sum
 * @param <F> the field it is for
 */
public record Scaled<F extends Field<F>>(
    @Param("the factor c, positive; 1 where learning starts") double factor,
    @Param("the action that is multiplied; for several put a sum around them") ActionSpec<F> action)
    implements EffectiveSpec<F> {
  /** Checks the factor, and that there is no sum. */
  public Scaled {
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException(
          "factor = " + factor + "; allowed are positive numbers, for example factor = 1");
    }
    if (action instanceof SumOfActions) {
      // its rounds of auxiliary fields would overlap with those of a sum around it
      throw new IllegalArgumentException(
          "a scaled action of a sum; scale the terms instead, for example terms = [{ name = light,"
              + " action { type = scaled, ... } }, ...]");
    }
  }

  @Override
  public EffectiveAction<F> bind(F like) {
    return new ScaledAction<>(action.bind(like), factor, 0);
  }

  @Override
  public boolean linear() {
    return !(action instanceof EffectiveSpec<F> inner) || !inner.learnable();
  }

  @Override
  public boolean stochastic() {
    return action.stochastic();
  }

  @Override
  public ActionSpec<F> estimated() {
    if (!action.estimated().equals(action)) {
      throw new IllegalArgumentException(
          "a scaled determinant has no pseudo-fermions; use the determinant without a factor, or"
              + " rational-pseudo-fermions with a power");
    }
    return this;
  }

  @Override
  public boolean smooth() {
    return action.smooth();
  }

  @Override
  public Optional<String> laplacianUnknown(Lattice lattice) {
    return action.laplacianUnknown(lattice);
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    action.requireFits(type, lattice);
  }
}
