/**
 * The events of a campaign as Micrometer meters.
 *
 * <ul>
 *   <li>{@link org.fluxtube.observability.Meters} events in, meters out
 *   <li>{@link org.fluxtube.observability.Exposition} those and the ones of JVM and process as a
 *       page for Prometheus; {@code Pages} writes it, by {@code PageForm}, a page with blanks for
 *       the numbers, and {@code Samples}, the numbers by name and labels
 *   <li>{@link org.fluxtube.observability.Telemetry} the listener of a campaign, which makes them
 *       beside the first trajectories
 *   <li>{@code ChainMeters}, {@code PhaseMeters}, {@code ObservableMeters}, {@code CheckMeters}: of
 *       one chain, of one phase of it, of one observable, of its production checks; {@code
 *       RejectionMeter}: of an independence sampler; {@code LearningMeters}, {@code FlowMeters}: of
 *       the trainer; {@code Creutz}: running mean of exp(-dH); {@code MeterFamily}: registers
 *       meters with their tags
 * </ul>
 *
 * <p>Every meter has a unit and a sentence, and the same name always has the same tag keys: {@code
 * campaign, backend} for the campaign, {@code chain, group} in addition for a chain; {@code phase}
 * (thermalise, learn, measure), {@code subscriber}, {@code observable}, {@code detail}, {@code
 * check}, {@code part}, {@code term}, {@code solver} and {@code kind} in addition where the table
 * says so. Counters and timers lose nothing and begin with the process: a trajectory that is
 * repeated after a restart counts again. Gauges show the last value and are NaN before the first.
 * Prometheus names have underscores for dots; counters end in {@code _total}, timers give {@code
 * _seconds_count}, {@code _seconds_sum} and {@code _seconds_max} (the largest of the last few
 * minutes).
 *
 * <table>
 *   <caption>Meters; C counter, T timer, G gauge, D distribution</caption>
 *   <tr><th>name<th>kind<th>unit<th>tags<th>from
 *   <tr><td>fluxtube.trajectories<td>C<td>trajectories<td>chain, phase<td>TrajectoryFinished
 *   <tr><td>fluxtube.proposals<td>C<td>proposals<td>chain, phase<td>TrajectoryFinished
 *   <tr><td>fluxtube.accepted.proposals<td>C<td>proposals<td>chain, phase<td>TrajectoryFinished
 *   <tr><td>fluxtube.energy.violation.nats<td>D<td>nats<td>chain, phase<td>TrajectoryFinished, |dH|
 *   <tr><td>fluxtube.diverged.proposals<td>C<td>proposals<td>chain, phase<td>infinite dH
 *   <tr><td>fluxtube.creutz.ratio<td>G<td>ratio<td>chain, phase<td>mean of exp(-dH)
 *   <tr><td>fluxtube.creutz.deviation.sigma<td>G<td>sigma<td>chain, phase<td>its distance from 1
 *   <tr><td>fluxtube.trajectory<td>T<td>seconds<td>chain<td>TrajectoryFinished
 *   <tr><td>fluxtube.trajectory.part.seconds<td>C<td>seconds<td>chain, part<td>TrajectoryFinished
 *   <tr><td>fluxtube.step.size.md.units<td>G<td>md_units<td>chain<td>TrajectoryFinished
 *   <tr><td>fluxtube.model.version<td>G<td>version<td>chain<td>TrajectoryFinished, ModelAdopted
 *   <tr><td>fluxtube.acceptance.falls<td>C<td>falls<td>chain<td>AcceptanceFell
 *   <tr><td>fluxtube.epoch.wait.seconds<td>C<td>seconds<td>chain<td>EpochWaited
 *   <tr><td>fluxtube.lesson<td>T<td>seconds<td>campaign<td>LessonLearnt
 *   <tr><td>fluxtube.lesson.loss<td>G<td>loss<td>campaign<td>LessonLearnt
 *   <tr><td>fluxtube.lesson.held.out.loss<td>G<td>loss<td>campaign<td>LessonLearnt
 *   <tr><td>fluxtube.lesson.overlap<td>G<td>overlap<td>campaign<td>LessonLearnt
 *   <tr><td>fluxtube.lesson.gradient.norm<td>G<td>norm<td>campaign<td>LessonLearnt
 *   <tr><td>fluxtube.flow.ess<td>G<td>ess<td>campaign<td>LessonLearnt, of a flow
 *   <tr><td>fluxtube.flow.held.out.ess<td>G<td>ess<td>campaign<td>LessonLearnt, of a flow
 *   <tr><td>fluxtube.flow.acceptance<td>G<td>acceptance<td>campaign<td>LessonLearnt, of a flow
 *   <tr><td>fluxtube.flow.reverse.kl<td>G<td>nats<td>campaign<td>LessonLearnt, of a flow
 *   <tr><td>fluxtube.flow.forward.kl<td>G<td>nats<td>campaign<td>LessonLearnt, of a flow
 *   <tr><td>fluxtube.flow.log.z<td>G<td>nats<td>campaign<td>LessonLearnt, of a flow
 *   <tr><td>fluxtube.flow.log.z.error<td>G<td>nats<td>campaign<td>LessonLearnt, of a flow
 *   <tr><td>fluxtube.flow.held.out.log.z<td>G<td>nats<td>campaign<td>LessonLearnt, of a flow
 *   <tr><td>fluxtube.rejection.run.proposals<td>D<td>proposals<td>chain<td>TrajectoryFinished, of an
 *       independence sampler
 *   <tr><td>fluxtube.replay.samples<td>G<td>samples<td>campaign<td>LessonLearnt
 *   <tr><td>fluxtube.trainer.version<td>G<td>version<td>campaign<td>LessonLearnt
 *   <tr><td>fluxtube.rolled.back.lessons<td>C<td>lessons<td>campaign<td>ModelRolledBack
 *   <tr><td>fluxtube.model.drifts<td>C<td>drifts<td>campaign<td>ModelDrifted
 *   <tr><td>fluxtube.model.choices<td>C<td>choices<td>campaign<td>ModelChosen
 *   <tr><td>fluxtube.chain.finished.trajectories<td>G<td>trajectories<td>chain<td>
 *       TrajectoryFinished, ChainStarted
 *   <tr><td>fluxtube.chain.phase<td>G<td>phase<td>chain<td>PhaseEntered
 *   <tr><td>fluxtube.chain.state<td>G<td>state<td>chain<td>ChainStarted, ChainPaused,
 *       ChainContinued, ChainFinished, ChainStopped, ChainFailed
 *   <tr><td>fluxtube.chain.restarts<td>C<td>restarts<td>chain<td>ChainRestarted
 *   <tr><td>fluxtube.measurement<td>T<td>seconds<td>chain<td>Measured
 *   <tr><td>fluxtube.measured.values<td>C<td>values<td>chain<td>Measured
 *   <tr><td>fluxtube.observable.last<td>G<td>value<td>chain, observable<td>Measured, in MEASURE
 *   <tr><td>fluxtube.observable.mean<td>G<td>value<td>chain, observable<td>Measured, in MEASURE
 *   <tr><td>fluxtube.observable.error<td>G<td>value<td>chain, observable<td>Measured, in MEASURE
 *   <tr><td>fluxtube.observable.tau.int.measurements<td>G<td>measurements<td>chain, observable<td>
 *       Measured, in MEASURE
 *   <tr><td>fluxtube.topological.tunnellings<td>C<td>tunnellings<td>chain, observable<td>Measured, in
 *       MEASURE, of a charge
 *   <tr><td>fluxtube.observable.effective.samples<td>G<td>samples<td>chain, observable<td>Measured,
 *       in MEASURE
 *   <tr><td>fluxtube.schwinger.dyson.deviation.sigma<td>G<td>sigma<td>chain, observable<td>
 *       Measured, in MEASURE, of the identity
 *   <tr><td>fluxtube.check<td>T<td>seconds<td>chain<td>ChainChecked
 *   <tr><td>fluxtube.check.last<td>G<td>value<td>chain, check<td>ChainChecked
 *   <tr><td>fluxtube.check.limit.share<td>G<td>share<td>chain, check<td>ChainChecked
 *   <tr><td>fluxtube.check.violations<td>C<td>violations<td>chain, check<td>ChainChecked
 *   <tr><td>fluxtube.device.memory.bytes<td>G<td>bytes<td>chain<td>ChainChecked, on a device
 *   <tr><td>fluxtube.force.rms<td>G<td>rms<td>chain, term<td>ChainChecked
 *   <tr><td>fluxtube.subscriber.lag.seconds<td>C<td>seconds<td>chain, subscriber<td>SubscriberLag
 *   <tr><td>fluxtube.checkpoint<td>T<td>seconds<td>chain<td>CheckpointWritten
 *   <tr><td>fluxtube.checkpoint.written.bytes<td>C<td>bytes<td>chain<td>CheckpointWritten
 *   <tr><td>fluxtube.checkpoint.last.timestamp.seconds<td>G<td>seconds<td>chain<td>
 *       CheckpointWritten
 *   <tr><td>fluxtube.checkpoint.failures<td>C<td>failures<td>chain<td>CheckpointFailed
 *   <tr><td>fluxtube.damaged.checkpoints<td>C<td>checkpoints<td>chain<td>CheckpointDamaged
 *   <tr><td>fluxtube.archived.configurations<td>C<td>configurations<td>chain<td>
 *       ConfigurationArchived
 *   <tr><td>fluxtube.removed.configurations<td>C<td>configurations<td>chain<td>
 *       ConfigurationRemoved
 *   <tr><td>fluxtube.solver.speed.gigaflops<td>G<td>gigaflops<td>chain<td>TrajectoryFinished, of a
 *       solver
 *   <tr><td>fluxtube.solver.limit.share<td>G<td>share<td>chain, solver<td>TrajectoryFinished, of a
 *       solver
 *   <tr><td>fluxtube.step.detail<td>G<td>value<td>chain, detail<td>TrajectoryFinished
 *   <tr><td>fluxtube.events<td>C<td>events<td>chain or all, kind, no group<td>every kept event
 *   <tr><td>fluxtube.database.commit<td>T<td>seconds<td>campaign<td>BatchCommitted
 *   <tr><td>fluxtube.database.rows<td>C<td>rows<td>campaign<td>BatchCommitted
 *   <tr><td>fluxtube.database.refusals<td>C<td>refusals<td>campaign<td>DatabaseTrouble
 *   <tr><td>fluxtube.campaign.opened.timestamp.seconds<td>G<td>seconds<td>campaign<td>
 *       CampaignOpened
 *   <tr><td>process.cpu.seconds<td>C<td>seconds<td>campaign only<td>the JVM
 *   <tr><td>jvm.*, process.*, system.*<td><td><td>those of Micrometer, campaign only<td>the JVM
 * </table>
 *
 * <p>Tried, not kept: dH itself in a distribution. Micrometer drops negative amounts without a
 * word, so the distribution is of |dH|, and the signed information is in the mean of exp(-dH).
 * Buckets of |dH|: Micrometer rounds what it puts into a bucket up to a whole number (1.17.2), so
 * that everything below 1 landed in the bucket of 1; count, sum and maximum are exact.
 */
package org.fluxtube.observability;
