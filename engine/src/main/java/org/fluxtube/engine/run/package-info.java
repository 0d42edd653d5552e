/**
 * Campaigns: what runs, and what is known of it. No threads, no files but checkpoints.
 *
 * <ul>
 *   <li>{@link org.fluxtube.engine.run.Campaign}: the plain parameters of a campaign; {@link
 *       org.fluxtube.engine.run.Start}, {@link org.fluxtube.engine.run.Phases}, {@link
 *       org.fluxtube.engine.run.Phase}; {@link org.fluxtube.engine.run.Published}: what others
 *       found.
 *   <li>{@link org.fluxtube.engine.run.Temperatures}: several of them in one campaign; {@link
 *       org.fluxtube.engine.run.Ladders}: who exchanges with whom, {@link
 *       org.fluxtube.engine.run.ReplicaExchange}: whether they do.
 *   <li>{@link org.fluxtube.engine.run.Chain}: one Markov chain, (state, trajectory) to (state,
 *       info); {@link org.fluxtube.engine.run.Trajectory}: the info; {@link
 *       org.fluxtube.engine.run.ChainState}: what its future depends on.
 *   <li>{@link org.fluxtube.engine.run.ChainCheck}: a number of a production check.
 *   <li>{@link org.fluxtube.engine.run.DualAveraging}: tuning of a step size in THERMALISE.
 *   <li>{@link org.fluxtube.engine.run.Configuration}, {@link
 *       org.fluxtube.engine.run.SnapshotPool}: reference-counted snapshots, what leaves a chain.
 *   <li>{@link org.fluxtube.engine.run.ChainStart}: the field that a chain begins with.
 *   <li>{@link org.fluxtube.engine.run.Checkpoint}, {@link org.fluxtube.engine.run.CheckpointFile},
 *       {@link org.fluxtube.engine.run.CheckpointFolder}: a chain on disk; {@link
 *       org.fluxtube.engine.run.CheckpointTheory}: the theory that it belongs to; {@link
 *       org.fluxtube.engine.run.CheckpointException}: why one is refused.
 *   <li>{@link org.fluxtube.engine.run.Event}: what happens in a campaign.
 * </ul>
 *
 * <p>Trajectories are counted from 1 in each chain. The numbers of a chain depend on (seed, chain,
 * trajectory) and its start alone, never on time, threads or other chains; where chains exchange
 * configurations, on those of their ladder too.
 */
package org.fluxtube.engine.run;
