package org.fluxtube.actors.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.fluxtube.engine.learn.ModelChoice;
import org.fluxtube.engine.run.Trajectory;
import org.sqlite.JDBC;

/**
 * {@code campaign.db}: SQLite in WAL mode, so that others read while the campaign writes. One
 * writer. Numbers are IEEE doubles bit by bit; NaN becomes NULL, -0.0 becomes 0.0, infinities stay.
 * Commits are forced to disk (synchronous = FULL). Used by one thread at a time. Errors are {@link
 * IOException}s that say what to do; a transaction that fails leaves everything before it intact.
 */
public final class CampaignDatabase implements AutoCloseable {
  private static final String SAMPLE =
      "INSERT OR REPLACE INTO trajectories VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String MEASUREMENT =
      "INSERT OR REPLACE INTO measurements VALUES (?, ?, ?, ?, ?, ?, ?)";
  private static final String EVENT =
      "INSERT INTO events (unix_time, chain, trajectory, kind, detail, who)"
          + " VALUES (?, ?, ?, ?, ?, ?)";
  private static final String CHAIN_STATE =
      "UPDATE chains SET state = ?, reason = ?, exactness = coalesce(?, exactness) WHERE chain = ?";

  private final Path file;
  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new TreeMap<>();

  private CampaignDatabase(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /** Creates the database or opens it for writing, migrating older schemas. */
  public static CampaignDatabase open(Path file) throws IOException {
    return open(file, true);
  }

  /** Opens an existing database for reading, also while a campaign writes it. */
  public static CampaignDatabase openReadOnly(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " does not exist; is its folder a run of fluxtube?");
    }
    return open(file, false);
  }

  private static CampaignDatabase open(Path file, boolean write) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("busy_timeout", "10000");
    if (write) {
      properties.setProperty("journal_mode", "WAL");
      properties.setProperty("synchronous", "FULL");
    } else {
      properties.setProperty("open_mode", "1");
    }
    try {
      Connection connection = JDBC.createConnection("jdbc:sqlite:" + file, properties);
      try {
        Schema.require(connection, write, file.toString());
      } catch (SQLException | IOException e) {
        connection.close();
        throw e;
      }
      return new CampaignDatabase(file, connection);
    } catch (SQLException e) {
      throw DatabaseErrors.explain(file, e);
    }
  }

  /** Loads SQLite's native library, which takes a while, ahead of its use. */
  public static void warmUp() {
    try {
      JDBC.createConnection("jdbc:sqlite::memory:", new Properties()).close();
    } catch (SQLException e) {
      throw new IllegalStateException("SQLite cannot be loaded: " + e.getMessage(), e);
    }
  }

  /** The file. */
  public Path file() {
    return file;
  }

  /** Writes all rows in one transaction: all of them or none. */
  public void write(Collection<? extends Row> rows) throws IOException {
    transaction(() -> {
      PartSums parts = new PartSums();
      for (Row row : rows) {
        switch (row) {
          case Row.Sample(Trajectory t) -> {
            sample(t);
            parts.add(t);
          }
          case Row.Measurement m -> measurement(m);
          case Row.Happening h -> happening(h);
          case Row.ChainPhases(int chain, long thermalise) -> {
            PreparedStatement p = statement("UPDATE chains SET thermalise = ? WHERE chain = ?");
            p.setLong(1, thermalise);
            p.setInt(2, chain);
            p.addBatch();
          }
          case Row.Thinned(Thinning thinning) -> setting(Thinning.KEY, thinning.text());
          case Row.Chosen(ModelChoice choice) -> setting(ChoiceText.KEY, ChoiceText.of(choice));
          case Row.ChainState s -> {
            PreparedStatement p = statement(CHAIN_STATE);
            p.setString(1, s.state());
            p.setString(2, s.reason());
            p.setString(3, s.exactness().isEmpty() ? null : s.exactness());
            p.setInt(4, s.chain());
            p.addBatch();
          }
          case Row.Lesson(LessonRow l) ->
              LearningTables.lesson(statement(LearningTables.LESSON), l);
          case Row.Model(ModelRow m) -> LearningTables.model(statement(LearningTables.MODEL), m);
          case Row.Wait w -> LearningTables.wait(statement(LearningTables.WAIT), w);
        }
      }
      if (!parts.isEmpty()) {
        parts.write(statement(PartSums.ADD));
      }
      for (PreparedStatement p : statements.values()) {
        p.executeBatch();
      }
    });
  }

  private void sample(Trajectory t) throws SQLException {
    PreparedStatement p = statement(SAMPLE);
    p.setInt(1, t.chain());
    p.setLong(2, t.trajectory());
    p.setString(3, t.phase().name());
    p.setInt(4, t.version());
    p.setLong(5, t.info().accepted());
    p.setLong(6, t.info().proposals());
    real(p, 7, t.info().deltaH());
    real(p, 8, t.info().acceptance());
    real(p, 9, t.stepSize());
    real(p, 10, t.seconds());
    p.setString(11, Details.json(t.info().details()));
    p.addBatch();
  }

  private void measurement(Row.Measurement m) throws SQLException {
    PreparedStatement p = statement(MEASUREMENT);
    for (int component = 0; component < m.values().length; component++) {
      p.setString(1, m.observable());
      p.setInt(2, component);
      p.setInt(3, m.chain());
      p.setLong(4, m.trajectory());
      real(p, 5, m.values()[component]);
      p.setString(6, m.phase().name());
      p.setInt(7, m.version());
      p.addBatch();
    }
  }

  private void setting(String key, String value) throws SQLException {
    PreparedStatement p = statement("INSERT OR REPLACE INTO meta VALUES (?, ?)");
    p.setString(1, key);
    p.setString(2, value);
    p.addBatch();
  }

  private void happening(Row.Happening h) throws SQLException {
    PreparedStatement p = statement(EVENT);
    p.setDouble(1, h.unixTime());
    p.setInt(2, h.event().chain());
    p.setLong(3, h.event().trajectory());
    p.setString(4, h.event().getClass().getSimpleName());
    p.setString(5, h.event().detail());
    p.setString(6, h.who());
    p.addBatch();
  }

  static void real(PreparedStatement p, int index, double x) throws SQLException {
    if (Double.isNaN(x)) {
      p.setNull(index, Types.REAL);
    } else {
      p.setDouble(index, x);
    }
  }

  /** Writes or replaces chains. */
  public void put(List<ChainRow> chains) throws IOException {
    transaction(() -> {
      PreparedStatement p =
          statement("INSERT OR REPLACE INTO chains VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
      for (ChainRow c : chains) {
        p.setInt(1, c.chain());
        p.setString(2, c.label());
        p.setString(3, c.sampler());
        p.setString(4, c.exactness());
        p.setLong(5, c.thermalise());
        p.setLong(6, c.learn());
        p.setLong(7, c.measure());
        p.setString(8, c.state());
        p.setString(9, c.reason());
        p.setInt(10, c.retired() ? 1 : 0);
        p.addBatch();
      }
      p.executeBatch();
    });
  }

  /** Writes or replaces texts about the whole campaign. */
  public void putMeta(Map<String, String> entries) throws IOException {
    transaction(() -> {
      PreparedStatement p = statement("INSERT OR REPLACE INTO meta VALUES (?, ?)");
      for (Map.Entry<String, String> e : entries.entrySet()) {
        p.setString(1, e.getKey());
        p.setString(2, e.getValue());
        p.addBatch();
      }
      p.executeBatch();
    });
  }

  /** Reads; usable while another process writes. */
  public CampaignReader reader() {
    return new CampaignReader(file, connection);
  }

  /** Limits the size of the file, in pages of 4096 bytes: for tests and quotas. */
  public void limitPages(long pages) throws IOException {
    try (Statement s = connection.createStatement();
        ResultSet row = s.executeQuery("PRAGMA max_page_count = " + pages)) {
      row.next();
    } catch (SQLException e) {
      throw DatabaseErrors.explain(file, e);
    }
  }

  private interface Work {
    void run() throws SQLException;
  }

  /** SQL of its own: on a full disk SQLite rolls back by itself, which JDBC's calls do not bear. */
  private void transaction(Work work) throws IOException {
    try (Statement control = connection.createStatement()) {
      control.execute("BEGIN IMMEDIATE");
      try {
        work.run();
        control.execute("COMMIT");
      } catch (SQLException e) {
        for (PreparedStatement p : statements.values()) {
          p.clearBatch();
        }
        rollBack(control, e);
        throw e;
      }
    } catch (SQLException e) {
      throw DatabaseErrors.explain(file, e);
    }
  }

  private static void rollBack(Statement control, SQLException reason) {
    try {
      control.execute("ROLLBACK");
    } catch (SQLException e) {
      reason.addSuppressed(e); // rolled back already
    }
  }

  private PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement p = statements.get(sql);
    if (p == null) {
      p = connection.prepareStatement(sql);
      statements.put(sql, p);
    }
    return p;
  }

  @Override
  public void close() throws IOException {
    try {
      for (PreparedStatement p : statements.values()) {
        p.close();
      }
      connection.close();
    } catch (SQLException e) {
      throw DatabaseErrors.explain(file, e);
    }
  }
}
