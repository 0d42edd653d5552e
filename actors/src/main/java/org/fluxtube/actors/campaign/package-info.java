/**
 * A campaign that runs: the actors, each with its protocol at the top, and the stream of
 * configurations.
 *
 * <ul>
 *   <li>{@link org.fluxtube.actors.campaign.RunningCampaign} the whole, for other packages
 *   <li>{@link org.fluxtube.actors.campaign.Setup} what all actors share
 *   <li>{@code CampaignActor}, {@code CampaignCommand} makes the others and ends with the last
 *       chain; {@code Board} what they have said of themselves
 *   <li>{@link org.fluxtube.actors.campaign.ChainActor} one trajectory a message; {@code ChainLife}
 *       its course, {@code ChainWork} its engine objects
 *   <li>{@link org.fluxtube.actors.campaign.ConfigurationStream} the configurations of a chain as a
 *       Flux
 *   <li>{@code MeasurementActor}, {@code Measuring} observables; {@code ArchiveActor}, {@code
 *       Retention} files and checkpoints; {@code DatabaseActor} rows
 *   <li>{@link org.fluxtube.actors.campaign.LiveMean}, {@code LiveMeans}, {@code LiveHistory}
 *       running means for who watches
 *   <li>{@code Cut} a checkpoint on its way to disk, {@code Journal} where events go, {@code
 *       ChainNews} what a chain tells
 *   <li>{@link org.fluxtube.actors.campaign.CampaignStatus}, {@link
 *       org.fluxtube.actors.campaign.ChainStatus}, {@link org.fluxtube.actors.campaign.StatusJson}
 *       how far it is; {@link org.fluxtube.actors.campaign.ChainPlan} what a chain is to do; {@link
 *       org.fluxtube.actors.campaign.Interest} which configurations a subscriber wants
 *   <li>{@code TrainerActor} gathers samples and has lessons taken; {@code TrainerLife} its course,
 *       {@code TrainerWork} its engine objects and files; {@code Lessons} samples that wait, {@code
 *       Feeding} which ones it wants, {@code EpochGate} what ties a chain to it, {@code
 *       ModelChoosing} which model goes on, {@code ModelWatch} drift, {@code LessonDetail} a
 *       lesson's numbers
 *   <li>{@code ExchangeActor} where chains of neighbouring temperatures meet; {@code ExchangeGate}
 *       what ties a chain to them
 *   <li>{@link org.fluxtube.actors.campaign.LearningStatus} how far the learning is
 * </ul>
 *
 * <p>Nothing here is buffered without bound: a chain steps when everybody who wants the next
 * configuration has asked for one and its rows on the way to the database are fewer than a window.
 */
package org.fluxtube.actors.campaign;
