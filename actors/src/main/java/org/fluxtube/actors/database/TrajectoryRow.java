package org.fluxtube.actors.database;

import org.fluxtube.engine.run.Phase;

/**
 * A row of the table of trajectories; NaN where the database has NULL.
 *
 * @param details JSON object of further numbers of the sampler
 */
public record TrajectoryRow(
    int chain,
    long trajectory,
    Phase phase,
    int version,
    long accepted,
    long proposals,
    double deltaH,
    double acceptance,
    double stepSize,
    double seconds,
    String details) {}
