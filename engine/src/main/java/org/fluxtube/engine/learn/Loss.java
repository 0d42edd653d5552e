package org.fluxtube.engine.learn;

import java.util.Locale;

/**
 * What a lesson makes small; n samples, each with both ends of a proposal.
 *
 * <p>r = dS - dS_eff is the difference of the changes along a proposal, at the same auxiliary
 * fields at both ends. That constant of S_eff which no data can fix drops out of all of them.
 */
public enum Loss {
  /** (1/2n) sum r^2. For targets with pseudo-fermions too, since phi is the same at both ends. */
  DIFFERENCE,
  /**
   * (1/2n') sum (S - S_eff - mean)^2 over the n' = 2n ends. Only for targets without auxiliary
   * fields: of a freshly drawn pseudo-fermion S is |eta|^2 and knows nothing of U.
   */
  ACTION,
  /**
   * 1 - (1/n) sum (1 + exp(-|r|))/2: the rejection between the two ends, averaged over both
   * directions. Bounded, so that far ends do not rule; its gradient vanishes for them.
   */
  ACCEPTANCE,
  /** (1/2n) sum over proposals of |F - F_eff|^2/coordinates, at the start of each. */
  FORCE,
  /**
   * KL(q|p) = mean (ln q + S) + ln Z over draws of a flow, which needs no samples; the gradient by
   * reparametrisation.
   */
  REVERSE_KL,
  /** The same, its gradient along the path alone: dearer, and without variance at the target. */
  REVERSE_KL_PATH,
  /**
   * The same by REINFORCE: mean (ln q + S - b) d ln q/dtheta over draws, the baseline b of each the
   * mean of the others. Needs no force of the target; noisier.
   */
  REVERSE_KL_REINFORCE,
  /**
   * KL(p|q) = -mean ln q - mean S - ln Z over configurations of the chains that feed, those at
   * which their trajectories began: a flow that lacks a mode of the chains pays for it.
   */
  FORWARD_KL,
  /**
   * 1/E, E = mean A (Q' - Q)^2 the expected squared jump of the charge in a step of a learned
   * leapfrog, over configurations of the chains that feed (arXiv:2105.03418).
   */
  EXPECTED_JUMP,
  /** What {@link ForceMatching} makes small; of that trainer alone. */
  MAPPED_FORCE;

  /** Whether it is one of flows: of their draws, or of densities of configurations. */
  boolean ofFlows() {
    return ofDraws() || this == FORWARD_KL;
  }

  /** Whether it is made small on draws of the model instead of samples of the chains. */
  boolean ofDraws() {
    return this == REVERSE_KL || this == REVERSE_KL_PATH || this == REVERSE_KL_REINFORCE;
  }

  /** As in a campaign file. */
  String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
