package org.fluxtube.actors.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite's errors in words that say what to do. */
final class DatabaseErrors {
  private DatabaseErrors() {}

  static IOException explain(Path file, SQLException e) {
    String what =
        e instanceof SQLiteException s
            ? what(s.getResultCode(), e)
            : String.valueOf(e.getMessage());
    return new IOException(file + ": " + what, e);
  }

  private static String what(SQLiteErrorCode code, SQLException e) {
    // extended codes carry the plain code in their lowest byte
    return switch (code.code & 0xff) {
      case 13 -> "the disk is full (SQLITE_FULL); free space, then `fluxtube resume`";
      case 8 -> "it cannot be written (SQLITE_READONLY); make the folder writable";
      case 14 -> "it cannot be opened (SQLITE_CANTOPEN); does its folder exist, is it readable?";
      case 10 -> "the disk reports an error (" + code + "); look at the disk";
      case 11 -> "it is damaged (SQLITE_CORRUPT); restore it from a copy";
      case 26 -> "it is no SQLite database (SQLITE_NOTADB)";
      case 5, 6 -> "another program keeps it locked (" + code + "); close that program";
      default -> String.valueOf(e.getMessage());
    };
  }
}
