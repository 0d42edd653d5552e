package org.fluxtube.engine.flow;

import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Leapfrog steps with networks (L2HMC, arXiv:2105.03418, section 3) for U(1) in two dimensions. A
 * step of size e is a kick, four drifts and a kick, with
 *
 * <pre>
 * kick:  v' = v exp(e s/2) - (e/2) [dS_eff/dx exp(e q) + t],         ln J = sum (e/2) s,
 * drift: y' = 2 atan(exp(e s) tan(y/2)),  x' = x + y' - y + e [v exp(e q) + t],
 *        ln J = -sum ln (exp(-e s) cos^2(y/2) + exp(e s) sin^2(y/2)),
 * S_eff = -sum_n (c_n/n) sum_P cos(n P).
 * </pre>
 *
 * <p>A drift turns the links of one direction on every other line along it, so that each plaquette
 * has one link that is turned. With the plaquettes a (grows with the link) and b (falls), w = a + b
 * stays; y = a - w/2 is the angle from the conditional mode of cos a + cos b, |w| at most pi, and
 * its map is the circular update of the paper. s, q, t of kicks are functions of all plaquettes,
 * those of drifts functions of the w: nothing depends on the gauge, and both updates are inverted
 * in closed form. s of a drift has the factor (1 + cos w)/2, which makes it continuous where w
 * turns over. Each of s, q, t is lambda tanh(network).
 *
 * <p>Learnt are c_n, ln e and the lambdas of each step, and the weights. At the start c_1 is beta,
 * all other c_n and the lambdas are 0: plain leapfrog of the plaquette action. As an effective
 * action it is S_eff, whose force drives; the networks are no part of it.
 *
 * @param beta c_1 where learning starts
 * @param harmonics how many c_n there are
 * @param steps leapfrog steps, each with its own networks
 * @param stepSize e where learning starts
 * @param conditioner the networks
 * @param seed of the first weights
 * @param threads of libtorch in an operation
 */
public record LearnedLeapfrog(
    @Param("coupling of the plaquette that drives where learning starts") double beta,
    @Param(value = "harmonics cos(n P) of the action that drives, 1 to 16", optional = true)
        int harmonics,
    @Param(value = "leapfrog steps, each with its own networks, 1 to 64", optional = true)
        int steps,
    @Param(value = "size of a step where learning starts", optional = true) double stepSize,
    @Param(value = "the networks", optional = true) ConditionerSpec conditioner,
    @Param(value = "seed of the first weights", optional = true) long seed,
    @Param(
            value = "threads of libtorch in an operation, 1 to 64; the last bits depend on it",
            optional = true)
        int threads)
    implements EffectiveSpec<GaugeField> {
  private static final int MOST_HARMONICS = 16;
  private static final int MOST_STEPS = 64;

  /** Checks the numbers. */
  public LearnedLeapfrog {
    if (!Double.isFinite(beta)) {
      throw new IllegalArgumentException(
          "beta = " + beta + "; allowed are finite numbers, for example beta = 2.0");
    }
    requireCount("harmonics", harmonics, MOST_HARMONICS, "harmonics = 2");
    requireCount("steps", steps, MOST_STEPS, "steps = 8");
    Flow.requireThreads(threads);
    if (!(stepSize > 0 && stepSize <= 10)) {
      throw new IllegalArgumentException(
          "step-size = "
              + stepSize
              + "; allowed are numbers in (0, 10], for example step-size = 0.1");
    }
  }

  private static void requireCount(String name, int got, int most, String example) {
    if (got < 1 || got > most) {
      throw new IllegalArgumentException(
          name + " = " + got + "; allowed are 1 to " + most + ", for example " + example);
    }
  }

  /** Every number means the same on every lattice; larger ones want smaller steps. */
  @Override
  public double[] transferred(double[] parameters, FieldType type, Lattice from, Lattice to) {
    requireFits(type, from);
    requireFits(type, to);
    conditioner.requireTransfers(this, from, to);
    try (LeapfrogSteps steps = new LeapfrogSteps(this, from)) {
      EffectiveAction.requireParameters(steps.labels(), parameters);
    }
    return parameters.clone();
  }

  @Override
  public EffectiveAction<GaugeField> bind(GaugeField like) {
    return new BoundLeapfrog(this, like);
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Plaquettes.requireFits("learned-leapfrog", type, lattice);
    for (int mu = 0; mu < lattice.dimensions(); mu++) {
      if (lattice.extent(mu) % 2 != 0 || lattice.extent(mu) < 4) {
        throw new IllegalArgumentException(
            "learned-leapfrog turns the links on every other line, which does not fit into the"
                + " extent "
                + lattice.extent(mu)
                + " of "
                + lattice
                + "; allowed are even extents from 4 on, for example [8, 8]");
      }
    }
    for (int mu = 0; mu < lattice.dimensions(); mu++) {
      conditioner.requireFits(type, LeapfrogSteps.lines(lattice, mu));
    }
    conditioner.requireFits(type, lattice);
  }
}
