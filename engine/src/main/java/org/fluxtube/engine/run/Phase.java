package org.fluxtube.engine.run;

/** The phases of a chain, in this order. */
public enum Phase {
  /** Approach to equilibrium; step sizes are tuned. */
  THERMALISE,
  /** The effective action is trained and adopted; not an average of the target to be quoted. */
  LEARN,
  /** Everything is frozen. */
  MEASURE
}
