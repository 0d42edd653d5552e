/**
 * Solvers of linear systems with Dirac operators, written once over {@code FieldOps}.
 *
 * <ul>
 *   <li>{@link org.fluxtube.engine.dirac.solver.LinearOperator}: what is inverted.
 *   <li>{@link org.fluxtube.engine.dirac.solver.ConjugateGradient}: Hermitian positive systems.
 *   <li>{@link org.fluxtube.engine.dirac.solver.MixedConjugateGradient}: the same with iterations
 *       in single precision.
 *   <li>{@link org.fluxtube.engine.dirac.solver.MultiShift}: several shifts at once.
 *   <li>{@link org.fluxtube.engine.dirac.solver.BiCgStab}: any system, D itself.
 *   <li>{@link org.fluxtube.engine.dirac.solver.Lanczos}: extremal eigenvalues; {@code Krylov}: the
 *       space in which it works; {@code Tridiagonal}: what conjugate gradients know of them.
 *   <li>{@link org.fluxtube.engine.dirac.solver.SpectralEnds}: whether there is an inverse.
 *   <li>{@link org.fluxtube.engine.dirac.solver.PastSolutions}: first guesses.
 *   <li>{@link org.fluxtube.engine.dirac.solver.Solution}: iterations and the true residual; {@link
 *       org.fluxtube.engine.dirac.solver.SolverLog}: sums of them.
 * </ul>
 *
 * <p>A solve that does not converge would do so again: it throws the {@code SamplerException} that
 * stops a chain, with iterations and residual. Residuals are relative to the right-hand side.
 */
package org.fluxtube.engine.dirac.solver;
