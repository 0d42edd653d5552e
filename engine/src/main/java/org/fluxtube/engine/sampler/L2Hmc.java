package org.fluxtube.engine.sampler;

import java.util.Optional;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.flow.LearnedLeapfrog;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Hybrid Monte Carlo with a learned leapfrog T (L2HMC, arXiv:2105.03418): momenta v are normal, a
 * direction d = +-1 is drawn, (x', v') = T^d(x, v), accepted with min(1, exp(H - H' + ln J)), H =
 * v^2/2 + S, J = |det d(x', v')/d(x, v)|. dH of a step is H' - H - ln J.
 *
 * <p>Exact for every T that is inverted by T^-1: (x, v, d) -> (T^d(x, v), -d) undoes itself and has
 * the Jacobian J, so that the accept is that of Metropolis, Hastings and Green, and v and d are
 * drawn anew. S is the target's, whatever drives. Networks in float are exact up to where the
 * inverse may round an input to the other side, at the level of 1e-7.
 *
 * @param leapfrog T where it is not learnt
 * @param learned whether T is the campaign's model
 * @param fallback a kernel of the target that takes over while the model must not drive
 */
public record L2Hmc(
    @Param(value = "the learned-leapfrog, where it is not learnt", optional = true)
        Optional<ActionSpec<?>> leapfrog,
    @Param(value = "whether it is the campaign's model; instead of leapfrog", optional = true)
        boolean learned,
    @Param(
            value =
                "a kernel of the target that takes over where the model must not drive: in"
                    + " THERMALISE, and in LEARN after a drift; tuned if it says so",
            optional = true)
        Optional<SamplerSpec> fallback)
    implements SamplerSpec {
  static final String NAME = "l2hmc";

  /** Checks the fall-back. */
  public L2Hmc {
    GuidedSampler.requireFallback(NAME, fallback, learned);
  }

  @Override
  public boolean teaches() {
    return true;
  }

  @Override
  public SamplerSpec driven(EffectiveSpec<?> model) {
    return learned ? new L2Hmc(Optional.of(model), true, fallback) : this;
  }

  private LearnedLeapfrog model() {
    return GuidedSampler.requireModel(
        NAME,
        leapfrog,
        learned,
        LearnedLeapfrog.class,
        "learned-leapfrog",
        "leapfrog { type = learned-leapfrog, beta = 2.0, steps = 8 }");
  }

  @Override
  public <F extends Field<F>> Sampler<F> bind(ActionSpec<F> target, F like) {
    // requireFits has checked that it is for the same kind of field
    @SuppressWarnings("unchecked")
    EffectiveSpec<F> model = (EffectiveSpec<F>) (EffectiveSpec<?>) model();
    Optional<Sampler<F>> plain = fallback.map(spec -> spec.bind(target, like));
    return new L2HmcSampler<>(learned, target.bind(like), model.bind(like), plain, like);
  }

  @Override
  public void requireFits(ActionSpec<?> target, FieldType type, Lattice lattice) {
    LearnedLeapfrog model = model();
    target.requireFits(type, lattice);
    model.requireFits(type, lattice);
    FlowMetropolis.requireField(NAME, target);
    fallback.ifPresent(plain -> plain.requireFits(target, type, lattice));
  }
}
