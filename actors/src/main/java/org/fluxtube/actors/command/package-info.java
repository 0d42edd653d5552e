/**
 * The commands of {@code fluxtube}, one small class each.
 *
 * <ul>
 *   <li>{@link org.fluxtube.actors.command.RunCommand}, {@link
 *       org.fluxtube.actors.command.ResumeCommand}: campaigns; {@code Session}, {@code
 *       SessionStart}, {@code RunOptions}, {@code Progress}, {@code RunSummary}, {@code RunCosts};
 *       {@code Door}, {@code CampaignControl}, {@code Lately}, {@code RecentEvents} for who watches
 *       and steers.
 *   <li>{@link org.fluxtube.actors.command.StatusCommand}, {@link
 *       org.fluxtube.actors.command.ControlCommand}, {@link
 *       org.fluxtube.actors.command.ChangeCommand}: a running campaign from another terminal;
 *       {@code RunState} how it stands.
 *   <li>{@link org.fluxtube.actors.command.ListCommand}: the catalogue; {@code CatalogueFacts},
 *       {@code Snippet}.
 *   <li>{@link org.fluxtube.actors.command.CheckCommand}: files and run folders; {@code
 *       RunFolderCheck}.
 *   <li>{@link org.fluxtube.actors.command.MeasureCommand}, {@link
 *       org.fluxtube.actors.command.ConvertCommand}: configuration files; {@code ObservableChoice},
 *       {@code ReadingOptions}, {@code ConfigurationDescription}.
 *   <li>{@link org.fluxtube.actors.command.ReportCommand}: the results of a run.
 *   <li>{@link org.fluxtube.actors.command.DevicesCommand}: what this machine can compute on;
 *       {@link org.fluxtube.actors.command.BenchCommand}, {@code CampaignBench}, {@code
 *       TrajectoryBench}, {@code FlowBench}, {@code CampaignRows}: how fast it does.
 *   <li>{@code Subcommand}: errors and exit codes. {@code InputException}: what the user can mend.
 *   <li>{@link org.fluxtube.actors.command.Json}, {@code Text}, {@code Numbers}: output.
 * </ul>
 *
 * <p>Results go to the standard output, everything else to the error stream; {@code --json} prints
 * one JSON value and nothing else. The commands that read only load no actors, streams or HTTP, so
 * that they start fast.
 */
package org.fluxtube.actors.command;
