package org.fluxtube.actors.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.run.Trajectory;

/**
 * The wall-clock times of a batch of trajectories, summed by chain, phase and part. A trajectory
 * that is repeated after a restart counts again.
 */
final class PartSums {
  static final String ADD =
      "INSERT INTO parts VALUES (?, ?, ?, ?, ?) ON CONFLICT (chain, phase, part) DO UPDATE SET"
          + " trajectories = trajectories + excluded.trajectories,"
          + " seconds = seconds + excluded.seconds";

  private record Key(int chain, Phase phase, String part) {}

  private static final class Sum {
    private long trajectories;
    private double seconds;
  }

  private final Map<Key, Sum> sums = new LinkedHashMap<>();

  void add(Trajectory t) {
    t.parts()
        .forEach((part, seconds) -> {
          Sum sum = sums.computeIfAbsent(new Key(t.chain(), t.phase(), part), k -> new Sum());
          sum.trajectories++;
          sum.seconds += seconds;
        });
  }

  boolean isEmpty() {
    return sums.isEmpty();
  }

  void write(PreparedStatement p) throws SQLException {
    for (Map.Entry<Key, Sum> e : sums.entrySet()) {
      p.setInt(1, e.getKey().chain());
      p.setString(2, e.getKey().phase().name());
      p.setString(3, e.getKey().part());
      p.setLong(4, e.getValue().trajectories);
      p.setDouble(5, e.getValue().seconds);
      p.addBatch();
    }
  }
}
