/**
 * Statistics of Markov chains: means with honest errors, and comparisons with what is expected.
 *
 * <p>Conventions: tau_int = 1/2 + sum_{t>0} rho(t), in units of the distance of two measurements,
 * 1/2 for independent data; errors are one standard deviation; a series is in equilibrium; several
 * chains are a list with one array each, of any lengths; vector-valued data are {@code [t][k]}, one
 * row a measurement (one such chain is {@code List.<double[][]>of(rows)}: without the type, varargs
 * would take the rows for chains). Input is never changed. A number that is not finite is refused
 * with its index. Sums run in a fixed order.
 *
 * <h2>Index</h2>
 *
 * <ul>
 *   <li>{@link org.fluxtube.engine.stats.GammaMethod}: the error to quote, of means and of
 *       functions of means.
 *   <li>{@link org.fluxtube.engine.stats.GammaAnalysis}: its answer, with rho(t), Q and remarks.
 *   <li>{@link org.fluxtube.engine.stats.Estimate}: value, error, tau_int; the notation
 *       0.69777(12).
 *   <li>{@link org.fluxtube.engine.stats.Jackknife}: fits and covariances over bins.
 *   <li>{@link org.fluxtube.engine.stats.Blocking}: streaming error and tau_int, for live displays.
 *   <li>{@link org.fluxtube.engine.stats.Running}: streaming mean and variance.
 *   <li>{@link org.fluxtube.engine.stats.SquaredChange}: how far a series moves in k steps.
 *   <li>{@link org.fluxtube.engine.stats.Comparison}: measured against expected, in sigma.
 *   <li>{@link org.fluxtube.engine.stats.ChiSquared}: p value of a chi^2.
 *   <li>{@link org.fluxtube.engine.stats.FisherF}: p value where the covariance is estimated too.
 *   <li>{@link org.fluxtube.engine.stats.PowerLaw}: a fit in logarithms.
 *   <li>{@link org.fluxtube.engine.stats.LogWeights}: ESS, ln Z, KL and acceptance of a flow;
 *       {@link org.fluxtube.engine.stats.Reweighting}: means of the target from its draws; {@link
 *       org.fluxtube.engine.stats.RejectionRuns}: what its chain remembers.
 *   <li>{@link org.fluxtube.engine.stats.KolmogorovSmirnov}: p value of a distribution.
 *   <li>{@link org.fluxtube.engine.stats.Erfc}: complementary error function, normal distribution.
 *   <li>Inside: Autocovariance (lags and window), Replica (bias and Q), Chains (checks and means).
 * </ul>
 */
package org.fluxtube.engine.stats;
