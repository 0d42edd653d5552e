/**
 * The backend {@code simd}: lattice sites in the lanes of the processor's vectors
 * (jdk.incubator.vector), double and single precision, any number of threads.
 *
 * <ul>
 *   <li>{@link org.fluxtube.kernels.simd.SimdBackend}: what the ServiceLoader finds; names nothing
 *       of the Vector API.
 *   <li>{@code SimdOps}: hands an operation to {@code SpinorOps} or its float twin; {@code
 *       LaneOps}: all operations but those on spinors, checks and dispatch; {@code Workers}:
 *       threads.
 *   <li>{@code Layout}, {@code SimdVector}, {@code Moves}, {@code Turn}, {@code Lanes}: where the
 *       numbers are.
 *   <li>{@code Matrices}: matrices of one block; {@code Matrices2}, {@code Matrices3}, {@code
 *       Su3Exponential}, {@code Su3Algebra}, {@code MatricesN}, {@code Phases}.
 *   <li>{@code LinkLoops}, {@code GaugeLoops}: products of links; plaquettes, staples, force;
 *       {@code RectangleLoops}: the force of SU(3) with rectangles; {@code PlaquetteDerivatives}:
 *       the force recursion of stout smearing.
 *   <li>{@code HopLoops}, {@code HopRow}, {@code HopMaps}, {@code HalfSpin}, {@code Factors},
 *       {@code SpinMap}, {@code Colours} ({@code Colours1}, {@code Colours2}, {@code Colours3},
 *       {@code ColoursN}), {@code SpinLoops}: spinors.
 *   <li>{@code SiteLoops}, {@code SpinRotation}, {@code HalfAngle}, {@code Sums}: the rest.
 *   <li>{@link org.fluxtube.kernels.simd.FlopPeak}: the multiply-adds a second of this machine.
 * </ul>
 *
 * <p>Classes named Float are written by the build from the double ones, see FloatTwins; {@code
 * FloatLanes} alone is written by hand. Therefore: scalars are double and become vectors by {@code
 * Lanes.all}, numbers of arrays by {@code Lanes.number}, and arrays named host stay double.
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
