package org.fluxtube.engine.sampler;

import java.util.Optional;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.IntegratorSpec;
import org.fluxtube.engine.md.MolecularDynamics;

/**
 * Hybrid Monte Carlo (Duane, Kennedy, Pendleton, Roweth, Phys. Lett. B195 (1987) 216).
 *
 * @param tau length of a trajectory, in units in which the kinetic energy is (1/2) sum p_a^2
 * @param integrator scheme and initial number of steps
 * @param targetAcceptance what the step size is tuned to in THERMALISE; 0 keeps the steps as given
 * @param guide action whose force drives the proposal; absent: the target itself
 * @param learned whether the campaign's model is the guide (self-learning HMC, arXiv:2103.11965)
 * @param pseudoFermions whether exact determinants of the target are estimated, see {@link
 *     ActionSpec#estimated}: the same distribution of the field without a dense matrix
 * @param forces precision of the forces of gauge actions; links, momenta and H stay double, so that
 *     FLOAT changes no distribution, only the trajectories at the level of 1e-6
 */
public record HmcSpec(
    @Param(value = "trajectory length", optional = true) double tau,
    @Param("integrator and its number of steps") IntegratorSpec integrator,
    @Param(
            value = "acceptance that the step size is tuned to in THERMALISE; 0 keeps the steps",
            optional = true)
        double targetAcceptance,
    @Param(value = "action that drives the proposal; default: the target", optional = true)
        Optional<ActionSpec<?>> guide,
    @Param(
            value = "whether the campaign's model drives: self-learning HMC; instead of a guide",
            optional = true)
        boolean learned,
    @Param(
            value =
                "whether exact determinants of the target are replaced by pseudo-fermions: the same"
                    + " distribution, without dense matrices",
            optional = true)
        boolean pseudoFermions,
    @Param(
            value =
                "double or float: precision of the forces of gauge actions; links, momenta and H"
                    + " are double in both cases, and the accept is exact",
            optional = true)
        Precision forces)
    implements SamplerSpec {
  /** Checks tau and the target acceptance. */
  public HmcSpec {
    requireTrajectory(tau, targetAcceptance);
  }

  /** Checks what all kinds of hybrid Monte Carlo have. */
  static void requireTrajectory(double tau, double targetAcceptance) {
    if (!(tau > 0 && tau <= 1000)) {
      throw new IllegalArgumentException(
          "tau = " + tau + "; allowed are numbers in (0, 1000], for example tau = 1.0");
    }
    if (!(targetAcceptance >= 0 && targetAcceptance < 1)) {
      throw new IllegalArgumentException(
          "targetAcceptance = "
              + targetAcceptance
              + "; allowed are 0 (keep the steps) or numbers in (0, 1), for example 0.85");
    }
  }

  /** With forces in double precision. */
  public HmcSpec(
      double tau,
      IntegratorSpec integrator,
      double targetAcceptance,
      Optional<ActionSpec<?>> guide,
      boolean learned,
      boolean pseudoFermions) {
    this(tau, integrator, targetAcceptance, guide, learned, pseudoFermions, Precision.DOUBLE);
  }

  /** HMC of the target as it is. */
  public HmcSpec(
      double tau,
      IntegratorSpec integrator,
      double targetAcceptance,
      Optional<ActionSpec<?>> guide,
      boolean learned) {
    this(tau, integrator, targetAcceptance, guide, learned, false);
  }

  /** HMC with a fixed guide. */
  public HmcSpec(
      double tau,
      IntegratorSpec integrator,
      double targetAcceptance,
      Optional<ActionSpec<?>> guide) {
    this(tau, integrator, targetAcceptance, guide, false);
  }

  /** HMC guided by its target with fixed steps. */
  public HmcSpec(double tau, IntegratorSpec integrator) {
    this(tau, integrator, 0, Optional.empty());
  }

  /** Not with pseudo-fermions for a determinant: its S is not the campaign's. */
  @Override
  public boolean teaches() {
    return !pseudoFermions;
  }

  private <F extends Field<F>> ActionSpec<F> own(ActionSpec<F> target) {
    if (!pseudoFermions) {
      return target;
    }
    ActionSpec<F> estimated = target.estimated();
    if (estimated.equals(target)) {
      throw new IllegalArgumentException(
          "pseudo-fermions = true, but the action has no exact determinant to replace; leave it"
              + " out");
    }
    return estimated;
  }

  @Override
  public SamplerSpec driven(EffectiveSpec<?> model) {
    return learned
        ? new HmcSpec(
            tau, integrator, targetAcceptance, Optional.of(model), true, pseudoFermions, forces)
        : this;
  }

  @Override
  public <F extends Field<F>> Sampler<F> bind(ActionSpec<F> target, F like) {
    requireModel();
    Action<F> bound = own(target).bind(like);
    // requireFits has checked that the guide is for the same kind of field
    @SuppressWarnings("unchecked")
    Action<F> driving = guide.isPresent() ? ((ActionSpec<F>) guide.get()).bind(like) : bound;
    if (forces == Precision.FLOAT) {
      requireFloat(driving, like);
    }
    return new Hmc<>(bound, driving, learned, integrator, tau, targetAcceptance, forces, like);
  }

  private static <F extends Field<F>> void requireFloat(Action<F> driving, F like) {
    if (driving.withFloatForce() == driving) {
      throw new IllegalArgumentException(
          "forces = float, but nothing in the action that drives has its force in single precision;"
              + " gauge actions (wilson-plaquette, rectangle, improved-gauge) have, alone"
              + " or in a sum. Leave it out");
    }
    if (!like.ops().supports(Precision.FLOAT)) {
      throw new IllegalArgumentException(
          "forces = float, but the backend "
              + like.ops().backend()
              + " has no single precision here; leave it out");
    }
  }

  private void requireModel() {
    if (learned && guide.isEmpty()) {
      throw new IllegalArgumentException(
          "learned = true needs a model: give the campaign a block learning { model { ... } }, or"
              + " this sampler learned = false");
    }
  }

  @Override
  public void requireFits(ActionSpec<?> target, FieldType type, Lattice lattice) {
    requireModel();
    own(target).requireFits(type, lattice);
    guide.ifPresent(g -> g.requireFits(type, lattice));
    ActionSpec<?> driving = guide.isPresent() ? guide.get() : target;
    MolecularDynamics.requireTerms(driving.termNames(), integrator);
  }
}
