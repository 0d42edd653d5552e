package org.fluxtube.actors.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxtube.engine.report.Analysis;
import org.fluxtube.engine.report.GroupComparison;
import org.fluxtube.engine.report.RunReport;
import org.fluxtube.engine.run.Temperatures;

/** What a campaign at several temperatures has found, against the temperature: for a person. */
final class TemperatureText {
  /** Temperatures beside one another; more of them stand below. */
  private static final int COLUMNS = 5;

  private TemperatureText() {}

  /** What has more components is in the figures and in the JSON. */
  static void add(StringBuilder out, RunReport report) {
    List<RunReport.AtTemperature> all = report.temperatures();
    for (int from = 0; from < all.size(); from += COLUMNS) {
      TextTable.table(out, means(all.subList(from, Math.min(all.size(), from + COLUMNS))));
      out.append('\n');
    }
    TextTable.table(out, groups(all));
    out.append('\n');
    if (!report.exchanges().isEmpty()) {
      TextTable.table(out, exchanges(report));
      out.append('\n');
    }
  }

  /** Pairs of neighbouring temperatures. */
  static List<List<String>> exchanges(RunReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("exchange of", "with", "tries", "swapped"));
    for (RunReport.Exchange e : report.exchanges()) {
      rows.add(
          List.of(
              e.lower(),
              e.upper(),
              Long.toString(e.tries()),
              Double.isNaN(e.acceptance().error())
                  ? TextTable.fixed(e.acceptance().value(), 2)
                  : TextTable.measured(e.acceptance())));
    }
    return rows;
  }

  /** Names of the means that all temperatures have, of observables with few components. */
  static List<String> names(List<RunReport.AtTemperature> all) {
    return byLabel(all).values().stream()
        .filter(names -> names.size() <= Analysis.MOST_COMPARED)
        .flatMap(List::stream)
        .filter(name -> all.stream().allMatch(t -> t.report().observables().containsKey(name)))
        .toList();
  }

  private static Map<String, List<String>> byLabel(List<RunReport.AtTemperature> all) {
    Map<String, List<String>> byLabel = new LinkedHashMap<>();
    all.getFirst()
        .report()
        .observables()
        .keySet()
        .forEach(name -> byLabel.computeIfAbsent(label(name), l -> new ArrayList<>()).add(name));
    return byLabel;
  }

  private static String label(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  static List<List<String>> means(List<RunReport.AtTemperature> all) {
    List<List<String>> rows = new ArrayList<>();
    List<String> heading = new ArrayList<>(List.of("beta"));
    List<String> temperature = new ArrayList<>(List.of("temperature"));
    for (RunReport.AtTemperature t : all) {
      heading.add(Temperatures.text(t.beta()));
      temperature.add(TextTable.significant(1 / t.beta()));
    }
    rows.add(heading);
    rows.add(temperature);
    for (String name : names(all)) {
      List<String> row = new ArrayList<>(List.of(name));
      for (RunReport.AtTemperature t : all) {
        RunReport.ObservableReport o = t.report().observables().get(name);
        row.add(TextTable.measured(o.value(), o.error()));
      }
      rows.add(row);
    }
    return rows;
  }

  /** Acceptance of each group, and whether the groups agree, at each temperature. */
  static List<List<String>> groups(List<RunReport.AtTemperature> all) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("at", "group", "acceptance", "joint chi^2", "s/independent sample", ""));
    for (RunReport.AtTemperature t : all) {
      String at = "beta " + Temperatures.text(t.beta());
      Map<String, List<RunReport.ChainReport>> chains = new LinkedHashMap<>();
      t.report()
          .chains()
          .forEach(c -> chains.computeIfAbsent(c.group(), g -> new ArrayList<>()).add(c));
      chains.forEach((label, own) -> {
        double acceptance =
            own.stream().mapToDouble(RunReport.ChainReport::acceptance).average().orElseThrow();
        Optional<GroupComparison.Row> row =
            t.report().comparison().stream()
                .flatMap(c -> c.rows().stream())
                .filter(r -> r.group().equals(label))
                .findFirst();
        boolean ratio = row.isPresent() && Double.isFinite(row.get().ratio().value());
        rows.add(
            List.of(
                at,
                Temperatures.written(label),
                TextTable.fixed(acceptance, 4),
                row.map(ComparisonText::agreement).orElse("-"),
                row.map(r -> TextTable.measured(r.seconds())).orElse("-"),
                ratio ? "x " + TextTable.measured(row.get().ratio()) : ""));
      });
    }
    return rows;
  }

  /** Every mean against the temperature, and what has many components as a curve for each. */
  static List<Html.Figure> figures(RunReport report) {
    List<RunReport.AtTemperature> all = report.temperatures();
    double[] at = all.stream().mapToDouble(t -> 1 / t.beta()).toArray();
    List<Html.Figure> figures = new ArrayList<>();
    List<String> names = names(all);
    for (String name : names) {
      double[] values = new double[at.length];
      double[] errors = new double[at.length];
      for (int i = 0; i < at.length; i++) {
        RunReport.ObservableReport o = all.get(i).report().observables().get(name);
        values[i] = o.value();
        errors[i] = o.error();
      }
      figures.add(Figures.against(name, "temperature 1/beta", at, values, errors));
    }
    figures.addAll(curves(all));
    return figures;
  }

  /** The components of each observable that has too many for figures of their own. */
  private static List<Html.Figure> curves(List<RunReport.AtTemperature> all) {
    List<Html.Figure> figures = new ArrayList<>();
    byLabel(all)
        .forEach((label, names) -> {
          if (names.size() > Analysis.MOST_COMPARED) {
            List<double[]> lines = new ArrayList<>();
            List<String> texts = new ArrayList<>();
            for (RunReport.AtTemperature t : all) {
              lines.add(
                  names.stream()
                      .map(name -> t.report().observables().get(name))
                      .mapToDouble(o -> o == null ? Double.NaN : o.value())
                      .toArray());
              texts.add(Temperatures.text(t.beta()));
            }
            figures.add(Figures.components(label, lines, texts));
          }
        });
    return figures;
  }

  /** For JSON. */
  static List<Map<String, Object>> json(RunReport report) {
    return report.temperatures().stream()
        .map(t -> {
          Map<String, Object> json = new LinkedHashMap<>();
          json.put("beta", t.beta());
          json.put("report", ReportJson.of(t.report()));
          return json;
        })
        .toList();
  }
}
