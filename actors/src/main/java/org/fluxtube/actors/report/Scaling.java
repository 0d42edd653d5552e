package org.fluxtube.actors.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private List<ModelComparison.Row> fitted() {
    return rows.stream().filter(row -> row.layers() > 1).toList();
  }

  /** Empty where there are not two sizes. */
  Optional<PowerLaw> law() {
    List<ModelComparison.Row> some = fitted();
    if (some.stream().mapToInt(ModelComparison.Row::weights).distinct().count() < 2) {
      return Optional.empty();
    }
    return Optional.of(
        PowerLaw.fit(
            some.stream().mapToDouble(ModelComparison.Row::weights).toArray(),
            some.stream().mapToDouble(ModelComparison.Row::meanSquare).toArray()));
  }

  List<List<String>> table() {
    List<List<String>> table = new ArrayList<>();
    table.add(
        List.of("run", "weights", "MSE", "acceptance", "exp(-sqrt(MSE))", "erfc(sqrt(MSE)/2)"));
    for (ModelComparison.Row row : rows) {
      table.add(
          List.of(
              row.run(),
              Integer.toString(row.weights()),
              TextTable.significant(row.meanSquare()),
              TextTable.measured(row.acceptance()),
              TextTable.fixed(heuristic(row.meanSquare()), 3),
              TextTable.fixed(normal(row.meanSquare()), 3)));
    }
    return table;
  }

  /** One sentence. */
  String sentence() {
    return law()
        .map(law ->
            "MSE = (a/weights)^g through the "
                + law.points()
                + " models of two blocks and more: a = "
                + shown(law.a(), law.aError())
                + ", g = "
                + shown(law.g(), law.gError())
                + "; published is (7.1/weights)^1.1 (arXiv:2310.13222).")
        .orElse(
            "A power law needs models of two sizes with two blocks or more; published is"
                + " (7.1/weights)^1.1 (arXiv:2310.13222).");
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

  private Html.Figure size() {
    double largest = rows.stream().mapToDouble(ModelComparison.Row::weights).max().orElse(1);
    double most = rows.stream().mapToDouble(ModelComparison.Row::meanSquare).max().orElse(1);
    Plot plot =
        new Plot("MSE against the number of weights", "weights", "MSE", 0, largest, 0, most);
    for (ModelComparison.Row row : rows) {
      plot.point(row.weights(), row.meanSquare(), Double.NaN, 0);
      plot.text(row.weights(), row.meanSquare(), row.model());
    }
    double first =
        fitted().stream().mapToDouble(ModelComparison.Row::weights).min().orElse(largest / 2);
    double[] xs = new double[CURVE];
    double[] fit = new double[CURVE];
    double[] published = new double[CURVE];
    Optional<PowerLaw> law = law();
    for (int i = 0; i < CURVE; i++) {
      xs[i] = first + (largest - first) * i / (CURVE - 1);
      fit[i] = law.isPresent() ? law.get().at(xs[i]) : Double.NaN;
      published[i] = PUBLISHED.at(xs[i]);
    }
    plot.line(xs, fit, 1).line(xs, published, 2);
    return new Html.Figure(plot.svg(), "Mean squared error of S_eff. " + sentence());
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
    plot.line(xs, heuristic, 1).line(xs, normal, 2);
    for (ModelComparison.Row row : rows) {
      plot.point(row.meanSquare(), row.acceptance().value(), row.acceptance().error(), 0);
    }
    return new Html.Figure(
        plot.svg(),
        "Acceptance in MEASURE against the mean squared error of S_eff; exp(-sqrt(MSE)) (second"
            + " colour) and erfc(sqrt(MSE)/2) (third). Proposals that do not decorrelate are"
            + " accepted more often than either says");
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    law()
        .ifPresent(law -> {
          json.put("a", law.a());
          json.put("aError", law.aError());
          json.put("g", law.g());
          json.put("gError", law.gError());
          json.put("points", law.points());
        });
    json.put(
        "models",
        rows.stream()
            .map(row -> {
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("run", row.run());
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
