package org.fluxtube.engine.run;

import org.fluxtube.engine.sampler.StepInfo;

/**
 * What is known of one finished trajectory.
 *
 * @param chain the chain
 * @param trajectory counted from 1 in each chain
 * @param phase the phase that it belongs to
 * @param version version of the model that drove it; 0 where nothing is learnt
 * @param stepSize step size used; NaN where there is none
 * @param info what the sampler said
 * @param seconds wall-clock time, not reproducible
 */
public record Trajectory(
    int chain,
    long trajectory,
    Phase phase,
    int version,
    double stepSize,
    StepInfo info,
    double seconds) {}
