package org.fluxtube.actors.campaign;

import org.fluxtube.engine.run.Phase;

/** Which configurations a subscriber wants; asked before a trajectory is made. */
public interface Interest {
  /** Everything. */
  Interest ALL = (trajectory, phase) -> true;

  /**
   * Whether the configuration after a trajectory is wanted.
   *
   * @param trajectory counted from 1
   * @param phase its phase
   */
  boolean wants(long trajectory, Phase phase);

  /** Whether it also wants what the trajectory has to teach. */
  default boolean learns() {
    return false;
  }
}
