/**
 * Molecular dynamics: integrators as lists of coefficients.
 *
 * <ul>
 *   <li>{@link org.fluxtube.engine.md.Element}: kick, drift, force-gradient kick.
 *   <li>{@link org.fluxtube.engine.md.IntegratorSpec}: the elements of a step; {@link
 *       org.fluxtube.engine.md.Leapfrog}, {@link org.fluxtube.engine.md.Omelyan2}, {@link
 *       org.fluxtube.engine.md.Omelyan4}, {@link org.fluxtube.engine.md.ForceGradient}.
 *   <li>{@link org.fluxtube.engine.md.Nested}: time scales whose levels name terms of a sum of
 *       actions.
 *   <li>{@link org.fluxtube.engine.md.MolecularDynamics}: runs them, the only loop there is.
 * </ul>
 *
 * <p>Coefficients are shares of one step; tau is in the time of package {@code field}. Neighbouring
 * kicks of two steps are made one.
 */
package org.fluxtube.engine.md;
