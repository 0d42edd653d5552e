package org.fluxtube.actors.database;

import org.fluxtube.engine.learn.ModelChoice;
import org.fluxtube.engine.run.Event;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.run.Trajectory;

/** One thing to write into the campaign database. Immutable. */
public sealed interface Row {
  /**
   * A finished trajectory; replaces the row of the same chain and trajectory.
   *
   * @param trajectory what is known of it
   */
  record Sample(Trajectory trajectory) implements Row {}

  /**
   * The numbers of one observable on one configuration; replaces those of the same key.
   *
   * @param observable label of the observable
   * @param values one for each component, not written any more
   */
  record Measurement(
      int chain, long trajectory, Phase phase, int version, String observable, double[] values)
      implements Row {}

  /**
   * An event.
   *
   * @param unixTime seconds since 1970
   * @param event what happened
   * @param who who asked for it, or empty
   */
  record Happening(double unixTime, Event event, String who) implements Row {}

  /**
   * Another length of THERMALISE.
   *
   * @param thermalise its trajectories
   */
  record ChainPhases(int chain, long thermalise) implements Row {}

  /**
   * Other intervals of all measurements; replaces what was known.
   *
   * @param thinning all factors, the present one last
   */
  record Thinned(Thinning thinning) implements Row {}

  /**
   * The state of a chain.
   *
   * @param state running, finished, stopped, failed
   * @param reason why, or empty
   * @param exactness what its accept step proves; empty where it is not known now
   */
  record ChainState(int chain, String state, String reason, String exactness) implements Row {}

  /**
   * What came of a lesson; replaces the row of the same lesson.
   *
   * @param lesson what is known of it
   */
  record Lesson(LessonRow lesson) implements Row {}

  /**
   * A model on disk; replaces the row of the same version.
   *
   * @param model what is known of it
   */
  record Model(ModelRow model) implements Row {}

  /**
   * Which model was chosen; replaces what was known.
   *
   * @param choice with the trials that it rests on
   */
  record Chosen(ModelChoice choice) implements Row {}

  /**
   * How long a chain waited for a lesson at the border of an epoch; replaces what was known.
   *
   * @param seconds wall-clock time
   */
  record Wait(int chain, long lesson, double seconds) implements Row {}
}
