package org.fluxtube.actors.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import org.fluxtube.engine.run.Event;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.run.Trajectory;
import org.fluxtube.engine.sampler.StepInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.JDBC;

/** Numbers come back to the bit, replays overwrite themselves, failures lose nothing. */
class CampaignDatabaseTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("campaign.db");
  }

  private static Row.Sample sample(int chain, long trajectory, double deltaH) {
    return new Row.Sample(
        new Trajectory(
            chain,
            trajectory,
            Phase.MEASURE,
            0,
            0.1,
            new StepInfo(1, 1, deltaH, 0.5, Map.of("steps", 10.0, "bad", Double.NaN)),
            Map.of("drift", 0.01)));
  }

  private static Row.Measurement measurement(int chain, long trajectory, double... values) {
    return new Row.Measurement(chain, trajectory, Phase.MEASURE, 3, "two-point", values);
  }

  private static List<TrajectoryRow> rows(CampaignDatabase database, int chain) throws IOException {
    List<TrajectoryRow> rows = new ArrayList<>();
    database.reader().trajectories(chain, rows::add);
    return rows;
  }

  @Test
  void everyDoubleComesBackToTheBit() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    double[] values = new double[200];
    for (int i = 0; i < values.length; i++) {
      values[i] = Double.longBitsToDouble(random.nextLong());
    }
    values[0] = Double.POSITIVE_INFINITY;
    values[1] = Double.NEGATIVE_INFINITY;
    values[2] = Double.NaN;
    values[3] = Double.MIN_VALUE;
    values[4] = 3; // SQLite stores it as an integer and must give the double
    values[5] = 9007199254740993e3;
    values[6] = 1e308;
    try (CampaignDatabase database = CampaignDatabase.open(file)) {
      database.write(List.of(measurement(0, 1, values)));
    }
    try (CampaignDatabase database = CampaignDatabase.openReadOnly(file)) {
      for (int i = 0; i < values.length; i++) {
        List<Series> series = database.reader().series("two-point", i, Phase.MEASURE);
        assertThat(series).hasSize(1);
        double got = series.getFirst().values()[0];
        double expected = values[i] == 0 ? 0 : values[i];
        assertThat(Double.doubleToLongBits(got))
            .as("component " + i)
            .isEqualTo(Double.doubleToLongBits(expected));
        assertThat(series.getFirst().versions()).containsExactly(3);
      }
    }
  }

  @Test
  void seriesAreInOrderByChainAndReplaysOverwriteThemselves() throws IOException {
    try (CampaignDatabase database = CampaignDatabase.open(file)) {
      List<Row> rows = new ArrayList<>();
      for (long t = 3000; t >= 1; t--) {
        rows.add(measurement(1, t, t, -t));
        rows.add(measurement(0, t, 10 * t, 0));
        rows.add(sample(0, t, t));
      }
      database.write(rows);
      database.write(rows.subList(0, 1000));
      List<Series> series = database.reader().series("two-point", 0, Phase.MEASURE);
      assertThat(series).extracting(Series::chain).containsExactly(0, 1);
      assertThat(series.get(1).values()).hasSize(3000).isSorted();
      assertThat(series.get(1).trajectories()).isSorted().contains(1, 3000);
      assertThat(rows(database, 0)).hasSize(3000);
      assertThat(database.reader().series("two-point", 0, Phase.LEARN)).isEmpty();
      assertThat(database.reader().observables()).containsExactly("two-point");
      assertThat(database.reader().lastTrajectories()).isEqualTo(Map.of(0, 3000L));
    }
  }

  @Test
  void notANumberBecomesNullAndDetailsAreJson() throws IOException {
    try (CampaignDatabase database = CampaignDatabase.open(file)) {
      database.write(List.of(sample(0, 1, Double.NaN), sample(0, 2, Double.POSITIVE_INFINITY)));
      assertThat(rows(database, 0).getFirst().deltaH()).isNaN();
      assertThat(rows(database, 0).getLast().deltaH()).isEqualTo(Double.POSITIVE_INFINITY);
      assertThat(rows(database, 0).getFirst().details()).isEqualTo("{\"bad\":null,\"steps\":10.0}");
    }
  }

  @Test
  void readsWhileAnotherWrites() throws IOException {
    try (CampaignDatabase writer = CampaignDatabase.open(file)) {
      writer.write(List.of(sample(0, 1, 0)));
      try (CampaignDatabase reader = CampaignDatabase.openReadOnly(file)) {
        assertThat(rows(reader, 0)).hasSize(1);
        writer.write(List.of(sample(0, 2, 0)));
        assertThat(rows(reader, 0)).hasSize(2);
        assertThatThrownBy(() -> reader.write(List.of(sample(0, 3, 0))))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("SQLITE_READONLY");
      }
    }
  }

  /** A batch on a full disk is rolled back as a whole, what was there stays, and it works again. */
  @Test
  void fullDiskLosesNothing() throws IOException {
    try (CampaignDatabase database = CampaignDatabase.open(file)) {
      database.write(List.of(sample(0, 1, 0)));
      database.limitPages(30);
      List<Row> many = new ArrayList<>();
      for (long t = 2; t < 5000; t++) {
        many.add(sample(0, t, t));
      }
      for (int attempt = 0; attempt < 3; attempt++) {
        assertThatThrownBy(() -> database.write(many))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("SQLITE_FULL")
            .hasMessageContaining(file.toString());
        assertThat(rows(database, 0)).hasSize(1);
      }
      database.limitPages(100_000);
      database.write(many);
      assertThat(rows(database, 0)).hasSize(4999);
      assertThat(database.reader().integrity()).isEmpty();
    }
  }

  @Test
  void newerSchemaIsRefusedWithTheReasonAndLeftAsItIs() throws Exception {
    CampaignDatabase.open(file).close();
    try (Connection c = JDBC.createConnection("jdbc:sqlite:" + file, new Properties());
        Statement s = c.createStatement()) {
      s.execute("PRAGMA user_version = 99");
    }
    assertThatThrownBy(() -> CampaignDatabase.open(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("schema version 99")
        .hasMessageContaining("newer program");
    assertThatThrownBy(() -> CampaignDatabase.openReadOnly(file)).isInstanceOf(IOException.class);
  }

  /** A database of the first schema keeps its rows and takes those of learning. */
  @Test
  void theFirstSchemaIsMigrated() throws Exception {
    try (CampaignDatabase database = CampaignDatabase.open(file)) {
      database.write(List.of(sample(0, 1, 0.5)));
    }
    try (Connection c = JDBC.createConnection("jdbc:sqlite:" + file, new Properties());
        Statement s = c.createStatement()) {
      for (String table : List.of("models", "lessons", "waits", "parts")) {
        s.execute("DROP TABLE " + table);
      }
      s.execute(
          "CREATE TABLE models (version INTEGER PRIMARY KEY, unix_time REAL NOT NULL, kind TEXT NOT"
              + " NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, detail TEXT NOT NULL)");
      s.execute("PRAGMA user_version = 1");
    }
    assertThatThrownBy(() -> CampaignDatabase.openReadOnly(file)).hasMessageContaining("migrates");
    String detail = "{\"ess\":0.5,\"heldOut\":null,\"lnZ\":-1.5E-3}";
    LessonRow lesson = new LessonRow(1, 40, 1, "learnt", 20, 0.25, Double.NaN, 0.1, detail);
    assertThat(lesson.numbers()).containsExactly(Map.entry("ess", 0.5), Map.entry("lnZ", -1.5e-3));
    ModelRow model = new ModelRow(1, 1, "loops", 5, "model-000001.ckpt", "ab12", 7);
    try (CampaignDatabase database = CampaignDatabase.open(file)) {
      database.write(
          List.of(
              new Row.Lesson(lesson),
              new Row.Model(model),
              new Row.Wait(0, 1, 0.25),
              new Row.Wait(0, 2, 0.5),
              new Row.Wait(0, 1, 0.75)));
      assertThat(rows(database, 0)).hasSize(1);
    }
    try (CampaignDatabase database = CampaignDatabase.openReadOnly(file)) {
      assertThat(database.reader().lessons()).containsExactly(lesson);
      assertThat(database.reader().models()).containsExactly(model);
      assertThat(database.reader().waits()).containsExactly(Map.entry(0, 1.25)); // replaced
    }
  }

  /** Parts of the time are sums by phase over the chains of a group, details their means. */
  @Test
  void timesAreSummed() throws IOException {
    List<CampaignReader.GroupMeans> means;
    try (CampaignDatabase database = CampaignDatabase.open(file)) {
      database.put(
          List.of(
              new ChainRow(0, "hmc", "", "", 0, 0, 9, "", "", false),
              new ChainRow(1, "hmc", "", "", 0, 0, 9, "", "", false),
              new ChainRow(2, "sweeps", "", "", 0, 0, 9, "", "", false)));
      database.write(List.of(timed(0, 1, 1), timed(0, 2, 3)));
      database.write(List.of(timed(1, 1, 5), timed(2, 1, 8)));
      means = database.reader().means(Phase.MEASURE);
      assertThat(database.reader().means(Phase.LEARN)).isEmpty();
    }
    assertThat(means.stream().map(CampaignReader.GroupMeans::group))
        .containsExactly("hmc", "sweeps");
    assertThat(means.getFirst().seconds())
        .containsExactly(Map.entry("drift", 6.0), Map.entry("other", 3.0));
    assertThat(means.getFirst().details()).containsExactly(Map.entry("steps", 30.0));
    assertThat(means.getLast().seconds().get("drift")).isEqualTo(16.0);
  }

  private static Row.Sample timed(int chain, long trajectory, double seconds) {
    return new Row.Sample(
        new Trajectory(
            chain,
            trajectory,
            Phase.MEASURE,
            0,
            0.1,
            new StepInfo(1, 1, 0, 1, Map.of("steps", 10 * seconds, "bad", Double.NaN)),
            Map.of("other", seconds, "drift", 2 * seconds)));
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Files.writeString(
        file,
        "this is no database, but a text of more than one hundred bytes, "
            + "since SQLite reads so many before it decides what it is looking at.");
    assertThatThrownBy(() -> CampaignDatabase.open(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no SQLite database");
    Path missing = folder.resolve("missing.db");
    assertThatThrownBy(() -> CampaignDatabase.openReadOnly(missing))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not exist");
    assertThat(missing).doesNotExist();
  }

  @Test
  void eventsChainsAndMetaComeBack() throws IOException {
    try (CampaignDatabase database = CampaignDatabase.open(file)) {
      ChainRow chain = new ChainRow(0, "hmc", "HmcSpec[...]", "", 10, 0, 100, "new", "", false);
      database.put(List.of(chain));
      database.putMeta(Map.of("campaign", "quickstart"));
      database.write(
          List.of(
              new Row.Happening(12.5, new Event.ChainFailed(0, 7, "NaN in the force"), "sampler"),
              new Row.ChainState(0, "failed", "NaN in the force", "exact")));
      assertThat(database.reader().chains())
          .containsExactly(
              new ChainRow(
                  0,
                  "hmc",
                  "HmcSpec[...]",
                  "exact",
                  10,
                  0,
                  100,
                  "failed",
                  "NaN in the force",
                  false));
      assertThat(database.reader().meta()).isEqualTo(Map.of("campaign", "quickstart"));
      assertThat(database.reader().events())
          .containsExactly(
              new CampaignReader.EventRow(
                  1, 12.5, 0, 7, "ChainFailed", "NaN in the force", "sampler"));
    }
  }
}
