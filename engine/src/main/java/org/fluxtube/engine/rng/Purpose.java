package org.fluxtube.engine.rng;

/**
 * What a random number is for: bits 25..31 of counter word 3, so that no two uses share numbers.
 *
 * <p>The codes are part of the file format of a campaign (a continued run must draw the same
 * numbers): a code is never renumbered or used again, and a new purpose takes the next free one.
 * Code 0 is reserved, so that a counter whose purpose was forgotten is no valid stream.
 */
public enum Purpose {
  /** The start configuration of a chain. */
  START(1),
  /** Momenta of molecular dynamics. */
  MOMENTUM(2),
  /** Auxiliary fields: pseudo-fermions, determinant noise. */
  AUXILIARY(3),
  /** The uniform number of an accept step of a whole field. */
  ACCEPT(4),
  /** Heat-bath updates of links or spins. */
  HEAT_BATH(5),
  /** Overrelaxation with a random choice. */
  OVERRELAXATION(6),
  /** Local Metropolis: proposals and their accepts. */
  METROPOLIS(7),
  /** Cluster growth: bonds, seeds, reflection axes. */
  CLUSTER(8),
  /** Stochastic estimators inside a measurement. */
  MEASUREMENT(9),
  /** Reversibility and other production checks; never touches the chain. */
  REVERSIBILITY(10),
  /** Learning: initial weights, mini-batches, prior samples of a flow. */
  LEARNING(11),
  /** Replica exchange; the round carries the pair. */
  EXCHANGE(12),
  /** The order of sweeps, masks and directions. */
  ORDER(13),
  /** Tests and benchmarks only. */
  TEST(14);

  private final int code;

  Purpose(int code) {
    this.code = code;
  }

  /** The stable number of this purpose, 1..127. */
  public int code() {
    return code;
  }
}
