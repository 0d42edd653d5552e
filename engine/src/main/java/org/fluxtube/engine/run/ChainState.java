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
 */
public record ChainState(
    int chain, long trajectory, double stepSize, double[] tuning, FieldData field) {}
