package org.fluxtube.engine.sampler;

import java.util.Map;
import java.util.TreeMap;

/**
 * What happened in one trajectory.
 *
 * @param proposals accept decisions taken: 1 for HMC, sites x hits for local updates
 * @param accepted how many of them were accepted
 * @param deltaH H' - H of the proposal; NaN where the kernel has no such number
 * @param acceptance mean of min(1, exp(-dH)); for local updates the accepted fraction
 * @param details other numbers by name, for example {@code clusterSize}
 */
public record StepInfo(
    long proposals, long accepted, double deltaH, double acceptance, Map<String, Double> details) {
  /** Detail: S' - S of the target at the proposal, where another action drove. */
  public static final String TARGET_CHANGE = "deltaS";

  /** Detail: S_eff' - S_eff of the guide at the same auxiliary fields. */
  public static final String GUIDE_CHANGE = "deltaSeff";

  /** Detail: H_eff' - H_eff with the guide's action: the error of the integrator alone. */
  public static final String GUIDE_DELTA_H = "guideDeltaH";

  /** Detail: acceptance inside the kernel that proposes, where an accept step follows it. */
  public static final String PROPOSAL_ACCEPTANCE = "proposalAcceptance";

  /**
   * Detail: (1/V) sum_x S_x.S'_x between the spins S and what is proposed for them, S'; 1 where
   * nothing moved, 0 where nothing is remembered.
   */
  public static final String RESIDUAL_CORRELATION = "residualCorrelation";

  /** Detail: ln of exp(-S)/q of an independent proposal; their mean exponential is Z. */
  public static final String LOG_WEIGHT = "logWeight";

  /** Detail: ln J of a proposal whose map does not keep the volume of phase space. */
  public static final String LOG_JACOBIAN = "lnJ";

  /** Detail: independent proposals rejected since the last one that was accepted. */
  public static final String REJECTIONS = "rejections";

  /** Begins the details that are observables of an independent proposal, accepted or not. */
  public static final String PROPOSED = "proposed.";

  /** Detail: acceptance of a member of a sequence, counted from 0. */
  public static String memberAcceptance(int member) {
    return "acceptance of member " + (member + 1);
  }

  /** Copies the details. */
  public StepInfo {
    details = java.util.Collections.unmodifiableMap(new TreeMap<>(details));
  }

  /**
   * The acceptance that a step size can do something about: that of the driving action, min(1,
   * exp(-dH_eff)), where another than the target drove, or that of the kernel that proposed. Else
   * {@link #acceptance}.
   */
  public double tunable() {
    Double inner = details.get(PROPOSAL_ACCEPTANCE);
    if (inner != null) {
      return inner;
    }
    Double guide = details.get(GUIDE_DELTA_H);
    if (guide == null) {
      return acceptance;
    }
    return Double.isNaN(guide) ? 0 : Math.min(1, StrictMath.exp(-guide));
  }
}
