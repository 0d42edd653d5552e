package org.fluxtube.engine.sampler;

import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Metropolis for one spin at a time, for any action of spins: {@code updates} times a site is drawn
 * with equal chances, a new spin (S + width g)/|S + width g| with normal g is proposed there (the
 * density depends on the angle alone, so it is symmetric), and accepted with min(1, exp(-dS)).
 *
 * <p>Each update is an equal mixture of kernels in detailed balance, so it is itself, and so is any
 * power of it: a proposal for slmc. As a sampler of the target it is the exact local reference; an
 * action with a determinant then costs one diagonalisation for each update.
 *
 * @param updates single-spin updates in a step
 * @param width size of a step before normalising; 10 is nearly uniform on the sphere
 * @param targetAcceptance what tuning of the width aims at
 */
public record SingleSpin(
    @Param("updates of single spins in a step, 1 to 1000000") int updates,
    @Param("deviation of a step in each component before normalising, positive; 10: nearly uniform")
        double width,
    @Param(
            value = "acceptance that tuning of the width aims at, in (0, 1); 0: do not tune",
            optional = true)
        double targetAcceptance)
    implements SamplerSpec {
  static final String NAME = "single-spin";

  /** Checks the ranges. */
  public SingleSpin {
    LocalTarget.requireCount(NAME, "updates", updates, 1, 1_000_000);
    LocalTarget.requireWidth(NAME, width);
    LocalTarget.requireAcceptance(NAME, targetAcceptance);
  }

  @Override
  public <F extends Field<F>> Sampler<F> bind(ActionSpec<F> target, F like) {
    requireSpins(like.type());
    // the field is a SpinField, so F is, and so is what the target is for
    @SuppressWarnings("unchecked")
    ActionSpec<SpinField> action = (ActionSpec<SpinField>) target;
    @SuppressWarnings("unchecked")
    Sampler<F> sampler =
        (Sampler<F>) new SingleSpinSampler(this, action.bind((SpinField) like), (SpinField) like);
    return sampler;
  }

  @Override
  public void requireFits(ActionSpec<?> target, FieldType type, Lattice lattice) {
    requireSpins(type);
    target.requireFits(type, lattice);
    if (target.stochastic()) {
      throw new IllegalArgumentException(
          NAME + ": the target " + target + " has auxiliary fields; use hmc");
    }
  }

  private static void requireSpins(FieldType type) {
    if (!(type instanceof FieldType.Spin)) {
      throw Spec.misfit(NAME, "a spin field", type);
    }
  }
}
