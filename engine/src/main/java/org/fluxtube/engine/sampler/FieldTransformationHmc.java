package org.fluxtube.engine.sampler;

import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.action.Term;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.IntegratorSpec;
import org.fluxtube.engine.md.MolecularDynamics;

/**
 * Hybrid Monte Carlo in the variables z of a map x = f(z) (Luescher, arXiv:0907.5491; learned,
 * arXiv:2112.01586): H(z, p) = p^2/2 + S(f(z)) - ln |det df/dz|, accepted with min(1, exp(-dH)).
 * The state of the chain is the field x; a trajectory maps it to z = f^-1(x), integrates there with
 * the flat metric, and maps the end back.
 *
 * <p>Exact for every invertible f: z has exp(-S(f(z))) |det df/dz| if and only if x has exp(-S(x)),
 * and HMC is in detailed balance with the former; conjugated with the bijection f it is in detailed
 * balance with the latter. So each version of the map makes a kernel that leaves exp(-S) invariant,
 * and a chain that changes the map between two trajectories stays where it is in distribution as
 * long as the choice does not look at the chain: maps learnt on their own draws (reverse KL) do
 * not. Maps learnt on the chains' configurations do, which is why a model changes in LEARN alone
 * and is frozen in MEASURE.
 *
 * <p>With f = identity this is {@link HmcSpec}, whose integrators it has. While the campaign's
 * model must not drive (THERMALISE), f is the identity.
 *
 * @param tau length of a trajectory in z
 * @param integrator scheme and initial number of steps; not nested, the action of z is one term
 * @param targetAcceptance what the step size is tuned to in THERMALISE and, with a learnt map, at
 *     the end of LEARN; 0 keeps the steps
 * @param flow the flow whose map is f, where it is not learnt; its prior plays no part
 * @param learned whether f is that of the campaign's model
 */
public record FieldTransformationHmc(
    @Param(value = "trajectory length in the mapped variables", optional = true) double tau,
    @Param("integrator and its number of steps; not nested") IntegratorSpec integrator,
    @Param(
            value = "acceptance that the step size is tuned to in THERMALISE; 0 keeps the steps",
            optional = true)
        double targetAcceptance,
    @Param(value = "the flow, where it is not learnt", optional = true)
        Optional<ActionSpec<?>> flow,
    @Param(value = "whether the flow is the campaign's model; instead of flow", optional = true)
        boolean learned)
    implements SamplerSpec {
  static final String NAME = "field-transformation-hmc";

  /** Checks tau and the target acceptance, as {@link HmcSpec} does. */
  public FieldTransformationHmc {
    HmcSpec.requireTrajectory(tau, targetAcceptance);
  }

  @Override
  public boolean teaches() {
    return true;
  }

  @Override
  public SamplerSpec driven(EffectiveSpec<?> model) {
    return learned
        ? new FieldTransformationHmc(tau, integrator, targetAcceptance, Optional.of(model), true)
        : this;
  }

  @Override
  public <F extends Field<F>> Sampler<F> bind(ActionSpec<F> target, F like) {
    // requireFits has checked that it is for the same kind of field
    @SuppressWarnings("unchecked")
    EffectiveSpec<F> model =
        (EffectiveSpec<F>) (EffectiveSpec<?>) FlowMetropolis.requireFlow(NAME, flow, learned);
    return new FieldTransformationSampler<>(this, target, model.bind(like), like);
  }

  @Override
  public void requireFits(ActionSpec<?> target, FieldType type, Lattice lattice) {
    Flow<?> model = FlowMetropolis.requireFlow(NAME, flow, learned);
    target.requireFits(type, lattice);
    model.requireFits(type, lattice);
    FlowMetropolis.requireField(NAME, target);
    try {
      MolecularDynamics.requireTerms(List.of(Term.WHOLE), integrator);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          NAME
              + ": S(f(z)) - ln |det df/dz| is one term, so its integrator cannot be nested; use"
              + " omelyan2, omelyan4, leapfrog or force-gradient",
          e);
    }
  }
}
