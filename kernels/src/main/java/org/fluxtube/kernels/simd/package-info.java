/**
 * The backend {@code simd}: lattice sites in the lanes of the processor's vectors
 * (jdk.incubator.vector), double precision, one thread.
 *
 * <ul>
 *   <li>{@link org.fluxtube.kernels.simd.SimdBackend}: what the ServiceLoader finds; names nothing
 *       of the Vector API.
 *   <li>{@code SimdOps}: the operations; checks and dispatch.
 *   <li>{@code Layout}, {@code SimdVector}, {@code Turn}, {@code Lanes}: where the numbers are.
 *   <li>{@code Matrices}: matrices of one block; {@code Matrices2}, {@code Matrices3}, {@code
 *       Su3Exponential}, {@code MatricesN}, {@code Phases}.
 *   <li>{@code LinkLoops}, {@code GaugeLoops}: products of links; plaquettes, staples, force.
 *   <li>{@code SiteLoops}, {@code SpinRotation}, {@code HalfAngle}, {@code Sums}: the rest.
 * </ul>
 *
 * <h2>Conventions</h2>
 *
 * <ul>
 *   <li>A <em>block</em> is one site for each lane; kernels take arrays and the offset of a block.
 *   <li>A matrix product is one method that reads and writes memory in the first-level cache: small
 *       methods are compiled soon and well.
 *   <li>Lanes behind the last site hold anything; sums skip them, and nothing flows from them into
 *       other lanes.
 *   <li>No function of a library but StrictMath's and the square root: bits depend on the number of
 *       lanes alone, not on processor, compiler or call.
 * </ul>
 *
 * <p>Tried, not kept: see {@code kernels/README.md}.
 */
package org.fluxtube.kernels.simd;
