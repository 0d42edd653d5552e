package org.fluxtube.actors.campaign;

import org.fluxtube.engine.learn.Epochs;
import org.fluxtube.engine.run.Phase;

/**
 * What the trainer wants of a chain: the trajectories of all lessons.
 *
 * @param epochs borders of the lessons
 */
record Feeding(Epochs epochs) implements Interest {
  @Override
  public boolean wants(long trajectory, Phase phase) {
    return epochs.lessonOf(trajectory) > 0;
  }

  @Override
  public boolean learns() {
    return true;
  }
}
