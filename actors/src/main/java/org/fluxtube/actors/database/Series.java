package org.fluxtube.actors.database;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Measurements of one component of an observable on one chain, in the order of the trajectories.
 *
 * @param chain the chain
 * @param trajectories when; not written by the caller
 * @param values what; not written by the caller
 * @param versions version of the model that drove each trajectory
 */
public record Series(int chain, long[] trajectories, double[] values, int[] versions) {
  /** What was measured at multiples of n; this, where all was. */
  public Series every(int n) {
    if (Arrays.stream(trajectories).allMatch(t -> t % n == 0)) {
      return this;
    }
    int[] at = IntStream.range(0, values.length).filter(i -> trajectories[i] % n == 0).toArray();
    return new Series(
        chain,
        Arrays.stream(at).mapToLong(i -> trajectories[i]).toArray(),
        Arrays.stream(at).mapToDouble(i -> values[i]).toArray(),
        Arrays.stream(at).map(i -> versions[i]).toArray());
  }
}
