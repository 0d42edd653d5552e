package org.fluxtube.actors.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** How the rows of learning are written. */
final class LearningTables {
  static final String LESSON = "INSERT OR REPLACE INTO lessons VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
  static final String MODEL = "INSERT OR REPLACE INTO models VALUES (?, ?, ?, ?, ?, ?, ?)";
  static final String WAIT = "INSERT OR REPLACE INTO waits VALUES (?, ?, ?)";

  private LearningTables() {}

  static void lesson(PreparedStatement p, LessonRow l) throws SQLException {
    p.setLong(1, l.lesson());
    p.setLong(2, l.trajectory());
    p.setInt(3, l.version());
    p.setString(4, l.outcome());
    p.setLong(5, l.samples());
    CampaignDatabase.real(p, 6, l.loss());
    CampaignDatabase.real(p, 7, l.heldOut());
    CampaignDatabase.real(p, 8, l.seconds());
    p.setString(9, l.detail());
    p.addBatch();
  }

  static void model(PreparedStatement p, ModelRow m) throws SQLException {
    p.setInt(1, m.version());
    p.setLong(2, m.lesson());
    p.setString(3, m.kind());
    p.setInt(4, m.parameters());
    p.setString(5, m.file());
    p.setString(6, m.sha256());
    p.setDouble(7, m.unixTime());
    p.addBatch();
  }

  static void wait(PreparedStatement p, Row.Wait w) throws SQLException {
    p.setInt(1, w.chain());
    p.setLong(2, w.lesson());
    CampaignDatabase.real(p, 3, w.seconds());
    p.addBatch();
  }
}
