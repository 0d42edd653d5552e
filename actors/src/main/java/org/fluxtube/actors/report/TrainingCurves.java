package org.fluxtube.actors.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.config.Binder;
import org.fluxtube.config.CampaignFileException;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.report.RunReport;
import org.fluxtube.engine.run.Campaign;

/**
 * How the flows of several runs were learnt: acceptance of independence Metropolis, from the draws
 * at the end of each lesson, against what learning had cost until then, in numbers drawn (steps
 * times batch times sites), which no other load of the machine changes, and in seconds. The cost
 * goes back through {@code from} as far as the runs are there.
 *
 * @param curves a run each; empty if no lesson was one of a flow
 */
public record TrainingCurves(List<Curve> curves) {
  /**
   * One run.
   *
   * @param run its name
   * @param label what tells it from the others: its flow, its lattice, or its name
   * @param points its lessons
   */
  public record Curve(String run, String label, List<Point> points) {}

  /**
   * The end of a lesson.
   *
   * @param steps optimiser steps so far
   * @param drawn numbers drawn so far
   * @param seconds wall-clock time of lessons so far
   * @param ess of the draws at its end
   * @param acceptance of independence Metropolis, from them
   */
  public record Point(long steps, double drawn, double seconds, double ess, double acceptance) {}

  private record Learnt(RunFolder folder, Campaign campaign, List<Point> points) {}

  /**
   * Reads what was learnt.
   *
   * @throws IOException if a database cannot be read
   * @throws CampaignFileException if a campaign file cannot be read
   */
  public static TrainingCurves of(List<RunFolder> folders, List<RunReport> reports)
      throws IOException, CampaignFileException {
    List<Learnt> learnt = new ArrayList<>();
    for (int i = 0; i < folders.size(); i++) {
      Campaign campaign = Binder.bindResolved(folders.get(i).conf());
      if (campaign.learning().isPresent()) {
        List<Point> points =
            TrainingCost.of(folders.get(i), campaign).points(reports.get(i).learning());
        if (!points.isEmpty()) {
          learnt.add(new Learnt(folders.get(i), campaign, points));
        }
      }
    }
    Function<Learnt, String> label = label(learnt);
    return new TrainingCurves(
        learnt.stream()
            .map(l -> new Curve(l.folder().name(), label.apply(l), l.points()))
            .toList());
  }

  /** The flow and the lattice where they differ, else the name of the run. */
  private static Function<Learnt, String> label(List<Learnt> learnt) {
    List<Function<Learnt, String>> differ =
        List.<Function<Learnt, String>>of(
                l -> model(l.campaign()), l -> l.campaign().geometry().toString())
            .stream()
            .filter(of -> learnt.stream().map(of).distinct().count() > 1)
            .toList();
    return differ.isEmpty()
        ? l -> l.folder().name()
        : l -> differ.stream().map(of -> of.apply(l)).collect(Collectors.joining(", "));
  }

  private static String model(Campaign campaign) {
    ActionSpec<?> model = campaign.learning().orElseThrow().model();
    return model instanceof Flow<?> flow ? FlowText.description(flow) : model.toString();
  }

  private List<String> labels() {
    return curves.stream().map(Curve::label).distinct().toList();
  }

  List<List<String>> table() {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("learnt by", "of", "steps", "numbers drawn", "s", "ESS", "acceptance"));
    for (Curve curve : curves) {
      Point last = curve.points().getLast();
      table.add(
          List.of(
              curve.run(),
              curve.label(),
              Long.toString(last.steps()),
              TextTable.significant(last.drawn()),
              TextTable.significant(last.seconds()),
              TextTable.fixed(last.ess(), 3),
              TextTable.fixed(last.acceptance(), 3)));
    }
    return table;
  }

  /** For a person; empty for less than two runs. */
  public String text() {
    StringBuilder out = new StringBuilder();
    if (curves.size() > 1) {
      TextTable.table(out, table());
      out.append(sentence()).append('\n');
    }
    return out.toString();
  }

  /** What the table means. */
  String sentence() {
    return "At the end of the last lesson, from its draws; steps, numbers drawn and seconds are"
        + " those of all\n"
        + "lessons back to the first model, as far as its runs are there.";
  }

  /** The figures by the names of files. */
  Map<String, Html.Figure> files() {
    Map<String, Html.Figure> files = new LinkedHashMap<>();
    if (curves.size() > 1) {
      files.put(
          "training-by-draws.svg",
          figure(p -> p.drawn() / 1e6, "millions of numbers drawn", "numbers drawn in training"));
      files.put("training-by-seconds.svg", figure(Point::seconds, "s", "time of the lessons"));
    }
    return files;
  }

  private Html.Figure figure(ToDoubleFunction<Point> cost, String unit, String what) {
    double most =
        curves.stream().flatMap(c -> c.points().stream()).mapToDouble(cost).max().orElse(1);
    Plot plot = new Plot("acceptance against " + what, unit, "acceptance", 0, 1.03 * most, 0, 1);
    List<String> labels = labels();
    for (Curve curve : curves) {
      int k = labels.indexOf(curve.label());
      double[] xs = curve.points().stream().mapToDouble(cost).toArray();
      double[] ys = curve.points().stream().mapToDouble(Point::acceptance).toArray();
      plot.line(xs, ys, k);
      for (int i = 0; i < xs.length; i++) {
        plot.point(xs[i], ys[i], Double.NaN, k, k);
      }
    }
    plot.legend(labels);
    return new Html.Figure(
        plot.svg(),
        "Acceptance of independence Metropolis, from the draws at the end of each lesson, against "
            + what
            + " until then, with those of the models that a run began with; a line for each run");
  }

  /** For JSON. */
  public List<Map<String, Object>> json() {
    return curves.stream()
        .map(curve -> {
          Map<String, Object> json = new LinkedHashMap<>();
          json.put("run", curve.run());
          json.put("label", curve.label());
          json.put("lessons", curve.points().stream().map(TrainingCurves::json).toList());
          return json;
        })
        .toList();
  }

  private static Map<String, Object> json(Point p) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("steps", p.steps());
    json.put("numbersDrawn", p.drawn());
    json.put("seconds", p.seconds());
    json.put("ess", p.ess());
    json.put("acceptance", p.acceptance());
    return json;
  }
}
