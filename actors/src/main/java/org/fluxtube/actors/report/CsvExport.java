package org.fluxtube.actors.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fluxtube.actors.database.CampaignReader;
import org.fluxtube.actors.database.ChainRow;
import org.fluxtube.actors.database.LessonRow;
import org.fluxtube.actors.database.TrajectoryRow;

/**
 * All series as comma-separated values with a heading (RFC 4180). Numbers have every digit, what is
 * not known is empty; times are in seconds, step sizes in molecular-dynamics time.
 */
final class CsvExport {
  private CsvExport() {}

  /**
   * One file of measurements where {@code to} ends in .csv, otherwise a folder with
   * measurements.csv, trajectories.csv and, where there are any, lessons.csv.
   */
  static List<Path> write(SeriesSource source, Path to) throws IOException {
    if (to.getFileName() != null && to.getFileName().toString().endsWith(".csv")) {
      measurements(source, to);
      return List.of(to);
    }
    Files.createDirectories(to);
    Path values = to.resolve("measurements.csv");
    Path trajectories = to.resolve("trajectories.csv");
    measurements(source, values);
    trajectories(source.reader(), trajectories);
    if (source.reader().lessons().isEmpty()) {
      return List.of(values, trajectories);
    }
    Path lessons = to.resolve("lessons.csv");
    lessons(source.reader(), lessons);
    return List.of(values, trajectories, lessons);
  }

  private static void measurements(SeriesSource source, Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("observable,chain,trajectory,phase,version,value\r\n");
      source.each((name, phase, series) -> {
        for (int i = 0; i < series.values().length; i++) {
          out.write(
              String.join(
                      ",",
                      text(name),
                      Integer.toString(series.chain()),
                      Long.toString(series.trajectories()[i]),
                      phase.name(),
                      Integer.toString(series.versions()[i]),
                      number(series.values()[i]))
                  + "\r\n");
        }
      });
    }
  }

  private static void trajectories(CampaignReader reader, Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write(
          "chain,trajectory,phase,version,accepted,proposals,acceptance,delta_h,step_size,seconds"
              + "\r\n");
      for (ChainRow chain : reader.chains()) {
        reader.trajectories(
            chain.chain(),
            t -> {
              try {
                out.write(line(t));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String line(TrajectoryRow t) {
    return String.join(
            ",",
            Integer.toString(t.chain()),
            Long.toString(t.trajectory()),
            t.phase().name(),
            Integer.toString(t.version()),
            Long.toString(t.accepted()),
            Long.toString(t.proposals()),
            number(t.acceptance()),
            number(t.deltaH()),
            number(t.stepSize()),
            number(t.seconds()))
        + "\r\n";
  }

  private static void lessons(CampaignReader reader, Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("lesson,trajectory,version,outcome,samples,loss,held_out,seconds\r\n");
      for (LessonRow l : reader.lessons()) {
        out.write(
            String.join(
                    ",",
                    Long.toString(l.lesson()),
                    Long.toString(l.trajectory()),
                    Integer.toString(l.version()),
                    text(l.outcome()),
                    Long.toString(l.samples()),
                    number(l.loss()),
                    number(l.heldOut()),
                    number(l.seconds()))
                + "\r\n");
      }
    }
  }

  /** The points of runs against a key; the error of a lower bound is empty. */
  static Path scan(Scan scan, Path to) throws IOException {
    boolean file = to.getFileName() != null && to.getFileName().toString().endsWith(".csv");
    if (!file) {
      Files.createDirectories(to);
    }
    Path csv = file ? to : to.resolve("against.csv");
    try (Writer out = Files.newBufferedWriter(csv)) {
      out.write(
          "group,run,"
              + text(scan.key())
              + ",tau_int,tau_int_error,lower_bound,acceptance,acceptance_error,"
              + "seconds_per_trajectory,seconds_per_independent,"
              + "seconds_per_independent_with_training\r\n");
      for (Scan.Point p : scan.points()) {
        out.write(
            String.join(
                    ",",
                    text(p.group()),
                    text(p.run()),
                    number(p.at()),
                    number(p.tauInt().value()),
                    number(p.tauInt().error()),
                    Boolean.toString(!p.resolved()),
                    number(p.acceptance().value()),
                    number(p.acceptance().error()),
                    number(p.seconds()),
                    number(p.cost().value()),
                    number(p.costWithTraining().value()))
                + "\r\n");
      }
    }
    return csv;
  }

  static String number(double x) {
    return Double.isNaN(x) ? "" : Double.toString(x);
  }

  private static String text(String x) {
    return x.matches("[A-Za-z0-9._ +-]*") ? x : "\"" + x.replace("\"", "\"\"") + "\"";
  }
}
