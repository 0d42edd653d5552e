package org.fluxtube.engine.sampler;

import java.util.List;

/**
 * The numbers of the random streams that a kernel is stepped with: a chain's trajectories 1, 2, 3
 * ..., and inside a sequence every so many of them. Who prepares proposals in advance, prepares
 * those.
 *
 * @param every distance of two steps of the chain
 * @param places where its turns are in a step, ascending, from 0 and below {@code every}
 */
public record Turns(long every, List<Long> places) {
  /** Of a kernel alone. */
  public static final Turns ALL = new Turns(1, List.of(0L));

  /** Copies the places. */
  public Turns {
    places = List.copyOf(places);
  }

  /** The turns of a member of a sequence that has these: of trajectory t it gets t k + i. */
  Turns within(int members, List<Integer> own) {
    return new Turns(
        Math.multiplyExact(every, members),
        places.stream().flatMap(p -> own.stream().map(i -> p * members + i)).toList());
  }

  /** How many turns there were since trajectory 1; 0 for those of trajectory 0. */
  long index(long stream) {
    int place = places.indexOf(stream % every);
    if (place < 0) {
      throw new IllegalArgumentException(
          "a step with stream " + stream + "; every " + every + " at " + places + " was announced");
    }
    return Math.max(0, (stream / every - 1) * places.size() + place);
  }

  /** The stream of a turn. */
  long stream(long index) {
    int n = places.size();
    return (index / n + 1) * every + places.get((int) (index % n));
  }
}
