/**
 * From the samples of a run to its results.
 *
 * <ul>
 *   <li>{@link org.fluxtube.engine.report.Samples}: where the numbers come from.
 *   <li>{@link org.fluxtube.engine.report.Analysis}: means, errors, autocorrelation times, checks.
 *   <li>{@link org.fluxtube.engine.report.RunReport}: the results, plain data; {@code
 *       TemperatureReports} those of several temperatures, {@code Paces} acceptance and time of
 *       each group.
 *   <li>{@link org.fluxtube.engine.report.GroupComparison}: groups side by side, cost of an
 *       independent sample; {@code SideBySide} makes it, {@code JointDifference} its chi^2, {@code
 *       WideComparison} compares what has many components; {@code Proposals}: what the acceptance
 *       is the acceptance of; {@link org.fluxtube.engine.report.FlowReport}: proposals of flows,
 *       reweighted means; {@link org.fluxtube.engine.report.LearningHistory}: what was learnt.
 *   <li>{@link org.fluxtube.engine.report.TimeReport}: where the time of a trajectory went.
 *   <li>{@code Motions}: how far a topological charge moves in a few trajectories.
 *   <li>{@link org.fluxtube.engine.report.ClosedForms}: exact values for the campaign's own volume.
 *   <li>{@code CreutzEquality}, {@code ChainComparison}: two checks of the chains themselves.
 * </ul>
 *
 * <p>Only MEASURE is averaged unless another phase is asked for by name, and then no check is made.
 * Autocorrelation times count trajectories (not measurements).
 */
package org.fluxtube.engine.report;
