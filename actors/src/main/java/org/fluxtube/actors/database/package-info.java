/**
 * The campaign database.
 *
 * <ul>
 *   <li>{@link org.fluxtube.actors.database.CampaignDatabase} opens, migrates and writes {@code
 *       campaign.db}
 *   <li>{@link org.fluxtube.actors.database.CampaignReader} reads it, for reports and status
 *   <li>{@link org.fluxtube.actors.database.Row} what is written; {@link
 *       org.fluxtube.actors.database.ChainRow}, {@link org.fluxtube.actors.database.TrajectoryRow},
 *       {@link org.fluxtube.actors.database.LessonRow}, {@link
 *       org.fluxtube.actors.database.ModelRow}, {@link org.fluxtube.actors.database.Series} what is
 *       read; {@code LearningTables} how what was learnt is written, {@code ChoiceText} which model
 *       was chosen, {@code PartSums} how times are; {@link
 *       org.fluxtube.actors.database.ExtendedCampaign} a campaign with what {@code resume} added
 *       and with the intervals of measurements that were in force, {@link
 *       org.fluxtube.actors.database.Thinning}
 * </ul>
 *
 * <p>Trajectories are keyed by (chain, trajectory) and measurements by (observable, component,
 * chain, trajectory): a replayed trajectory overwrites itself with the same numbers.
 */
package org.fluxtube.actors.database;
