package org.fluxtube.engine.rng;

/**
 * All random numbers of one trajectory of one chain: (seed, chain, trajectory), immutable.
 *
 * <p>Two streams that differ in anything never share a counter, so that the numbers are the same
 * for any number of threads, nodes and pauses. The layout is the table in the package
 * documentation.
 *
 * @param seed key of the generator, any 64-bit value; one for a campaign
 * @param chain 0..{@value #MAX_CHAIN}
 * @param trajectory 0..{@value #MAX_TRAJECTORY}
 */
public record RandomStream(long seed, int chain, long trajectory) {
  /** Largest chain number (14 bits). */
  public static final int MAX_CHAIN = (1 << 14) - 1;

  /** Largest trajectory number (40 bits). */
  public static final long MAX_TRAJECTORY = (1L << 40) - 1;

  /** Largest direction (3 bits). */
  public static final int MAX_DIRECTION = 7;

  /** Largest round (16 bits). */
  public static final int MAX_ROUND = (1 << 16) - 1;

  /** Checks the ranges of the layout. */
  public RandomStream {
    check("chain", chain, MAX_CHAIN);
    check("trajectory", trajectory, MAX_TRAJECTORY);
  }

  /** The stream of another trajectory of the same chain. */
  public RandomStream trajectory(long other) {
    return new RandomStream(seed, chain, other);
  }

  /** {@code key(purpose, 0, 0)}: for what has no direction and is drawn once a trajectory. */
  public StreamKey key(Purpose purpose) {
    return key(purpose, 0, 0);
  }

  /**
   * The numbers for one use within the trajectory.
   *
   * @param purpose what they are for
   * @param direction lattice direction of a link or of a component, 0..{@value #MAX_DIRECTION}
   * @param round what repeats within the trajectory (sweep, subset, hit, auxiliary field, pair),
   *     0..{@value #MAX_ROUND}
   * @throws IllegalArgumentException if a number is out of its range
   */
  public StreamKey key(Purpose purpose, int direction, int round) {
    check("direction", direction, MAX_DIRECTION);
    check("round", round, MAX_ROUND);
    return new StreamKey(
        (int) seed,
        (int) (seed >>> 32),
        round << 16,
        (int) trajectory,
        purpose.code() << 25 | direction << 22 | chain << 8 | (int) (trajectory >>> 32));
  }

  private static void check(String name, long got, long max) {
    if (got < 0 || got > max) {
      throw new IllegalArgumentException(
          "random stream: " + name + " is " + got + ", allowed is 0.." + max + ", e.g. 0");
    }
  }
}
