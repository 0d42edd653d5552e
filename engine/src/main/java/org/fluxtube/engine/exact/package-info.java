/**
 * Closed forms that reports and tests compare with: pure functions of numbers, no fields, no
 * randomness.
 *
 * <ul>
 *   <li>{@link org.fluxtube.engine.exact.BesselI} modified Bessel functions, all orders at once
 *   <li>{@link org.fluxtube.engine.exact.U1Plane}, {@link org.fluxtube.engine.exact.U1Torus} 2D
 *       U(1)
 *   <li>{@link org.fluxtube.engine.exact.Su2Torus} 2D SU(2) on a torus
 *   <li>{@link org.fluxtube.engine.exact.SuNPlane}, {@link org.fluxtube.engine.exact.SuNTorus} 2D
 *       SU(N)
 *   <li>{@link org.fluxtube.engine.exact.PlaquetteLimits} weak and strong coupling, any dimension
 *   <li>{@link org.fluxtube.engine.exact.FreeScalar} free field, one to four dimensions
 *   <li>{@link org.fluxtube.engine.exact.OnRing} O(N) spins on a ring
 *   <li>{@link org.fluxtube.engine.exact.Phi4Site}, {@link org.fluxtube.engine.exact.Phi4Ring}
 *       phi^4 on one site and on a ring
 *   <li>{@link org.fluxtube.engine.exact.Phi4Couplings}, {@link
 *       org.fluxtube.engine.exact.HoppingCouplings} two forms of phi^4
 *   <li>{@link org.fluxtube.engine.exact.Acceptance} Metropolis acceptance for Gaussian exponents
 * </ul>
 *
 * <p>Conventions: gauge actions S = -beta sum_P cos theta_P for U(1) and S = -(beta/N) sum_P Re tr
 * P for SU(N), without the constant beta a plaquette; normalised Haar measure on links and spheres;
 * measure dphi for real fields; lattice units. phi^4 without the factor 1/2: S = sum [(2d + m^2)
 * phi^2 - 2 sum_mu phi phi_mu + lambda phi^4].
 *
 * <p>Tried, not kept: the second theta derivative of the U(1) torus by quadrature. The integrand
 * phi^2 cos(n phi) e^{beta cos phi} oscillates, the Fourier series of phi^2 turns it into a short
 * sum of Bessel functions; quadrature checks it in the tests.
 */
package org.fluxtube.engine.exact;
