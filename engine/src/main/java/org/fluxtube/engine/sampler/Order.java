package org.fluxtube.engine.sampler;

/** The order in which a step of local updates visits sets of sites. */
public enum Order {
  /**
   * Forward, then the same backward, SU(2) subgroups included. With P = K_1 K_2 .. K_m K_m .. K_2
   * K_1 and every K_i in detailed balance, so is P.
   */
  PALINDROMIC,
  /** Forward only: stationary, but not its own reverse. Half the work. */
  SEQUENTIAL
}
