/**
 * {@code fluxtube bench}: how fast the kernels of the backends are on this machine.
 *
 * <ul>
 *   <li>{@link org.fluxtube.actors.bench.BenchKernel}: what is measured, with the numbers of
 *       operations and bytes that it counts for.
 *   <li>{@code Work}: one kernel on one backend; {@code Inputs}: equal numbers for all backends;
 *       {@code Hops}, {@code Links}, {@code LinearAlgebra}, {@code Solves} make it.
 *   <li>{@link org.fluxtube.actors.bench.KernelTrial}, {@link org.fluxtube.actors.bench.Triad}
 *       (memory and multiply-adds of the machine itself): what JMH runs, each trial in a JVM of its
 *       own; {@code Agreement}: the check before the first call.
 *   <li>{@link org.fluxtube.actors.bench.Trials}: all of them in turn; {@link
 *       org.fluxtube.actors.bench.Figures}: one row of the table.
 *   <li>{@link org.fluxtube.actors.bench.CampaignTrial}: whole trajectories of a campaign file and
 *       the split of their time, in this JVM; {@link org.fluxtube.actors.bench.FlowTrial}: the flow
 *       of a campaign file, a step of training, samples and the inverse.
 * </ul>
 *
 * <h2>Conventions</h2>
 *
 * <ul>
 *   <li>A time is the median of all calls of a trial, after warm-up. No check passed, no figure.
 *   <li>Operations: additions and multiplications of real numbers in the usual counts of the field
 *       (Wilson hop 1,320 a site for SU(3)); nothing where there is no usual count.
 *   <li>Bytes: compulsory traffic, each number that must be read counted once, each written one
 *       once. The triad a = b + s c moves three numbers.
 *   <li>The peak counts nothing but multiply-adds of whole vectors, two operations a lane; a kernel
 *       with other additions cannot reach it.
 * </ul>
 */
package org.fluxtube.actors.bench;
