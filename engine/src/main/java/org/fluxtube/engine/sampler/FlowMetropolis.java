package org.fluxtube.engine.sampler;

import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.observable.ObservableSpec;

/**
 * Independence Metropolis with the proposals of a flow (arXiv:1904.12072, eq. 6): phi' is drawn
 * from q, whatever phi is, and accepted with min(1, exp(-S')q(phi)/(exp(-S) q(phi'))). Detailed
 * balance with exp(-S) whatever q is, as long as q > 0 everywhere, which an invertible map of a
 * positive prior has.
 *
 * <p>Proposals are drawn in batches of {@code batch} that begin at the turns 1, batch + 1 ... (of a
 * chain alone: its trajectories; in a sequence: its turns there) and are always computed whole, so
 * that no number depends on where a chain was interrupted.
 *
 * @param batch proposals that are computed together
 * @param flow q where it is not learnt
 * @param learned whether q is the campaign's model
 * @param fallback a kernel of the target that takes over while the model must not drive
 * @param reweighted observables that are measured on every proposal, accepted or not
 */
public record FlowMetropolis(
    @Param(value = "proposals that are computed together, 1 to 100000", optional = true) int batch,
    @Param(value = "the flow, where it is not learnt", optional = true)
        Optional<ActionSpec<?>> flow,
    @Param(value = "whether the flow is the campaign's model; instead of flow", optional = true)
        boolean learned,
    @Param(
            value =
                "a kernel of the target that takes over where the model must not drive: in"
                    + " THERMALISE, and in LEARN after a drift; tuned if it says so",
            optional = true)
        Optional<SamplerSpec> fallback,
    @Param(
            value =
                "observables that are measured on every proposal, accepted or not, for means"
                    + " reweighted with exp(-S)/q",
            optional = true)
        List<ObservableSpec<?>> reweighted)
    implements SamplerSpec {
  static final String NAME = "flow-metropolis";

  /** Nothing is reweighted. */
  public FlowMetropolis(
      int batch, Optional<ActionSpec<?>> flow, boolean learned, Optional<SamplerSpec> fallback) {
    this(batch, flow, learned, fallback, List.of());
  }

  /** Checks the batch and that one of flow and learned is there. */
  public FlowMetropolis {
    reweighted = List.copyOf(reweighted);
    LocalTarget.requireCount(NAME, "batch", batch, 1, 100_000);
    GuidedSampler.requireFallback(NAME, fallback, learned);
  }

  @Override
  public boolean teaches() {
    return true;
  }

  @Override
  public SamplerSpec driven(EffectiveSpec<?> model) {
    return learned
        ? new FlowMetropolis(batch, Optional.of(model), true, fallback, reweighted)
        : this;
  }

  /** The flow of a kernel that has it as a parameter or from the campaign. */
  static Flow<?> requireFlow(String name, Optional<ActionSpec<?>> flow, boolean learned) {
    return GuidedSampler.requireModel(
        name,
        flow,
        learned,
        Flow.class,
        "flow",
        "flow { type = flow, maps = [{ type = affine-coupling, layers = 16 }] }");
  }

  /** S must be a function of the field alone. */
  static void requireField(String name, ActionSpec<?> target) {
    if (target.stochastic()) {
      throw new IllegalArgumentException(
          name
              + " needs S of a configuration alone, and "
              + target
              + " has pseudo-fermions; use an exact determinant, or slmc");
    }
  }

  @Override
  public <F extends Field<F>> Sampler<F> bind(ActionSpec<F> target, F like) {
    // requireFits has checked that it is for the same kind of field
    @SuppressWarnings("unchecked")
    EffectiveSpec<F> model = (EffectiveSpec<F>) (EffectiveSpec<?>) requireFlow(NAME, flow, learned);
    Optional<Sampler<F>> plain = fallback.map(spec -> spec.bind(target, like));
    return new FlowMetropolisSampler<>(this, target.bind(like), model.bind(like), plain, like);
  }

  @Override
  public void requireFits(ActionSpec<?> target, FieldType type, Lattice lattice) {
    Flow<?> model = requireFlow(NAME, flow, learned);
    target.requireFits(type, lattice);
    model.requireFits(type, lattice);
    requireField(NAME, target);
    reweighted.forEach(spec -> spec.requireFits(type, lattice));
    fallback.ifPresent(plain -> plain.requireFits(target, type, lattice));
  }
}
