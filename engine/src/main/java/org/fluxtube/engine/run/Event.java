package org.fluxtube.engine.run;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What happens in a campaign; observability turns it into meters, the campaign database keeps all
 * but the most frequent. Immutable. Published in the order of each chain; a listener must not
 * block.
 */
public sealed interface Event {
  /** The chain that it is about; -1 for the whole campaign. */
  default int chain() {
    return -1;
  }

  /** Finished trajectories of the chain when it happened; 0 for the whole campaign. */
  default long trajectory() {
    return 0;
  }

  /** One sentence for a person. */
  default String detail() {
    return "";
  }

  /** Whether it belongs into the database: false for what has a table of its own or is a gauge. */
  default boolean kept() {
    return true;
  }

  /**
   * A trajectory ended.
   *
   * @param result what is known of it
   */
  record TrajectoryFinished(Trajectory result) implements Event {
    @Override
    public int chain() {
      return result.chain();
    }

    @Override
    public long trajectory() {
      return result.trajectory();
    }

    @Override
    public boolean kept() {
      return false;
    }
  }

  /**
   * A configuration was measured.
   *
   * @param phase of its trajectory
   * @param values the numbers by their names in a report, in order; not to be changed
   * @param seconds wall-clock time
   */
  record Measured(
      int chain, long trajectory, Phase phase, Map<String, Double> values, double seconds)
      implements Event {
    @Override
    public boolean kept() {
      return false;
    }
  }

  /**
   * A chain has checked itself; the database has the numbers among the measurements.
   *
   * @param phase of its last trajectory
   * @param found the numbers
   * @param seconds wall-clock time
   */
  record ChainChecked(
      int chain, long trajectory, Phase phase, List<ChainCheck> found, double seconds)
      implements Event {
    /** Copies the numbers. */
    public ChainChecked {
      found = List.copyOf(found);
    }

    @Override
    public boolean kept() {
      return false;
    }
  }

  /** A production check found something wrong; detail says what. */
  record CheckViolated(int chain, long trajectory, String detail) implements Event {}

  /**
   * A subscriber made its chain wait.
   *
   * @param subscriber its name
   * @param seconds how long the chain waited for its demand
   */
  record SubscriberLag(int chain, long trajectory, String subscriber, double seconds)
      implements Event {
    @Override
    public boolean kept() {
      return false;
    }
  }

  /**
   * A batch of rows was committed.
   *
   * @param rows rows in it
   * @param seconds wall-clock time
   */
  record BatchCommitted(int rows, double seconds) implements Event {
    @Override
    public boolean kept() {
      return false;
    }
  }

  /**
   * The database refused a batch, which is kept and tried again.
   *
   * @param detail why, and what to do
   */
  record DatabaseTrouble(String detail) implements Event {}

  /** The campaign was opened; detail says by which command and on which backend. */
  record CampaignOpened(String detail) implements Event {}

  /**
   * Somebody asked for something; the chains' own events say what came of it.
   *
   * @param chain for which chain; -1 for all
   * @param detail what, and for how many chains or why not
   */
  record Commanded(int chain, String detail) implements Event {
    /** A command that was passed on. */
    public static Commanded of(String what, OptionalInt chain, int told) {
      return new Commanded(
          chain.orElse(-1), what + ", for " + told + (told == 1 ? " chain" : " chains"));
    }
  }

  /** A chain begins or goes on, from a start or a checkpoint. */
  record ChainStarted(int chain, long trajectory, String detail) implements Event {}

  /**
   * A phase begins with the next trajectory.
   *
   * @param phase the new phase
   */
  record PhaseEntered(int chain, long trajectory, Phase phase) implements Event {
    @Override
    public String detail() {
      return phase.name();
    }
  }

  /**
   * A chain waits until it is continued.
   *
   * @param who who asked
   */
  record ChainPaused(int chain, long trajectory, String who) implements Event {
    @Override
    public String detail() {
      return "by " + who;
    }
  }

  /**
   * A paused chain goes on.
   *
   * @param who who asked
   */
  record ChainContinued(int chain, long trajectory, String who) implements Event {
    @Override
    public String detail() {
      return "by " + who;
    }
  }

  /** A chain has all its trajectories. */
  record ChainFinished(int chain, long trajectory) implements Event {}

  /** A chain stopped before its end and can be resumed; detail says who asked. */
  record ChainStopped(int chain, long trajectory, String detail) implements Event {}

  /** A chain cannot go on; detail is the reason. */
  record ChainFailed(int chain, long trajectory, String detail) implements Event {}

  /** A chain went back to its last checkpoint after a fault of the environment. */
  record ChainRestarted(int chain, long trajectory, String detail) implements Event {}

  /**
   * A checkpoint is on disk.
   *
   * @param bytes size of the file
   * @param seconds time to write it
   */
  record CheckpointWritten(int chain, long trajectory, long bytes, double seconds)
      implements Event {}

  /** A checkpoint could not be written; the one before is intact. */
  record CheckpointFailed(int chain, long trajectory, String detail) implements Event {}

  /** A damaged checkpoint was set aside; detail says which and why. */
  record CheckpointDamaged(int chain, long trajectory, String detail) implements Event {}

  /** A configuration file was written; detail is its name. */
  record ConfigurationArchived(int chain, long trajectory, String detail) implements Event {}

  /** A configuration file was removed by the retention rule; detail is its name. */
  record ConfigurationRemoved(int chain, long trajectory, String detail) implements Event {}

  /**
   * The trainer has finished a lesson; the database has a table of them.
   *
   * @param lesson number of the lesson, from 1
   * @param version version of the model that it leaves; the one before if it was rolled back
   * @param loss loss on the samples that it learnt from; NaN if there is none
   * @param heldOut loss on samples of chains that did not train; NaN if there are none
   * @param overlap acceptance that the model's own proposals would have; NaN if it is not known
   * @param gradientNorm |dL/dtheta| at the start of the lesson; NaN if there is none
   * @param window samples in the replay window
   * @param seconds wall-clock time
   * @param further other numbers of the lesson by name: of a flow {@code ess} and the like
   */
  record LessonLearnt(
      long lesson,
      int version,
      double loss,
      double heldOut,
      double overlap,
      double gradientNorm,
      int window,
      double seconds,
      Map<String, Double> further,
      String detail)
      implements Event {
    /** Copies the map. */
    public LessonLearnt {
      further = Map.copyOf(further);
    }

    @Override
    public boolean kept() {
      return false;
    }
  }

  /**
   * A lesson was thrown away: its loss diverged or was not a number; detail says what happened.
   *
   * @param lesson number of the lesson
   * @param version version of the last good model, which stays
   */
  record ModelRolledBack(long lesson, int version, String detail) implements Event {}

  /**
   * The model got worse on fresh samples; detail says what was done about it.
   *
   * @param lesson number of the lesson that found it
   * @param version version of the model
   */
  record ModelDrifted(long lesson, int version, String detail) implements Event {}

  /**
   * One of several models was chosen for good; a decision that depended on the clock.
   *
   * @param lesson from this lesson on it alone learns
   * @param candidate which one, from 0
   */
  record ModelChosen(long lesson, int candidate, String detail) implements Event {}

  /**
   * In MEASURE a chain accepts much less than it did, as where a frozen model has come to what it
   * did not learn; nothing is done about it, detail says what was seen.
   *
   * @param version version of the model that drives; 0 for none
   */
  record AcceptanceFell(int chain, long trajectory, int version, String detail) implements Event {}

  /**
   * From the next trajectory on, a chain is driven by this version of the model.
   *
   * @param version the version; 0 is what the sampler does without a model
   */
  record ModelAdopted(int chain, long trajectory, int version) implements Event {
    @Override
    public String detail() {
      return "version " + version;
    }
  }

  /**
   * A chain waited at the border of an epoch for a lesson; the database has a table of them.
   *
   * @param lesson number of the lesson
   * @param seconds how long the chain waited
   */
  record EpochWaited(int chain, long trajectory, long lesson, double seconds) implements Event {
    @Override
    public boolean kept() {
      return false;
    }
  }
}
