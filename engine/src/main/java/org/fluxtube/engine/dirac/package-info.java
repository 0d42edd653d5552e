/**
 * Lattice Dirac operators D = A + b H, A at each site, H between neighbours.
 *
 * <ul>
 *   <li>{@link org.fluxtube.engine.dirac.OperatorSpec}: {@link org.fluxtube.engine.dirac.Wilson},
 *       {@link org.fluxtube.engine.dirac.WilsonClover}, {@link
 *       org.fluxtube.engine.dirac.Staggered}.
 *   <li>{@link org.fluxtube.engine.dirac.DiracOperator}: D, D^dagger, the even-odd forms, the force
 *       of a bilinear.
 *   <li>{@link org.fluxtube.engine.dirac.FermionMatrix}: K = M^dagger M of pseudo-fermions on the
 *       sites where they live, its force, and draws with covariance K or a ratio.
 *   <li>{@link org.fluxtube.engine.dirac.DenseDirac}: D as a matrix, its determinant and inverse.
 *   <li>{@link org.fluxtube.engine.dirac.SpectralFlow}: the sign of det D on large lattices.
 *   <li>{@link org.fluxtube.engine.dirac.SplitDeterminant}: ln det D by Cholesky on the even sites,
 *       where D^dagger D splits by parity.
 *   <li>{@link org.fluxtube.engine.dirac.Gamma}: gamma matrices.
 *   <li>Package {@code solver}: conjugate gradients. Package {@code rational}: powers.
 * </ul>
 *
 * <p>Conventions: fermions are antiperiodic in time (the last direction) unless told otherwise; the
 * gauge field is periodic. Boundary phases and staggered signs sit in copies of the links. The
 * normalisation of D is that of the formula in each specification; Tr sums over spin and colour.
 */
package org.fluxtube.engine.dirac;
