/**
 * The report of a run, from its database.
 *
 * <ul>
 *   <li>{@link org.fluxtube.actors.report.Report}: a run folder to its report; prints it.
 *   <li>{@link org.fluxtube.actors.report.ReportJson}: the report as one JSON object.
 *   <li>{@link org.fluxtube.actors.report.DatabaseSamples}: the samples of a campaign database.
 *   <li>{@code ReportText}: the report for a person.
 * </ul>
 */
package org.fluxtube.actors.report;
