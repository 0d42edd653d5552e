package org.fluxtube.engine.learn;

/**
 * When lessons are taken and take effect (epochs, DESIGN decision 10): lesson k uses the
 * trajectories of LEARN up to k N of all learning chains; its model drives the trajectories of
 * every chain from (k + lag) N + 1 of LEARN on. Pure arithmetic, the same for every chain; no
 * clock.
 *
 * <p>LEARN ends with {@code settle} trajectories in which nothing is adopted: the first half
 * re-tunes step sizes, the second half is the burn-in of the frozen model. Lessons that would take
 * effect later are not taken.
 *
 * @param thermalise trajectories before LEARN
 * @param learn trajectories of LEARN
 * @param every N, trajectories of each chain between two lessons
 * @param lag epochs between the end of a lesson's data and its effect; 0: chains wait for it
 * @param settle trajectories at the end of LEARN with a frozen model
 */
public record Epochs(long thermalise, long learn, int every, int lag, long settle) {
  /** Number of lessons. */
  public int lessons() {
    return (int) Math.clamp(Math.floorDiv(learn - settle, every) - lag, 0, Integer.MAX_VALUE);
  }

  /** The last trajectory (counted from the chain's first) whose sample lesson k uses. */
  public long lastSample(int lesson) {
    return thermalise + (long) lesson * every;
  }

  /** The last trajectory before lesson k's model drives; {@link #lastSample} + lag N. */
  public long adoptedAfter(int lesson) {
    return lastSample(lesson) + (long) lag * every;
  }

  /**
   * The lesson whose samples include that trajectory for the first time; empty (0) where no lesson
   * uses it.
   */
  public int lessonOf(long trajectory) {
    long t = trajectory - thermalise;
    if (t < 1) {
      return 0;
    }
    long lesson = (t + every - 1) / every;
    return lesson > lessons() ? 0 : (int) lesson;
  }

  /** Version of the model that drives that trajectory; 0 before the first effect. */
  public int versionAt(long trajectory) {
    return lessonBefore(trajectory, lag);
  }

  /**
   * The last lesson that is over when a trajectory begins, for a chain that may be that far ahead
   * of the lessons; 0 if none has to be.
   *
   * @param lead epochs between the end of a lesson's data and the trajectory
   */
  public int lessonBefore(long trajectory, int lead) {
    long done = trajectory - 1 - thermalise;
    if (done < 0) {
      return 0;
    }
    return (int) Math.clamp(done / every - lead, 0, lessons());
  }

  /** Whether step sizes are re-tuned in that trajectory: the first half of settling. */
  public boolean tunes(long trajectory) {
    return trajectory > thermalise + learn - settle && trajectory <= tuned();
  }

  /** The last trajectory of the re-tuning. */
  public long tuned() {
    return thermalise + learn - settle + settle / 2;
  }
}
