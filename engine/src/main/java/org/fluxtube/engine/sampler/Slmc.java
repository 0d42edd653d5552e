package org.fluxtube.engine.sampler;

import java.util.Optional;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Self-learning Monte Carlo (arXiv:2010.11900): {@code steps} steps of a kernel in detailed balance
 * with exp(-S_eff) propose, and the proposal is accepted with min(1, exp(-[S' - S_eff'] + [S -
 * S_eff])). Detailed balance with exp(-S) whatever S_eff is.
 *
 * <p>A proposal kernel that is only stationary (a sequential sweep) is refused: the accept step
 * needs P(U, U') e^-S_eff(U) = P(U', U) e^-S_eff(U'). If the target has pseudo-fermions, they are
 * drawn at the present field, kept in the state and the same at both ends: exp(-phi^+ A^-1 phi) is
 * the positive estimate of det A, unbiased under the integral over phi, that makes this exact. An
 * slmc as the proposal of an slmc is delayed acceptance: a tree of effective actions.
 *
 * @param proposal the kernel, with S_eff as its target
 * @param steps its steps in a proposal
 * @param effective S_eff where it is not learnt
 * @param learned whether S_eff is the campaign's model
 */
public record Slmc(
    @Param("kernel of the effective action, in detailed balance: palindromic sweeps, or hmc")
        SamplerSpec proposal,
    @Param(value = "steps of the kernel in a proposal, 1 to 10000", optional = true) int steps,
    @Param(value = "the effective action, where it is not learnt", optional = true)
        Optional<ActionSpec<?>> effective,
    @Param(
            value = "whether the effective action is the campaign's model; instead of effective",
            optional = true)
        boolean learned)
    implements SamplerSpec {
  static final String NAME = "slmc";

  /** Checks the number of steps. */
  public Slmc {
    LocalTarget.requireCount(NAME, "steps", steps, 1, 10_000);
    if (proposal.learned()) {
      throw new IllegalArgumentException(
          NAME
              + ": its proposal says learned = true; only the slmc itself may, it hands its"
              + " effective action on");
    }
  }

  @Override
  public boolean teaches() {
    return true;
  }

  @Override
  public SamplerSpec driven(EffectiveSpec<?> model) {
    return learned ? new Slmc(proposal, steps, Optional.of(model), true) : this;
  }

  /** How many slmc are inside one another. */
  int depth() {
    return proposal instanceof Slmc inner ? 1 + inner.depth() : 1;
  }

  private ActionSpec<?> requireEffective() {
    return effective.orElseThrow(() ->
        new IllegalArgumentException(
            learned
                ? NAME + ": learned = true needs a block learning { model { ... } }"
                : NAME
                    + " needs an effective action, for example effective { type ="
                    + " wilson-plaquette, beta = 2.5 }, or learned = true"));
  }

  @Override
  public <F extends Field<F>> Sampler<F> bind(ActionSpec<F> target, F like) {
    // requireFits has checked that it is for the same kind of field
    @SuppressWarnings("unchecked")
    ActionSpec<F> model = (ActionSpec<F>) requireEffective();
    Action<F> bound = target.bind(like);
    try {
      return new SlmcSampler<>(this, bound, model, like);
    } catch (IllegalArgumentException e) {
      bound.close();
      throw e;
    }
  }

  /** The proposal kernel of S_eff; refused if it is not in detailed balance. */
  <F extends Field<F>> Sampler<F> bindProposal(ActionSpec<F> model, F like) {
    Sampler<F> bound = proposal.bind(model, like);
    if (!(bound.exactness() instanceof Exactness.Reversible)) {
      String why = bound.exactness().toString();
      bound.close();
      throw new IllegalArgumentException(
          NAME
              + ": the proposal "
              + proposal
              + " is "
              + why
              + ", but the accept step needs detailed balance with exp(-S_eff); use order ="
              + " palindromic, a palindromic sequence, or hmc");
    }
    return bound;
  }

  @Override
  public void requireFits(ActionSpec<?> target, FieldType type, Lattice lattice) {
    ActionSpec<?> model = requireEffective();
    target.requireFits(type, lattice);
    if (model.stochastic()) {
      throw new IllegalArgumentException(
          NAME
              + ": the effective action "
              + model
              + " has pseudo-fermions of its own, which a proposal kernel would have to draw; use"
              + " an exact determinant, loops, or hmc with learned = true");
    }
    proposal.requireFits(model, type, lattice);
    requireReversible(model, type, lattice);
  }

  private <F extends Field<F>> void requireReversible(
      ActionSpec<F> model, FieldType type, Lattice lattice) {
    LocalTarget.<F>probeField(type, lattice, like -> bindProposal(model, like).close());
  }
}
