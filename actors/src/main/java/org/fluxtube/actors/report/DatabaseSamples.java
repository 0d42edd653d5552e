package org.fluxtube.actors.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.fluxtube.actors.database.CampaignReader;
import org.fluxtube.actors.database.ChainRow;
import org.fluxtube.actors.database.LessonRow;
import org.fluxtube.actors.database.Series;
import org.fluxtube.engine.dirac.solver.SolverLog;
import org.fluxtube.engine.report.LearningHistory;
import org.fluxtube.engine.report.Samples;
import org.fluxtube.engine.report.TimeReport;
import org.fluxtube.engine.run.Phase;

/**
 * The samples of a campaign database. Reads only; while the campaign writes, every call sees a
 * state of the database, not necessarily the same one.
 */
public final class DatabaseSamples implements Samples {
  private final CampaignReader reader;
  private final Map<String, Integer> components;
  private final Map<String, Integer> every;

  /**
   * Samples of the database behind {@code reader}.
   *
   * @param components number of components of each observable, by label
   * @param every interval of each, by label; what was measured in between is left out
   */
  public DatabaseSamples(
      CampaignReader reader, Map<String, Integer> components, Map<String, Integer> every) {
    this.reader = reader;
    this.every = Map.copyOf(every);
    this.components = Map.copyOf(components);
  }

  @Override
  public List<ChainHistory> history(Phase phase) {
    try {
      Map<Integer, Long> finished = reader.lastTrajectories();
      List<ChainHistory> all = new ArrayList<>();
      for (ChainRow chain : reader.chains()) {
        DoubleStream.Builder acceptance = DoubleStream.builder();
        DoubleStream.Builder deltaH = DoubleStream.builder();
        DoubleStream.Builder seconds = DoubleStream.builder();
        reader.trajectories(
            chain.chain(),
            row -> {
              if (row.phase() == phase) {
                acceptance.add(row.acceptance());
                deltaH.add(row.deltaH());
                seconds.add(row.seconds());
              }
            });
        all.add(
            new ChainHistory(
                chain.chain(),
                finished.getOrDefault(chain.chain(), 0L),
                acceptance.build().toArray(),
                deltaH.build().toArray(),
                seconds.build().toArray()));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<ChainRows> measurements(String label, Phase phase) {
    try {
      List<List<Series>> byComponent = new ArrayList<>();
      for (int c = 0; c < components.getOrDefault(label, 0); c++) {
        byComponent.add(
            reader.series(label, c, phase).stream()
                .map(s -> s.every(every.getOrDefault(label, 1)))
                .toList());
      }
      List<ChainRows> chains = new ArrayList<>();
      if (!byComponent.isEmpty()) {
        for (Series first : byComponent.getFirst()) {
          chains.add(rows(label, first.chain(), byComponent));
        }
      }
      return chains;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public LearningHistory learning() {
    try {
      List<LearningHistory.Lesson> lessons = new ArrayList<>();
      for (LessonRow l : reader.lessons()) {
        lessons.add(
            new LearningHistory.Lesson(
                l.lesson(),
                l.trajectory(),
                l.version(),
                l.outcome(),
                l.samples(),
                Math.round(l.numbers().getOrDefault("steps", 0.0)),
                l.loss(),
                l.heldOut(),
                l.seconds(),
                flow(l.numbers())));
      }
      if (lessons.isEmpty()) {
        return LearningHistory.NONE;
      }
      List<LearningHistory.Version> versions = new ArrayList<>();
      for (CampaignReader.VersionRow v : reader.versions()) {
        versions.add(
            new LearningHistory.Version(
                v.group(), v.phase(), v.version(), v.trajectories(), v.acceptance(), v.seconds()));
      }
      return new LearningHistory(lessons, versions, reader.waits(), reader.choice());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<LearningHistory.FlowQuality> flow(Map<String, Double> numbers) {
    return numbers.containsKey("ess")
        ? Optional.of(
            new LearningHistory.FlowQuality(
                numbers.get("ess"),
                numbers.getOrDefault("forwardEss", Double.NaN),
                numbers.getOrDefault("acceptance", Double.NaN),
                numbers.getOrDefault("lnZ", Double.NaN),
                numbers.getOrDefault("lnZError", Double.NaN),
                numbers.getOrDefault("forwardLnZ", Double.NaN),
                numbers.getOrDefault("forwardLnZError", Double.NaN)))
        : Optional.empty();
  }

  @Override
  public List<TimeReport> times(Phase phase) {
    try {
      return reader.means(phase).stream()
          .map(group ->
              new TimeReport(
                  group.group(),
                  group.seconds(),
                  TimeReport.total(group.details(), SolverLog.ITERATIONS),
                  TimeReport.total(group.details(), SolverLog.OPERATIONS)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, Map<String, Double>> details(Phase phase) {
    Map<String, Map<String, Double>> details = new LinkedHashMap<>();
    try {
      reader.means(phase).forEach(group -> details.put(group.group(), group.details()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return details;
  }

  @Override
  public List<Proposed> proposed(Phase phase) {
    try {
      List<Proposed> all = new ArrayList<>();
      for (ChainRow chain : reader.chains()) {
        Map<String, DoubleStream.Builder> series = new TreeMap<>();
        reader.trajectories(
            chain.chain(),
            row -> {
              Map<String, Double> numbers =
                  row.phase() == phase ? row.proposed() : Map.<String, Double>of();
              numbers.forEach(
                  (name, x) -> series.computeIfAbsent(name, n -> DoubleStream.builder()).add(x));
            });
        if (!series.isEmpty()) {
          Map<String, double[]> arrays = new TreeMap<>();
          series.forEach((name, numbers) -> arrays.put(name, numbers.build().toArray()));
          all.add(new Proposed(chain.chain(), arrays));
        }
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ChainRows rows(String label, int chain, List<List<Series>> byComponent) {
    List<Series> series = new ArrayList<>();
    for (List<Series> component : byComponent) {
      component.stream().filter(s -> s.chain() == chain).findFirst().ifPresent(series::add);
    }
    // the campaign may have written between two reads: what all components have counts
    int length =
        series.size() < byComponent.size()
            ? 0
            : series.stream().mapToInt(s -> s.values().length).min().orElse(0);
    double[][] rows = new double[length][series.size()];
    for (int c = 0; c < series.size(); c++) {
      Series one = series.get(c);
      if (!Arrays.equals(
          one.trajectories(), 0, length, series.getFirst().trajectories(), 0, length)) {
        throw new UncheckedIOException(
            new IOException(
                label
                    + ": component "
                    + c
                    + " of chain "
                    + chain
                    + " was measured at other trajectories than component 0; the database is"
                    + " damaged"));
      }
      for (int t = 0; t < length; t++) {
        rows[t][c] = one.values()[t];
      }
    }
    return new ChainRows(chain, rows);
  }
}
