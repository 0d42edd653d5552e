package org.fluxtube.engine.learn;

import org.fluxtube.engine.rng.RandomStream;

/** Lessons of a flow, which are not taken proposal by proposal. */
interface MapLessons extends AutoCloseable {
  /** A lesson; what it finds includes whether it is to be rolled back. */
  Course course(
      Model old, Method method, ReplayWindow window, ReplayWindow judging, RandomStream rng);

  /** Whether the window must not be empty. */
  boolean needsSamples();

  @Override
  void close();
}
