package org.fluxtube.engine.action;

/** S along a walk that changes one spin at a time; host arrays. Used by one thread. */
public interface SpinWalk {
  /**
   * S with one spin replaced, minus S of the present spins.
   *
   * @param site where
   * @param spin the new unit vector; unchanged, not kept
   */
  double change(int site, double[] spin);

  /** Makes the change that {@link #change} was asked for last. */
  void accept();
}
