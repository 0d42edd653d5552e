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
 * the positive estimate of det A, unbiased under the integral over phi, that makes this exact
 * (pseudo-marginal). With {@code pseudoFermions} that is done for exact determinants too; S then
 * fluctuates at fixed ends, so that acceptance falls and nothing can be learnt from it. An slmc as
 * the proposal of an slmc is delayed acceptance: a tree of effective actions.
 *
 * @param proposal the kernel, with S_eff as its target
 * @param steps its steps in a proposal
 * @param effective S_eff where it is not learnt
 * @param learned whether S_eff is the campaign's model
 * @param fallback a kernel of the target itself that takes over while the model must not drive
 * @param pseudoFermions whether exact determinants of the target are estimated, see {@link
 *     ActionSpec#estimated}
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
        boolean learned,
    @Param(
            value =
                "a kernel of the target that takes over where the model must not drive: in"
                    + " THERMALISE, and in LEARN after a drift; its steps stay as given",
            optional = true)
        Optional<SamplerSpec> fallback,
    @Param(
            value =
                "whether exact determinants of the target are replaced by pseudo-fermions, drawn"
                    + " anew in each step and the same at both ends",
            optional = true)
        boolean pseudoFermions)
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
    if (fallback.isPresent() && !learned) {
      throw new IllegalArgumentException(
          NAME + ": a fallback without learned = true would never run; leave it out");
    }
    if (fallback.isPresent() && fallback.get().learned()) {
      throw new IllegalArgumentException(
          NAME + ": its fallback says learned = true, but it is there for when the model fails");
    }
  }

  /** Of the target as it is, without a fall-back. */
  public Slmc(SamplerSpec proposal, int steps, Optional<ActionSpec<?>> effective, boolean learned) {
    this(proposal, steps, effective, learned, Optional.empty(), false);
  }

  /** Not with pseudo-fermions for a determinant: its S is not the campaign's. */
  @Override
  public boolean teaches() {
    return !pseudoFermions;
  }

  @Override
  public SamplerSpec driven(EffectiveSpec<?> model) {
    return learned
        ? new Slmc(proposal, steps, Optional.of(model), true, fallback, pseudoFermions)
        : this;
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
    Action<F> bound = own(target).bind(like);
    Optional<Sampler<F>> plain = Optional.empty();
    try {
      plain = fallback.map(spec -> spec.bind(target, like));
      return new SlmcSampler<>(this, bound, model, !own(target).stochastic(), plain, like);
    } catch (IllegalArgumentException e) {
      plain.ifPresent(Sampler::close);
      bound.close();
      throw e;
    }
  }

  private <F extends Field<F>> ActionSpec<F> own(ActionSpec<F> target) {
    return pseudoFermions ? target.estimated() : target;
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
    own(target).requireFits(type, lattice);
    fallback.ifPresent(plain -> plain.requireFits(target, type, lattice));
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
