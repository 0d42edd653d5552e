package org.fluxtube.actors.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.fluxtube.engine.field.TimeSplit;
import org.fluxtube.engine.learn.ModelChoice;
import org.fluxtube.engine.run.Phase;

/** The queries on a campaign database. Closed with its {@link CampaignDatabase}. */
public final class CampaignReader {
  private final Path file;
  private final Connection connection;

  CampaignReader(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /** An event of the database. */
  public record EventRow(
      long id,
      double unixTime,
      int chain,
      long trajectory,
      String kind,
      String detail,
      String who) {}

  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void each(String sql, List<?> parameters, RowReader reader) throws IOException {
    try (PreparedStatement p = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.size(); i++) {
        p.setObject(i + 1, parameters.get(i));
      }
      try (ResultSet row = p.executeQuery()) {
        while (row.next()) {
          reader.read(row);
        }
      }
    } catch (SQLException e) {
      throw DatabaseErrors.explain(file, e);
    }
  }

  private static double real(ResultSet row, int column) throws SQLException {
    double x = row.getDouble(column);
    return row.wasNull() ? Double.NaN : x;
  }

  /** The chains in their order. */
  public List<ChainRow> chains() throws IOException {
    List<ChainRow> chains = new ArrayList<>();
    each(
        "SELECT * FROM chains ORDER BY chain",
        List.of(),
        r ->
            chains.add(
                new ChainRow(
                    r.getInt(1),
                    r.getString(2),
                    r.getString(3),
                    r.getString(4),
                    r.getLong(5),
                    r.getLong(6),
                    r.getLong(7),
                    r.getString(8),
                    r.getString(9),
                    r.getInt(10) != 0)));
    return chains;
  }

  /** Texts about the whole campaign. */
  public Map<String, String> meta() throws IOException {
    Map<String, String> meta = new TreeMap<>();
    each("SELECT key, value FROM meta", List.of(), r -> meta.put(r.getString(1), r.getString(2)));
    return meta;
  }

  /** Labels of the observables that were measured, sorted. */
  public List<String> observables() throws IOException {
    List<String> labels = new ArrayList<>();
    each(
        "SELECT DISTINCT observable FROM measurements ORDER BY observable",
        List.of(),
        r -> labels.add(r.getString(1)));
    return labels;
  }

  /**
   * One component of an observable in one phase: a series for each chain that has any, in order.
   */
  public List<Series> series(String observable, int component, Phase phase) throws IOException {
    List<Series> series = new ArrayList<>();
    Growing growing = new Growing();
    each(
        "SELECT chain, trajectory, value, version FROM measurements"
            + " WHERE observable = ? AND component = ? AND phase = ? ORDER BY chain, trajectory",
        List.of(observable, component, phase.name()),
        r -> {
          if (growing.size > 0 && growing.chain != r.getInt(1)) {
            series.add(growing.take());
          }
          growing.chain = r.getInt(1);
          growing.add(r.getLong(2), real(r, 3), r.getInt(4));
        });
    if (growing.size > 0) {
      series.add(growing.take());
    }
    return series;
  }

  private static final class Growing {
    private int chain;
    private int size;
    private long[] trajectories = new long[1024];
    private double[] values = new double[1024];
    private int[] versions = new int[1024];

    void add(long trajectory, double value, int version) {
      if (size == values.length) {
        trajectories = Arrays.copyOf(trajectories, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
        versions = Arrays.copyOf(versions, 2 * size);
      }
      trajectories[size] = trajectory;
      values[size] = value;
      versions[size++] = version;
    }

    Series take() {
      Series series =
          new Series(
              chain,
              Arrays.copyOf(trajectories, size),
              Arrays.copyOf(values, size),
              Arrays.copyOf(versions, size));
      size = 0;
      return series;
    }
  }

  /** Trajectories of one chain in order, one at a time. */
  public void trajectories(int chain, Consumer<TrajectoryRow> consumer) throws IOException {
    each(
        "SELECT * FROM trajectories WHERE chain = ? ORDER BY trajectory",
        List.of(chain),
        r ->
            consumer.accept(
                new TrajectoryRow(
                    r.getInt(1),
                    r.getLong(2),
                    Phase.valueOf(r.getString(3)),
                    r.getInt(4),
                    r.getLong(5),
                    r.getLong(6),
                    real(r, 7),
                    real(r, 8),
                    real(r, 9),
                    real(r, 10),
                    r.getString(11))));
  }

  /** Number of finished trajectories by chain. */
  public Map<Integer, Long> lastTrajectories() throws IOException {
    Map<Integer, Long> last = new TreeMap<>();
    each(
        "SELECT chain, MAX(trajectory) FROM trajectories GROUP BY chain",
        List.of(),
        r -> last.put(r.getInt(1), r.getLong(2)));
    return last;
  }

  /** The lessons in their order. */
  public List<LessonRow> lessons() throws IOException {
    List<LessonRow> lessons = new ArrayList<>();
    each(
        "SELECT * FROM lessons ORDER BY lesson",
        List.of(),
        r ->
            lessons.add(
                new LessonRow(
                    r.getLong(1),
                    r.getLong(2),
                    r.getInt(3),
                    r.getString(4),
                    r.getLong(5),
                    real(r, 6),
                    real(r, 7),
                    real(r, 8),
                    r.getString(9))));
    return lessons;
  }

  /** The versions of the model in their order. */
  public List<ModelRow> models() throws IOException {
    List<ModelRow> models = new ArrayList<>();
    each(
        "SELECT * FROM models ORDER BY version",
        List.of(),
        r ->
            models.add(
                new ModelRow(
                    r.getInt(1),
                    r.getLong(2),
                    r.getString(3),
                    r.getInt(4),
                    r.getString(5),
                    r.getString(6),
                    r.getDouble(7))));
    return models;
  }

  /** Seconds that each chain waited for lessons. */
  public Map<Integer, Double> waits() throws IOException {
    Map<Integer, Double> waits = new TreeMap<>();
    each(
        "SELECT chain, SUM(seconds) FROM waits GROUP BY chain",
        List.of(),
        r -> waits.put(r.getInt(1), real(r, 2)));
    return waits;
  }

  /** Which model was chosen; empty where nothing is, or is not yet. */
  public Optional<ModelChoice> choice() throws IOException {
    return Optional.ofNullable(meta().get(ChoiceText.KEY)).map(ChoiceText::read);
  }

  /**
   * A trajectory of LEARN that a model drove.
   *
   * @param version of the model
   * @param seconds wall-clock time
   */
  public record Drive(int version, double acceptance, double seconds) {}

  /** The trajectories of LEARN that these versions drove, the last one included. */
  public List<Drive> drives(int first, int last) throws IOException {
    List<Drive> drives = new ArrayList<>();
    each(
        "SELECT version, acceptance, seconds FROM trajectories"
            + " WHERE phase = ? AND version BETWEEN ? AND ? ORDER BY chain, trajectory",
        List.of(Phase.LEARN.name(), first, last),
        r -> drives.add(new Drive(r.getInt(1), real(r, 2), real(r, 3))));
    return drives;
  }

  /** Mean acceptance of a chain in one phase; NaN before it. */
  public double acceptance(int chain, Phase phase) throws IOException {
    List<Double> mean = new ArrayList<>();
    each(
        "SELECT AVG(acceptance) FROM trajectories WHERE chain = ? AND phase = ?",
        List.of(chain, phase.name()),
        r -> mean.add(real(r, 1)));
    return mean.getFirst();
  }

  /**
   * Trajectories of one group in one phase with one version of the model.
   *
   * @param acceptance their mean acceptance
   * @param seconds their wall-clock time, all together
   */
  public record VersionRow(
      String group,
      Phase phase,
      int version,
      long trajectories,
      double acceptance,
      double seconds) {}

  /** Acceptance and cost by group, phase and version of the model. */
  public List<VersionRow> versions() throws IOException {
    List<VersionRow> versions = new ArrayList<>();
    each(
        "SELECT label, phase, version, COUNT(*), AVG(acceptance), SUM(seconds) FROM trajectories"
            + " JOIN chains USING (chain) GROUP BY label, phase, version"
            + " ORDER BY MIN(chain), version, MIN(trajectory)",
        List.of(),
        r ->
            versions.add(
                new VersionRow(
                    r.getString(1),
                    Phase.valueOf(r.getString(2)),
                    r.getInt(3),
                    r.getLong(4),
                    real(r, 5),
                    real(r, 6))));
    return versions;
  }

  /**
   * Sums over the trajectories of a group of chains in one phase.
   *
   * @param seconds of each part of the time, a mean for each trajectory
   * @param details the sampler's further numbers, a mean for each trajectory
   */
  public record GroupMeans(
      String group, Map<String, Double> seconds, Map<String, Double> details) {}

  /** Means of times and of the sampler's further numbers by group, in the order of the chains. */
  public List<GroupMeans> means(Phase phase) throws IOException {
    Map<String, GroupMeans> groups = new LinkedHashMap<>();
    each(
        "SELECT label, part, SUM(seconds) / (SELECT SUM(trajectories) FROM parts AS p"
            + " JOIN chains AS c USING (chain) WHERE p.part = ? AND p.phase = parts.phase"
            + " AND c.label = chains.label)"
            + " FROM parts JOIN chains USING (chain) WHERE phase = ? GROUP BY label, part"
            + " ORDER BY MIN(chain)",
        List.of(TimeSplit.OTHER, phase.name()),
        r ->
            groups
                .computeIfAbsent(
                    r.getString(1), g -> new GroupMeans(g, new TreeMap<>(), new TreeMap<>()))
                .seconds()
                .put(r.getString(2), real(r, 3)));
    if (!groups.isEmpty()) {
      each(
          "SELECT label, key, SUM(j.value) / (SELECT COUNT(*) FROM trajectories AS t"
              + " JOIN chains AS c USING (chain) WHERE t.phase = trajectories.phase"
              + " AND c.label = chains.label)"
              + " FROM trajectories JOIN chains USING (chain), json_each(details) AS j"
              + " WHERE phase = ? AND j.type = 'real' GROUP BY label, key",
          List.of(phase.name()),
          r -> {
            GroupMeans group = groups.get(r.getString(1));
            if (group != null) {
              group.details().put(r.getString(2), real(r, 3));
            }
          });
    }
    return List.copyOf(groups.values());
  }

  /** Events in the order in which they happened. */
  public List<EventRow> events() throws IOException {
    List<EventRow> events = new ArrayList<>();
    each(
        "SELECT * FROM events ORDER BY id",
        List.of(),
        r ->
            events.add(
                new EventRow(
                    r.getLong(1),
                    r.getDouble(2),
                    r.getInt(3),
                    r.getLong(4),
                    r.getString(5),
                    r.getString(6),
                    r.getString(7))));
    return events;
  }

  /** SQLite's own verification of the file and the keys: what is wrong; empty if nothing is. */
  public List<String> integrity() throws IOException {
    List<String> problems = new ArrayList<>();
    each("PRAGMA integrity_check", List.of(), r -> problems.add(r.getString(1)));
    problems.remove("ok");
    return problems;
  }
}
