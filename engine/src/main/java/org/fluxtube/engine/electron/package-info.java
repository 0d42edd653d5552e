/**
 * Free electrons on a lattice: dense Hermitian matrices, their spectrum, and what it gives at a
 * temperature.
 *
 * <ul>
 *   <li>{@link org.fluxtube.engine.electron.HermitianEigen}: eigenvalues and eigenvectors; {@code
 *       OpenBlasEigen}: LAPACK's zheevd; {@code EmbeddedEigen}: EJML, the fallback and the oracle.
 *   <li>{@link org.fluxtube.engine.electron.KondoMatrix}: the Hamiltonian of electrons that hop on
 *       a lattice and are coupled to a classical spin at each site.
 *   <li>{@link org.fluxtube.engine.electron.Fermi}: softplus and the Fermi function without
 *       overflow.
 * </ul>
 *
 * <h2>Conventions</h2>
 *
 * <ul>
 *   <li>Matrices are column-major with interleaved real and imaginary parts; element (row, column)
 *       of an n x n matrix stands at 2 (column n + row). Only the lower triangle is read.
 *   <li>The state (site, spin) has the number 2 site + spin, spin up first.
 *   <li>Each bond (x, x + mu) counts once for each x, so that an extent of 2 joins its two sites by
 *       two bonds, as everywhere in this engine: the levels are -2t sum cos k on any lattice.
 * </ul>
 *
 * <h2>Tried, not kept</h2>
 *
 * <ul>
 *   <li>OpenBLAS with threads of its own: chains share the cores already, and the order of its sums
 *       would depend on their number. It is set to one thread before the first call.
 * </ul>
 */
package org.fluxtube.engine.electron;
