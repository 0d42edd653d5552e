/**
 * The report of a run, from its database.
 *
 * <ul>
 *   <li>{@link org.fluxtube.actors.report.Report}: a run folder to its report; prints it.
 *   <li>{@link org.fluxtube.actors.report.ReportJson}: the report as one JSON object.
 *   <li>{@link org.fluxtube.actors.report.DatabaseSamples}: the samples of a campaign database.
 *   <li>{@code ReportText}: the report for a person; {@code ComparisonText}: groups side by side
 *       and what was learnt; {@code TextTable}: tables and numbers.
 *   <li>{@code TemperatureText}: tables and figures against the temperature.
 *   <li>{@link org.fluxtube.actors.report.TimeText}: where the time went; {@link
 *       org.fluxtube.actors.report.FlowText}: what proposals of flows say.
 *   <li>{@code LearningJson}: the same as parts of the JSON object.
 *   <li>{@link org.fluxtube.actors.report.HtmlReport} the page with figures: {@code Html}, {@code
 *       Figures}, {@code Plot}, {@code Forest}, {@code Tick}
 *   <li>{@link org.fluxtube.actors.report.RunComparison} two runs; {@link
 *       org.fluxtube.actors.report.ModelComparison} what several runs learnt, {@code Scaling} how
 *       it grows with the model; {@link org.fluxtube.actors.report.Scan} runs against a key of the
 *       campaign file: {@code CampaignKey}, {@code ScanText}, {@code ScanFigures}; {@link
 *       org.fluxtube.actors.report.TrainingCurves} acceptance of flows against the {@code
 *       TrainingCost}; {@link org.fluxtube.actors.report.OtherRuns} all of these; {@code
 *       CsvExport}, {@code Hdf5Export}, {@code SeriesSource} all series for other programs
 * </ul>
 */
package org.fluxtube.actors.report;
