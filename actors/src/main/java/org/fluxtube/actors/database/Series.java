package org.fluxtube.actors.database;

/**
 * Measurements of one component of an observable on one chain, in the order of the trajectories.
 *
 * @param chain the chain
 * @param trajectories when; not written by the caller
 * @param values what; not written by the caller
 * @param versions version of the model that drove each trajectory
 */
public record Series(int chain, long[] trajectories, double[] values, int[] versions) {}
