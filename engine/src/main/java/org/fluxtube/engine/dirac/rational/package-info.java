/**
 * Rational approximations of powers of an operator, for rooted determinants.
 *
 * <ul>
 *   <li>{@link org.fluxtube.engine.dirac.rational.PowerApproximation}: x^-p in partial fractions,
 *       with its error.
 *   <li>{@code Remez}: how it is found; {@code Alternation}: where that starts, by elliptic
 *       functions; {@code Decimal}: the arithmetic of many digits that it needs.
 * </ul>
 *
 * <p>Powers are negative, so that all residues are positive and the sum loses no digits. A positive
 * power x^q is x x^(q-1).
 *
 * <p>Tried, not kept: the polynomials in double-double. With 15 poles on four decades the linear
 * system has condition numbers far beyond 1e30, and a hundred decimal digits cost only a fraction
 * of a second.
 */
package org.fluxtube.engine.dirac.rational;
