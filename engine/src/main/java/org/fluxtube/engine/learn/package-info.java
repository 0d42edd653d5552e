/**
 * Learning an effective action from the chains' own proposals, while they run.
 *
 * <ul>
 *   <li>{@link org.fluxtube.engine.learn.Learning}: the block of a campaign file; {@link
 *       org.fluxtube.engine.learn.Epochs}: when lessons are taken and take effect; {@code
 *       FirstModel}: the model of a file with which they begin.
 *   <li>{@link org.fluxtube.engine.learn.Sample}, {@link org.fluxtube.engine.learn.HostVector}:
 *       what the stream carries; {@link org.fluxtube.engine.learn.Window}: which samples stay.
 *   <li>{@link org.fluxtube.engine.learn.Trainer}: (state, samples) to (state, lesson); {@link
 *       org.fluxtube.engine.learn.Lesson}, {@link org.fluxtube.engine.learn.Model}: what it gives;
 *       {@code TemperatureTrainer}: one for each temperature, {@code ChoosingTrainer}: one for each
 *       candidate.
 *   <li>{@link org.fluxtube.engine.learn.Choice}: models to choose from by themselves; {@link
 *       org.fluxtube.engine.learn.ModelTrial}: what one costs, and the rule; {@link
 *       org.fluxtube.engine.learn.ModelChoice}: what came of it.
 *   <li>{@link org.fluxtube.engine.learn.TrainerSpec}: {@link
 *       org.fluxtube.engine.learn.Regression}, {@link org.fluxtube.engine.learn.Sgd}, {@link
 *       org.fluxtube.engine.learn.Adam} (AdamW too), {@link
 *       org.fluxtube.engine.learn.LevenbergMarquardt}; {@link org.fluxtube.engine.learn.Loss},
 *       {@link org.fluxtube.engine.learn.LessonPlan}: what is made small, and how hard; bound:
 *       {@code ModelTrainer} with a {@code Method} ({@code RecursiveLeastSquares}, {@code
 *       GradientDescent}, {@code AdamDescent}, {@code DampedNewton}; {@code LeastSquares}); {@code
 *       Course}: a lesson step by step, {@code FlowLessons}, {@code FlowLoss}: those of flows
 *       ({@code MapLessons}), {@link org.fluxtube.engine.learn.FlowSteps}: their steps one by one,
 *       {@link org.fluxtube.engine.learn.ForceMatching} ({@code ForceMatchingLessons}): a map that
 *       makes the forces of another theory, {@link org.fluxtube.engine.learn.Annealing}: their way
 *       from other couplings; {@code JumpLessons}: those of a learned leapfrog.
 *   <li>{@code Examiner} ({@code Examined}, {@code Ending}, {@code Examination}): the model at the
 *       ends of samples, for {@code Losses} and {@code ForceGap}; {@code ReplayWindow}: the samples
 *       of a lesson, {@link org.fluxtube.engine.learn.SampleArrays}: those in checkpoints; {@code
 *       Neutral}: which keys are no part of what a saved trainer is recognised by.
 *   <li>{@link org.fluxtube.engine.learn.AcceptanceWatch}: whether acceptance falls in MEASURE, as
 *       it does where a frozen model is poor.
 * </ul>
 *
 * <p>Version k of the model is what lesson k made; version 0 is the specification. Randomness:
 * chain {@link org.fluxtube.engine.rng.RandomStream#MAX_CHAIN}, the lesson as trajectory, {@link
 * org.fluxtube.engine.rng.Purpose#LEARNING}.
 */
package org.fluxtube.engine.learn;
