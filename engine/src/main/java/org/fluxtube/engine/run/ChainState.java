package org.fluxtube.engine.run;

import org.fluxtube.engine.field.FieldData;

/**
 * Everything that a chain's future depends on, beside its specification. The random numbers are
 * counted by the trajectory, so the counter is all there is to save of them.
 *
 * @param chain number of the chain
 * @param trajectory finished trajectories
 * @param stepSize step size of the next trajectory; NaN where there is none
 * @param tuning numbers of {@link DualAveraging}; empty where nothing is tuned
 * @param field the sampler's field
 * @param version version of the model that the next trajectory uses; 0 where nothing is learnt
 * @param parameters parameters of that model; empty where nothing is learnt
 * @param trusted whether that model drives, or the target itself where the sampler can
 * @param memory what the sampler remembers of its last step; empty for most
 */
public record ChainState(
    int chain,
    long trajectory,
    double stepSize,
    double[] tuning,
    FieldData field,
    int version,
    double[] parameters,
    boolean trusted,
    double[] memory) {
  /** The state of a chain that learns nothing. */
  public ChainState(int chain, long trajectory, double stepSize, double[] tuning, FieldData field) {
    this(chain, trajectory, stepSize, tuning, field, 0, new double[0], true, new double[0]);
  }
}
