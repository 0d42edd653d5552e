package org.fluxtube.actors.database;

/**
 * A chain as the database knows it.
 *
 * @param chain number of the chain
 * @param label group of the chain
 * @param sampler its sampler, for a reader
 * @param exactness what its accept step proves
 * @param thermalise trajectories of THERMALISE
 * @param learn trajectories of LEARN
 * @param measure trajectories of MEASURE
 * @param state new, running, finished, stopped or failed
 * @param reason why, or empty
 * @param retired whether it runs no more
 */
public record ChainRow(
    int chain,
    String label,
    String sampler,
    String exactness,
    long thermalise,
    long learn,
    long measure,
    String state,
    String reason,
    boolean retired) {}
