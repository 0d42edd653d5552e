import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How long a person waits: {@code ./fluxtube --help} until its end (allowed: 0.7 s), and {@code
 * ./fluxtube run config/campaigns/quickstart.conf} until its first row of trajectories is in the
 * database (allowed: 4 s). Medians of several starts; exit code 1 if one is above its bound. The
 * program must be built.
 *
 * <pre>java -cp 'actors/target/fluxtube/lib/*' .ci/Startup.java [STARTS]      in the root folder
 * </pre>
 */
public final class Startup {
  private static final double HELP = 0.7;
  private static final double FIRST_TRAJECTORY = 4;

  private Startup() {}

  /** See the class. */
  public static void main(String[] args) throws IOException, InterruptedException, SQLException {
    int starts = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    Path runs = Files.createTempDirectory("fluxtube-startup");
    double[] help = new double[starts];
    double[] first = new double[starts];
    try {
      help(); // from the disk into memory, and the build if something is missing
      for (int i = 0; i < starts; i++) {
        help[i] = help();
        first[i] = firstTrajectory(runs, "start-" + i);
      }
    } finally {
      remove(runs);
    }
    System.out.println("load " + load());
    boolean passed =
        verdict("fluxtube --help", help, HELP)
            & verdict("run quickstart, first trajectory", first, FIRST_TRAJECTORY);
    System.exit(passed ? 0 : 1);
  }

  private static double help() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Process process = start("--help");
    if (process.waitFor() != 0) {
      throw new IllegalStateException("fluxtube --help ended with " + process.exitValue());
    }
    return 1e-9 * (System.nanoTime() - begin);
  }

  private static double firstTrajectory(Path runs, String name)
      throws IOException, InterruptedException, SQLException {
    long begin = System.nanoTime();
    Process process =
        start("run", "config/campaigns/quickstart.conf", "--runs", runs.toString(), "--name", name);
    try {
      Path database = runs.resolve(name).resolve("campaign.db");
      while (!hasRow(database)) {
        if (!process.isAlive() || System.nanoTime() - begin > 60_000_000_000L) {
          throw new IllegalStateException("no trajectory after 60 s or at the end of the program");
        }
        Thread.sleep(5);
      }
      return 1e-9 * (System.nanoTime() - begin);
    } finally {
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  /** The table appears while the program starts: until then there is no row. */
  private static boolean hasRow(Path database) throws SQLException {
    if (!Files.exists(database)) {
      return false;
    }
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + database + "?open_mode=1");
        Statement s = c.createStatement();
        ResultSet table =
            s.executeQuery("SELECT count(*) FROM sqlite_master WHERE name = 'trajectories'")) {
      if (table.getInt(1) == 0) {
        return false;
      }
      try (Statement t = c.createStatement();
          ResultSet row = t.executeQuery("SELECT 1 FROM trajectories LIMIT 1")) {
        return row.next();
      }
    } catch (SQLException e) {
      if (e.getMessage().contains("SQLITE_BUSY") || e.getMessage().contains("SQLITE_CANTOPEN")) {
        return false; // it is being made
      }
      throw e;
    }
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command =
        Stream.concat(Stream.of("./fluxtube"), Arrays.stream(arguments)).toList();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.to(new File("/dev/null")))
        .start();
  }

  private static boolean verdict(String what, double[] seconds, double allowed) {
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    System.out.printf(
        Locale.ROOT,
        "%s: median %.2f s (%.2f to %.2f), allowed %.1f s: %s%n",
        what,
        median,
        sorted[0],
        sorted[sorted.length - 1],
        allowed,
        median <= allowed ? "passed" : "FAILED");
    return median <= allowed;
  }

  private static String load() {
    return String.format(
        Locale.ROOT,
        "%.1f on %d cores",
        java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.getRuntime().availableProcessors());
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
