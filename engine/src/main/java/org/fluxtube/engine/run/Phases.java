package org.fluxtube.engine.run;

import org.fluxtube.engine.catalogue.Param;

/**
 * Trajectories of each phase.
 *
 * @param thermalise trajectories before anything is kept
 * @param learn trajectories with learning
 * @param measure trajectories that count
 */
public record Phases(
    @Param(value = "trajectories of THERMALISE", optional = true) long thermalise,
    @Param(value = "trajectories of LEARN", optional = true) long learn,
    @Param("trajectories of MEASURE") long measure) {
  /** Checks that none is negative and the sum is positive. */
  public Phases {
    if (thermalise < 0 || learn < 0 || measure < 0) {
      throw new IllegalArgumentException(
          "trajectories "
              + thermalise
              + ", "
              + learn
              + ", "
              + measure
              + "; allowed are numbers from 0, for example measure = 1000");
    }
    if (thermalise + learn + measure == 0) {
      throw new IllegalArgumentException(
          "no trajectories at all; allowed are numbers from 1, for example measure = 1000");
    }
  }

  /** All trajectories of a chain. */
  public long total() {
    return thermalise + learn + measure;
  }

  /** The phase of the n-th trajectory, counted from 1. */
  public Phase of(long trajectory) {
    if (trajectory <= thermalise) {
      return Phase.THERMALISE;
    }
    return trajectory <= thermalise + learn ? Phase.LEARN : Phase.MEASURE;
  }

  /** The same with another number of MEASURE trajectories. */
  public Phases withMeasure(long other) {
    return new Phases(thermalise, learn, other);
  }
}
