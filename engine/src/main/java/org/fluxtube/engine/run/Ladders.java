package org.fluxtube.engine.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Who exchanges configurations with whom, and when: the chains of one group, one at each
 * temperature, are a ladder. At border k, between trajectories k N and k N + 1, the neighbours (r,
 * r + 1) with r + k even are partners, so that each configuration can walk through all
 * temperatures. Pure arithmetic, no clock.
 *
 * @param every N; 0: nobody exchanges
 * @param ladders chains by rising beta
 */
public record Ladders(int every, List<List<Integer>> ladders) {
  /** Nobody exchanges. */
  public static final Ladders NONE = new Ladders(0, List.of());

  /** Copies the lists. */
  public Ladders {
    ladders = ladders.stream().map(List::copyOf).toList();
  }

  /** The ladders of a campaign: as many for each group of its file as the group's count. */
  public static Ladders of(Campaign campaign) {
    int every = campaign.temperatures().map(Temperatures::exchange).orElse(0);
    if (every == 0) {
      return NONE;
    }
    List<List<Integer>> ladders = new ArrayList<>();
    int first = 0;
    for (Campaign.ChainGroup group : campaign.chains()) {
      for (int copy = 0; copy < group.count(); copy++) {
        List<Integer> ladder = new ArrayList<>();
        for (int rank = 0; rank < campaign.ranks(); rank++) {
          ladder.add(first + rank * group.count() + copy);
        }
        ladders.add(ladder);
      }
      first += campaign.ranks() * group.count();
    }
    return new Ladders(every, ladders);
  }

  /** The ladder of a chain; empty where it exchanges with nobody. */
  public List<Integer> of(int chain) {
    return ladders.stream().filter(l -> l.contains(chain)).findFirst().orElse(List.of());
  }

  /** Whether something may be exchanged between this trajectory and the next. */
  public boolean border(long trajectory) {
    return every > 0 && trajectory > 0 && trajectory % every == 0;
  }

  /** The partner of a chain at the border after a trajectory. */
  public OptionalInt partner(int chain, long trajectory) {
    List<Integer> ladder = of(chain);
    int rank = ladder.indexOf(chain);
    int other = (rank + trajectory / every) % 2 == 0 ? rank + 1 : rank - 1;
    return other < 0 || other >= ladder.size()
        ? OptionalInt.empty()
        : OptionalInt.of(ladder.get(other));
  }

  /** How often the neighbours (rank, rank + 1) have been partners, seen by one of them. */
  private long met(int rank, long trajectory) {
    long borders = trajectory == 0 ? 0 : (trajectory - 1) / every;
    return rank % 2 == 0 ? borders / 2 : (borders + 1) / 2;
  }

  /**
   * The newest line at which all chains of a ladder can go on together: each neighbouring pair has
   * exchanged equally often. A chain that is saved after trajectory k N has not exchanged there
   * yet.
   *
   * @param saved trajectories after which each chain of the ladder was saved
   * @return one of them for each chain; empty if there is no such line
   */
  public Optional<Map<Integer, Long>> line(
      List<Integer> ladder, Map<Integer, NavigableSet<Long>> saved) {
    Map<Integer, Long> line = new HashMap<>();
    for (int chain : ladder) {
      if (saved.get(chain).isEmpty()) {
        return Optional.empty();
      }
      line.put(chain, saved.get(chain).last());
    }
    boolean settled = false;
    while (!settled) {
      settled = true;
      for (int rank = 0; rank + 1 < ladder.size(); rank++) {
        int lower = ladder.get(rank);
        int upper = ladder.get(rank + 1);
        long a = met(rank, line.get(lower));
        long b = met(rank, line.get(upper));
        if (a != b) {
          int ahead = a > b ? lower : upper;
          Long older = saved.get(ahead).lower(line.get(ahead));
          if (older == null) {
            return Optional.empty();
          }
          line.put(ahead, older);
          settled = false;
        }
      }
    }
    return Optional.of(line);
  }
}
