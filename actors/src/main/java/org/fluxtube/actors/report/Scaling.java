package org.fluxtube.actors.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import org.fluxtube.engine.stats.Erfc;
import org.fluxtube.engine.stats.PowerLaw;

/**
 * How the mean squared error of S_eff, which is twice the loss of the last lesson, falls with the
 * size of the model, and what acceptance belongs to it: exp(-sqrt(MSE)) (arXiv:2310.13222), or
 * erfc(sqrt(MSE)/2) if the errors are normal and both ends of a proposal are independent.
 *
 * @param rows the models whose loss is half of a mean squared error of S_eff
 */
record Scaling(List<ModelComparison.Row> rows) {
  /** (7.1/x)^1.1 with x the number of weights. */
  private static final PowerLaw PUBLISHED = new PowerLaw(7.1, Double.NaN, 1.1, Double.NaN, 0);

  private static final int CURVE = 80;

  static Scaling of(ModelComparison models) {
    return new Scaling(models.rows().stream().filter(row -> row.meanSquare() > 0).toList());
  }

  /** As published: without the model of no block and the one of the first. */
  private List<ModelComparison.Row> fitted(String kind) {
    return rows.stream().filter(row -> row.layers() > 1 && row.kind().equals(kind)).toList();
  }

  /** A law for each kind of network; none where there are not two sizes. */
  Map<String, PowerLaw> laws() {
    Map<String, PowerLaw> laws = new LinkedHashMap<>();
    for (String kind : ModelComparison.kinds(rows)) {
      List<ModelComparison.Row> some = fitted(kind);
      if (some.stream().mapToInt(ModelComparison.Row::weights).distinct().count() > 1) {
        laws.put(
            kind,
            PowerLaw.fit(
                some.stream().mapToDouble(ModelComparison.Row::weights).toArray(),
                some.stream().mapToDouble(ModelComparison.Row::meanSquare).toArray()));
      }
    }
    return laws;
  }

  List<List<String>> table() {
    List<List<String>> table = new ArrayList<>();
    table.add(
        List.of(
            "run",
            "model",
            "weights",
            "MSE",
            "acceptance",
            "exp(-sqrt(MSE))",
            "erfc(sqrt(MSE)/2)"));
    for (ModelComparison.Row row : rows) {
      table.add(
          List.of(
              row.run(),
              row.model(),
              Integer.toString(row.weights()),
              TextTable.significant(row.meanSquare()),
              TextTable.measured(row.acceptance()),
              TextTable.fixed(heuristic(row.meanSquare()), 3),
              TextTable.fixed(normal(row.meanSquare()), 3)));
    }
    return table;
  }

  /** What the fits say. */
  String sentence() {
    Map<String, PowerLaw> laws = laws();
    if (laws.isEmpty()) {
      return "A power law needs models of two sizes with two blocks or more; published is"
          + " (7.1/weights)^1.1 (arXiv:2310.13222).";
    }
    StringBuilder said =
        new StringBuilder("MSE = (a/weights)^g through models of two blocks and more");
    laws.forEach((kind, law) ->
        said.append(", ")
            .append(law.points())
            .append(" of ")
            .append(kind.isEmpty() ? "other kinds" : kind)
            .append(law.g() > 0 ? ": a = " + shown(law.a(), law.aError()) : ": it does not fall")
            .append(", g = ")
            .append(shown(law.g(), law.gError())));
    return said + "; published is (7.1/weights)^1.1 (arXiv:2310.13222).";
  }

  /** Two points have no scatter. */
  private static String shown(double value, double error) {
    return Double.isFinite(error)
        ? TextTable.measured(value, error)
        : TextTable.significant(value) + " (no error: two points)";
  }

  static double heuristic(double meanSquare) {
    return Math.exp(-Math.sqrt(meanSquare));
  }

  static double normal(double meanSquare) {
    return Erfc.erfc(Math.sqrt(meanSquare) / 2);
  }

  List<Html.Figure> figures() {
    return List.of(size(), acceptance());
  }

  /** On logarithmic axes, where a power law is a line. */
  private Html.Figure size() {
    double fewest = log10(ModelComparison.Row::weights, Math::min);
    double largest = log10(ModelComparison.Row::weights, Math::max);
    double least = log10(ModelComparison.Row::meanSquare, Math::min);
    double most = log10(ModelComparison.Row::meanSquare, Math::max);
    Plot plot =
        new Plot(
            "MSE against the number of weights",
            "log10 of weights",
            "log10 of MSE",
            fewest - 0.05,
            largest + 0.05,
            Math.min(least, Math.log10(PUBLISHED.at(Math.pow(10, largest)))),
            most);
    List<String> kinds = ModelComparison.kinds(rows);
    Map<String, PowerLaw> laws = laws();
    for (ModelComparison.Row row : rows) {
      int kind = kinds.indexOf(row.kind());
      double x = Math.log10(row.weights());
      double y = Math.log10(row.meanSquare());
      plot.point(x, y, Double.NaN, kind, kind);
      plot.text(x, y, row.model());
    }
    laws.forEach((kind, law) -> line(plot, law, fewest, largest, kinds.indexOf(kind)));
    line(plot, PUBLISHED, fewest, largest, kinds.size());
    return new Html.Figure(
        plot.svg(),
        "Mean squared error of S_eff against the size of the model, by kind of network, with the"
            + " power law of each in its colour and the published one in a colour of its own. "
            + sentence());
  }

  private double log10(ToDoubleFunction<ModelComparison.Row> of, DoubleBinaryOperator which) {
    return Math.log10(rows.stream().mapToDouble(of).reduce(which).orElse(1));
  }

  private static void line(Plot plot, PowerLaw law, double from, double to, int colour) {
    double[] xs = {from, to};
    double[] ys = {Math.log10(law.at(Math.pow(10, from))), Math.log10(law.at(Math.pow(10, to)))};
    plot.line(xs, ys, colour);
  }

  private Html.Figure acceptance() {
    double most = rows.stream().mapToDouble(ModelComparison.Row::meanSquare).max().orElse(1);
    Plot plot = new Plot("acceptance against MSE", "MSE", "acceptance", 0, most, 0, 1);
    double[] xs = new double[CURVE];
    double[] heuristic = new double[CURVE];
    double[] normal = new double[CURVE];
    for (int i = 0; i < CURVE; i++) {
      xs[i] = most * i / (CURVE - 1);
      heuristic[i] = heuristic(xs[i]);
      normal[i] = normal(xs[i]);
    }
    List<String> kinds = ModelComparison.kinds(rows);
    plot.line(xs, heuristic, kinds.size()).line(xs, normal, kinds.size() + 1);
    for (ModelComparison.Row row : rows) {
      int kind = kinds.indexOf(row.kind());
      double y = row.acceptance().value();
      plot.point(row.meanSquare(), y, row.acceptance().error(), kind, kind);
      plot.text(row.meanSquare(), y, row.model());
    }
    return new Html.Figure(
        plot.svg(),
        "Acceptance in MEASURE against the mean squared error of S_eff; exp(-sqrt(MSE)), the"
            + " lower curve, and erfc(sqrt(MSE)/2). Proposals that do not decorrelate are"
            + " accepted more often than either says");
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(
        "laws",
        laws().entrySet().stream()
            .map(entry -> {
              PowerLaw law = entry.getValue();
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("kind", entry.getKey());
              one.put("a", law.a());
              one.put("aError", law.aError());
              one.put("g", law.g());
              one.put("gError", law.gError());
              one.put("points", law.points());
              return one;
            })
            .toList());
    json.put(
        "models",
        rows.stream()
            .map(row -> {
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("run", row.run());
              one.put("kind", row.kind());
              one.put("layers", row.layers());
              one.put("weights", row.weights());
              one.put("meanSquare", row.meanSquare());
              one.put("acceptance", row.acceptance().value());
              one.put("heuristic", heuristic(row.meanSquare()));
              one.put("normal", normal(row.meanSquare()));
              return one;
            })
            .toList());
    return json;
  }
}
