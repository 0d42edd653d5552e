/**
 * OpenCL kernels, written in Java and translated by the build.
 *
 * <p>Rules (the translator can be silently wrong outside of them): one return at the end; no break,
 * continue, switch; every local initialised where it is declared; no integer hash arithmetic (but
 * {@code Uniforms}, whose text is written by hand); new arrays are not zeroed; work is in static
 * helpers that take arrays, and no two helpers of a kernel have one name, whatever their classes
 * (the translator would call either for both); {@code Math} functions only in classes of kernels;
 * an array parameter of a helper is device memory, unless its name starts with {@code my}: then it
 * is the work-item's own; a kernel with the field {@code colours}, which its helpers get as the
 * size n, has a text for each of 1, 2 and 3 colours. Each kernel has its arguments in {@code
 * KernelCases} and its line in {@code KernelList}; tests fail where one is missing.
 *
 * <ul>
 *   <li>Numbers: Axpby, Constant, Convert, Weigh, Tangent. Sites: Shift, CopyAt, NeighbourSum,
 *       Inner, Normalise.
 *   <li>Sums: RowSums, RowDots, SliceSums.
 *   <li>Matrices ({@code Matrices}): Multiply2, Multiply3, MultiplyN, Trace, Phase, Project; on
 *       spin and colour Kronecker, SpinTrace, Inverse.
 *   <li>Groups: ExponentiateU1, ExponentiateSu2, ExponentiateSu3, ExponentiateSu3Large;
 *       ExponentialN for any N; Element; ExponentialDerivativeSu2, ExponentialDerivativeSu3,
 *       ExponentialDerivativeSu3Large ({@code Derivatives}); ReunitariseSu2, ReunitariseSu3,
 *       Reunitarise for any N.
 *   <li>Loops ({@code Loops}, {@code AntiHermitian}), each for U(1), SU(2), SU(3): Staple, Force,
 *       Plaquette, PlaquetteMatrix, PlaquetteDerivatives; Leaf, CloverForce; RectangleSides,
 *       RectangleCarry, LongSides, Rectangle; StapleSides, WideStaple. AddBehind, CommutatorSu3.
 *   <li>Local updates: HeatBathU1, HeatBathSu2, HeatBathSu3, OverrelaxU1, OverrelaxSu2,
 *       OverrelaxSu3, SpinHeatBathO2, SpinHeatBathO3, SpinOverrelax; {@code Uniforms} draws.
 *   <li>Spinors: Restrict, SpinMultiply, ColourMultiply, Outer, RowImaginaryDots; {@code Hops} with
 *       {@code Wilson4}, {@code Wilson2}, {@code Staggered}: HopWilson4U1, HopWilson4Su2,
 *       HopWilson4Su3, HopWilson2U1, HopWilson2Su2, HopWilson2Su3, HopStaggeredU1, HopStaggeredSu2,
 *       HopStaggeredSu3; any other: HopGeneral. {@code HopForces}: HopForceU1, HopForceSu2,
 *       HopForceSu3. {@code Lanes}: these (but HopGeneral) also run in vectors of sites.
 *   <li>Spins: Torque, RotateO2, RotateO3, RotateOn.
 * </ul>
 */
package org.fluxtube.kernels.opencl.kernel;
