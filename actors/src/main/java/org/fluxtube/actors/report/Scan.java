package org.fluxtube.actors.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.engine.report.RunReport;
import org.fluxtube.engine.stats.GammaMethod;

/**
 * Runs of several values of one key of the campaign file: tau_int of an observable, acceptance and
 * the cost 2 tau_int (seconds of a trajectory) of an independent measurement against that key, for
 * each group of chains.
 *
 * @param key a path in the campaign file, for example action.beta
 * @param observable whose tau_int it is
 * @param points by group, in the order in which groups appear, and value
 * @param without groups that have not measured it, or too little, as run: group
 */
public record Scan(String key, String observable, List<Point> points, List<String> without) {
  /** With 6 tau_int and no change the probability of two values that take turns is exp(-3). */
  private static final double UNCHANGED = 6;

  /**
   * One group of chains of one run.
   *
   * @param at value of the key
   * @param group its label
   * @param run name of the run
   * @param tauInt in trajectories with its error; if it is not resolved, its value is a lower bound
   *     and its error NaN
   * @param resolved whether the run is long enough to estimate tau_int
   * @param acceptance with the error of the Gamma method
   * @param seconds wall-clock time of a trajectory
   * @param training wall-clock time of all lessons, for each trajectory of MEASURE; 0 where no
   *     model of the run drives
   * @param checks of the run
   * @param failed of them
   */
  public record Point(
      double at,
      String group,
      String run,
      RunReport.Measured tauInt,
      boolean resolved,
      RunReport.Measured acceptance,
      double seconds,
      double training,
      int checks,
      long failed) {
    /** Time of two tau_int. */
    RunReport.Measured cost() {
      return times(2 * seconds);
    }

    /** The same with the lessons. */
    RunReport.Measured costWithTraining() {
      return times(2 * (seconds + training));
    }

    private RunReport.Measured times(double factor) {
      return new RunReport.Measured(tauInt.value() * factor, tauInt.error() * factor);
    }
  }

  /**
   * Reads the values and picks the numbers of the reports.
   *
   * @param folders of the runs
   * @param reports theirs, in the same order
   * @param observable its name; default: the one with the longest tau_int of those that all have
   * @throws IllegalArgumentException if the key is missing, no number or the same in all runs, or
   *     the observable is unknown, with what is allowed
   */
  public static Scan of(
      String key, List<RunFolder> folders, List<RunReport> reports, Optional<String> observable) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < folders.size(); i++) {
      RunFolder folder = folders.get(i);
      if (!reports.get(i).temperatures().isEmpty()) {
        throw new IllegalArgumentException(
            "--against: "
                + folder.name()
                + " has several temperatures; its own report shows them against beta");
      }
      values.add(value(folder.name(), folder.conf(), key));
    }
    if (values.stream().distinct().count() < 2) {
      throw new IllegalArgumentException(
          "--against "
              + key
              + ": it is "
              + number(values.getFirst())
              + " in "
              + (values.size() == 1 ? "the only run" : "all runs")
              + "; needed are runs of two values or more, for example report a b --against "
              + key);
    }
    String name = observable.orElseGet(() -> slowest(reports));
    List<Point> points = new ArrayList<>();
    List<String> without = new ArrayList<>();
    for (int i = 0; i < folders.size(); i++) {
      for (RunReport.Pace pace : reports.get(i).paces()) {
        RunReport.ObservableReport o = results(reports.get(i), pace).get(name);
        if (o != null) {
          points.add(point(values.get(i), folders.get(i).name(), reports.get(i), pace, o));
        } else {
          without.add(folders.get(i).name() + ": " + pace.group());
        }
      }
    }
    if (points.isEmpty()) {
      throw new IllegalArgumentException(
          "--observable " + name + " was not measured; " + allowed(reports));
    }
    List<String> groups = points.stream().map(Point::group).distinct().toList();
    points.sort(
        Comparator.comparingInt((Point p) -> groups.indexOf(p.group()))
            .thenComparingDouble(Point::at));
    return new Scan(key, name, List.copyOf(points), List.copyOf(without));
  }

  /** The value of the key in a run's resolved campaign file. */
  public static double value(String run, Path conf, String key) {
    return CampaignKey.value(run, conf, key);
  }

  private static Point point(
      double at, String run, RunReport report, RunReport.Pace pace, RunReport.ObservableReport o) {
    boolean trained = report.learning().learnt(pace.group());
    return new Point(
        at,
        pace.group(),
        run,
        o.resolved()
            ? new RunReport.Measured(o.tauInt(), o.tauIntError())
            : new RunReport.Measured(bound(o, pace), Double.NaN),
        o.resolved(),
        pace.acceptance(),
        pace.seconds(),
        trained ? report.learning().trainingSeconds() / pace.trajectories() : 0,
        report.checks().size(),
        report.checks().stream().filter(check -> !check.passed()).count());
  }

  /** One error below what was summed; of a value that never changed a part of the run. */
  private static double bound(RunReport.ObservableReport o, RunReport.Pace pace) {
    return o.frozen()
        ? pace.trajectories() / UNCHANGED
        : Math.max(0.5, o.tauInt() - o.tauIntError());
  }

  /** Of the only group those of the run. */
  private static Map<String, RunReport.ObservableReport> results(
      RunReport report, RunReport.Pace pace) {
    return report.paces().size() == 1
        ? report.observables()
        : report.groups().getOrDefault(pace.group(), Map.of());
  }

  private static String slowest(List<RunReport> reports) {
    Map<String, Double> longest = new LinkedHashMap<>();
    Set<String> common = null;
    for (RunReport report : reports) {
      for (RunReport.Pace pace : report.paces()) {
        Map<String, RunReport.ObservableReport> results = results(report, pace);
        results.forEach((name, o) -> {
          // what is the same number everywhere is not slow
          double tau = o.error() == 0 ? 0 : o.tauInt();
          longest.merge(name, tau, Math::max);
        });
        common = common == null ? new LinkedHashSet<>(results.keySet()) : common;
        common.retainAll(results.keySet());
      }
    }
    return (common == null ? Set.<String>of() : common)
        .stream()
            .max(Comparator.comparingDouble(longest::get))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "--against: no observable was measured by every group of every run, name"
                        + " one with --observable; "
                        + allowed(reports)));
  }

  private static String allowed(List<RunReport> reports) {
    String names =
        reports.stream()
            .flatMap(r -> r.paces().stream().flatMap(pace -> results(r, pace).keySet().stream()))
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? "no run has enough measurements of this phase, at least "
            + GammaMethod.MINIMUM
            + " a chain"
        : "allowed are " + names;
  }

  /** A value of the key without needless digits. */
  static String number(double x) {
    return x == Math.rint(x) && Math.abs(x) < 1e15 ? Long.toString((long) x) : Double.toString(x);
  }

  /** For a person. */
  public String text() {
    return ScanText.of(this);
  }

  /** The figures of the page. */
  List<Html.Figure> figures() {
    return new ScanFigures(this).all();
  }

  /** The same by the names of files. */
  Map<String, Html.Figure> files() {
    Map<String, Html.Figure> files = new LinkedHashMap<>();
    List<String> names = List.of("tau", "cost", "acceptance");
    List<Html.Figure> figures = figures();
    for (int i = 0; i < names.size(); i++) {
      files.put(
          names.get(i) + "-against-" + key.replaceAll("[^A-Za-z0-9._-]", "-") + ".svg",
          figures.get(i));
    }
    return files;
  }

  /**
   * One line a point, as comma-separated values.
   *
   * @param to a file that ends in .csv, or a folder
   * @return the file
   */
  public Path csv(Path to) throws IOException {
    return CsvExport.scan(this, to);
  }

  /** For JSON; the error of a lower bound is null. */
  public Map<String, Object> json() {
    return ScanText.json(this);
  }
}
