package org.fluxtube.actors.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables of {@code campaign.db}. Version n is reached from n - 1 by the n-th list of
 * statements; {@code PRAGMA user_version} holds the version. A newer one is refused.
 */
final class Schema {
  private static final List<List<String>> STEPS =
      List.of(
          List.of(
              """
              CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID\
              """,
              """
              CREATE TABLE chains (
                chain INTEGER PRIMARY KEY, label TEXT NOT NULL, sampler TEXT NOT NULL,
                exactness TEXT NOT NULL, thermalise INTEGER NOT NULL, learn INTEGER NOT NULL,
                measure INTEGER NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL,
                retired INTEGER NOT NULL)\
              """,
              """
              CREATE TABLE trajectories (
                chain INTEGER NOT NULL, trajectory INTEGER NOT NULL, phase TEXT NOT NULL,
                version INTEGER NOT NULL, accepted INTEGER NOT NULL, proposals INTEGER NOT NULL,
                delta_h REAL, acceptance REAL, step_size REAL, seconds REAL, details TEXT NOT NULL,
                PRIMARY KEY (chain, trajectory)) WITHOUT ROWID\
              """,
              """
              CREATE TABLE measurements (
                observable TEXT NOT NULL, component INTEGER NOT NULL, chain INTEGER NOT NULL,
                trajectory INTEGER NOT NULL, value REAL, phase TEXT NOT NULL,
                version INTEGER NOT NULL,
                PRIMARY KEY (observable, component, chain, trajectory)) WITHOUT ROWID\
              """,
              """
              CREATE TABLE models (
                version INTEGER PRIMARY KEY, unix_time REAL NOT NULL, kind TEXT NOT NULL,
                file TEXT NOT NULL, sha256 TEXT NOT NULL, detail TEXT NOT NULL)\
              """,
              """
              CREATE TABLE events (
                id INTEGER PRIMARY KEY AUTOINCREMENT, unix_time REAL NOT NULL,
                chain INTEGER NOT NULL, trajectory INTEGER NOT NULL, kind TEXT NOT NULL,
                detail TEXT NOT NULL, who TEXT NOT NULL)\
              """),
          // nothing was learnt before version 2: the table of models was always empty
          List.of(
              "DROP TABLE models",
              """
              CREATE TABLE models (
                version INTEGER PRIMARY KEY, lesson INTEGER NOT NULL, kind TEXT NOT NULL,
                parameters INTEGER NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL,
                unix_time REAL NOT NULL)\
              """,
              """
              CREATE TABLE lessons (
                lesson INTEGER PRIMARY KEY, trajectory INTEGER NOT NULL, version INTEGER NOT NULL,
                outcome TEXT NOT NULL, samples INTEGER NOT NULL, loss REAL, held_out REAL,
                seconds REAL, detail TEXT NOT NULL)\
              """,
              """
              CREATE TABLE waits (
                chain INTEGER NOT NULL, lesson INTEGER NOT NULL, seconds REAL,
                PRIMARY KEY (chain, lesson)) WITHOUT ROWID\
              """),
          // sums, not a column of each trajectory: times need no rows of their own
          List.of(
              """
              CREATE TABLE parts (
                chain INTEGER NOT NULL, phase TEXT NOT NULL, part TEXT NOT NULL,
                trajectories INTEGER NOT NULL, seconds REAL NOT NULL,
                PRIMARY KEY (chain, phase, part)) WITHOUT ROWID\
              """));

  private Schema() {}

  static void require(Connection connection, boolean mayWrite, String where)
      throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      int version;
      try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
        row.next();
        version = row.getInt(1);
      }
      if (version > STEPS.size()) {
        throw new IOException(
            where
                + " has schema version "
                + version
                + ", this program knows up to "
                + STEPS.size()
                + "; use the newer program that wrote it");
      }
      if (version < STEPS.size() && !mayWrite) {
        throw new IOException(
            where
                + " has schema version "
                + version
                + ", needed is "
                + STEPS.size()
                + "; `fluxtube resume` migrates it");
      }
      if (version == STEPS.size()) {
        return;
      }
      connection.setAutoCommit(false);
      for (int next = version; next < STEPS.size(); next++) {
        for (String sql : STEPS.get(next)) {
          statement.execute(sql);
        }
      }
      statement.execute("PRAGMA user_version = " + STEPS.size());
      connection.commit();
      connection.setAutoCommit(true);
    }
  }
}
