package org.fluxtube.actors.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fluxtube.engine.run.CheckpointFile;
import org.sqlite.JDBC;

/** Everything of a run that must not depend on when it was interrupted, bit by bit. */
record Rows(
    List<String> trajectories,
    List<String> measurements,
    List<String> learnt,
    Map<String, List<Long>> checkpoints) {
  static Rows of(Path run) throws IOException, SQLException {
    return new Rows(
        select(
            run,
            "SELECT chain, trajectory, phase, version, accepted, proposals, delta_h, acceptance,"
                + " step_size, details FROM trajectories ORDER BY 1, 2"),
        select(run, "SELECT * FROM measurements ORDER BY 1, 2, 3, 4"),
        learnt(run),
        last(run));
  }

  /** Models, by the sums of their files, and lessons. */
  private static List<String> learnt(Path run) throws SQLException {
    List<String> all =
        select(
            run,
            "SELECT version, lesson, kind, parameters, file, sha256 FROM models ORDER BY version");
    all.addAll(
        select(
            run,
            "SELECT lesson, trajectory, version, outcome, samples, loss, held_out, detail FROM"
                + " lessons ORDER BY lesson"));
    return all;
  }

  static List<String> select(Path run, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection c =
            JDBC.createConnection(
                "jdbc:sqlite:" + run.resolve("campaign.db"), new java.util.Properties());
        Statement s = c.createStatement();
        ResultSet r = s.executeQuery(sql)) {
      int columns = r.getMetaData().getColumnCount();
      while (r.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(
                  r.getObject(i) instanceof Double d
                      ? Long.toHexString(Double.doubleToRawLongBits(d))
                      : r.getString(i))
              .append(' ');
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  /** The arrays of each chain's newest checkpoint as bits. */
  private static Map<String, List<Long>> last(Path run) throws IOException {
    Map<String, List<Long>> arrays = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> all = Files.list(run.resolve("checkpoints"))) {
      files = all.filter(f -> f.toString().endsWith(".ckpt")).sorted().toList();
    }
    for (Path file : files) {
      String chain = file.getFileName().toString().substring(0, "chain-0000".length());
      CheckpointFile.read(file)
          .arrays()
          .forEach((name, values) ->
              arrays.put(
                  chain + " " + name,
                  Arrays.stream(values).mapToObj(Double::doubleToRawLongBits).toList()));
    }
    return arrays;
  }
}
