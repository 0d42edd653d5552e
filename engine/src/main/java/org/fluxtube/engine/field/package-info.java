/**
 * Fields, and the operations that backends offer on them.
 *
 * <ul>
 *   <li>{@link org.fluxtube.engine.field.Group}: U(1), SU(N).
 *   <li>{@link org.fluxtube.engine.field.Generators}: the bases of the algebras.
 *   <li>{@link org.fluxtube.engine.field.FieldType}, {@link org.fluxtube.engine.field.FieldData}:
 *       what a field is, and its numbers on the host.
 *   <li>{@link org.fluxtube.engine.field.Field}: a dynamical field; {@link
 *       org.fluxtube.engine.field.GaugeField}, {@link org.fluxtube.engine.field.ScalarField},
 *       {@link org.fluxtube.engine.field.SpinField}.
 *   <li>{@link org.fluxtube.engine.field.Momentum}: momenta and forces.
 *   <li>{@link org.fluxtube.engine.field.Shape}, {@link org.fluxtube.engine.field.Vector}: opaque
 *       vectors of a backend; {@link org.fluxtube.engine.field.Scratch}: borrowed ones; {@link
 *       org.fluxtube.engine.field.Precision}: how their numbers are rounded.
 *   <li>{@link org.fluxtube.engine.field.TimeSplit}: where wall-clock time goes.
 *   <li>{@link org.fluxtube.engine.field.SpinorChecks}: what every backend asks of spinor
 *       arguments.
 *   <li>{@link org.fluxtube.engine.field.Parity}: at which sites a spinor exists; {@link
 *       org.fluxtube.engine.field.SpinMatrix}, {@link org.fluxtube.engine.field.Hopping}: what acts
 *       on its spin, and from site to site.
 *   <li>{@link org.fluxtube.engine.field.FieldOps}: primitives and fused operations; {@link
 *       org.fluxtube.engine.field.ReferenceOps}: the oracle ({@code ReferenceVectors}, {@code
 *       ReferenceMatrices}); the defaults in terms of primitives: {@code LoopSums}, {@code
 *       LoopDerivatives}, {@code CloverSums}, {@code SpinorSums}, {@code AlgebraSums}, and through
 *       the host: {@code HostSpinors}, {@code HostBlocks}.
 *   <li>Loops over arrays of one site or all: {@code MatrixKernels}, {@code Exponential}, {@code
 *       ExponentialDerivative}, {@code SpinorKernels}, {@code BlockKernels}.
 *   <li>{@link org.fluxtube.engine.field.Backend}: makes the operations; {@link
 *       org.fluxtube.engine.field.ReferenceBackend}: those of the oracle. {@link
 *       org.fluxtube.engine.field.Rotation}: spins at one site, for other backends too.
 *   <li>{@link org.fluxtube.engine.field.LocalUpdate}, {@link org.fluxtube.engine.field.SiteSet}:
 *       local updates and where they act.
 *   <li>{@link org.fluxtube.engine.field.HostKernels}: local updates on arrays, for backends that
 *       leave them to the host ({@code LocalKernels}: {@code LinkKernels}, {@code SubgroupKernel},
 *       {@code QuaternionHeatBath}, {@code VonMises}; {@code SiteKernels}, {@code VonMisesFisher}).
 * </ul>
 *
 * <h2>Conventions, valid everywhere</h2>
 *
 * <ul>
 *   <li>Sites: {@code site = x_0 + L_0 (x_1 + L_1 (x_2 + ...))}; the last direction is time.
 *   <li>Host order: links {@code [mu][site][row][column][re, im]}, scalars and spins {@code
 *       [site][component]}. The link U_mu(x) leads from x + mu to x: psi(x) couples to U_mu(x)
 *       psi(x+mu).
 *   <li>Generators: SU(N) T^a = i lambda_a/2, anti-Hermitian, tr T^a T^b = -delta^ab/2. U(1) T = i,
 *       so that the momentum is conjugate to the angle (the factor that -1/2 would bring would
 *       rescale the time against all of the literature on U(1)).
 *   <li>Force = -dS[exp(w^a T^a)U]/dw^a; kinetic energy (1/2) sum p_a^2; dU/dt = p^a T^a U. One
 *       unit of trajectory length is one unit of this time.
 *   <li>Spinors: {@code [site][spin][colour][re, im]}. The parity of a spinor is part of its shape.
 *       An even or odd spinor is a vector of the whole lattice that is zero at the other sites: so
 *       every operation between neighbours and every reduction has one meaning for all parities,
 *       host data have one layout, and mixing parities is an error of shapes. A backend may store
 *       half of it; only {@code hop} and {@code restrict} lead from one parity to another.
 *   <li>Phases of boundaries and staggered signs are multiplied into copies of the links, V_mu(x) =
 *       phase_mu(x) U_mu(x): they commute with exp(w^a T^a), so forces need not know of them.
 *   <li>Spins move by exp(w^a L_a), for three components by exp(w cross).
 *   <li>Precision is a property of a vector. Links, momenta and every H are double; float copies of
 *       links, made by {@code convert}, serve forces and inner solves. The reference computes float
 *       vectors in double and rounds the result of each operation.
 *   <li>Sums run in a fixed order, transcendental functions are StrictMath: equal inputs give equal
 *       bits on every machine with the same backend.
 * </ul>
 *
 * <h2>Tried, not kept</h2>
 *
 * <ul>
 *   <li>SU(3) exponential by eigenvalues (hep-lat/0311018): needs cos, sin, acos and care at
 *       degenerate eigenvalues; the Cayley-Hamilton recursion of the Taylor series needs neither.
 * </ul>
 */
package org.fluxtube.engine.field;
