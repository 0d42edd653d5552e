package org.fluxtube.actors.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.database.CampaignReader;
import org.fluxtube.actors.database.ModelRow;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.config.Binder;
import org.fluxtube.config.CampaignFileException;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.LoopAction;
import org.fluxtube.engine.action.Scaled;
import org.fluxtube.engine.action.Smeared;
import org.fluxtube.engine.action.SpinConvolution;
import org.fluxtube.engine.action.SpinNetworkSpec;
import org.fluxtube.engine.action.SpinTransformer;
import org.fluxtube.engine.action.SumOfActions;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.learn.Learning;
import org.fluxtube.engine.learn.Loss;
import org.fluxtube.engine.network.LayerSpec;
import org.fluxtube.engine.report.LearningHistory;
import org.fluxtube.engine.report.RunReport;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phase;

/**
 * What several runs have learnt, side by side: acceptance in MEASURE against the kind and size of
 * the model.
 *
 * @param rows one for each learnt group of each run; empty if nothing was learnt
 */
public record ModelComparison(List<Row> rows) {
  /**
   * One group of chains.
   *
   * @param run name of its run
   * @param group its label
   * @param model layers or kind, for example 2 covariant
   * @param kind of the blocks of a network of spins, for example attention; else empty
   * @param layers how many it has; 0 where it is no network
   * @param weights numbers that were learnt
   * @param untrained acceptance in LEARN before the first lesson took effect; NaN if there is none
   * @param acceptance in MEASURE with its error, as if trajectories were independent
   * @param loss of the last lesson
   * @param meanSquare mean squared error of S_eff; NaN where the loss is another one
   * @param secondsPerTrajectory in MEASURE
   */
  public record Row(
      String run,
      String group,
      String model,
      String kind,
      int layers,
      int weights,
      double untrained,
      RunReport.Measured acceptance,
      double loss,
      double meanSquare,
      double secondsPerTrajectory) {}

  /**
   * Reads what was learnt.
   *
   * @param folders of the runs
   * @param reports theirs, in the same order
   * @throws IOException if a database cannot be read
   * @throws CampaignFileException if a campaign file cannot be read
   */
  public static ModelComparison of(List<Path> folders, List<RunReport> reports)
      throws IOException, CampaignFileException {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < folders.size(); i++) {
      RunFolder folder = new RunFolder(folders.get(i));
      Campaign campaign = Binder.bindResolved(folder.conf());
      Optional<ModelRow> last = last(folder);
      if (campaign.learning().isPresent() && last.isPresent()) {
        add(rows, folder.name(), campaign, last.get().parameters(), reports.get(i).learning());
      }
    }
    return new ModelComparison(List.copyOf(rows));
  }

  private static Optional<ModelRow> last(RunFolder folder) throws IOException {
    try (CampaignDatabase database = CampaignDatabase.openReadOnly(folder.database())) {
      CampaignReader reader = database.reader();
      List<ModelRow> models = reader.models();
      return models.isEmpty() ? Optional.empty() : Optional.of(models.getLast());
    }
  }

  private static void add(
      List<Row> rows, String run, Campaign campaign, int weights, LearningHistory learning) {
    Learning block = campaign.learning().orElseThrow();
    ActionSpec<?> model =
        learning
            .choice()
            .<ActionSpec<?>>map(c -> block.candidates().get(c.chosen()).model())
            .orElse(block.model());
    // of several models that were chosen from, the file holds the parameters of all
    int own = learning.choice().isPresent() ? weights(model) : weights;
    // of several temperatures the loss is an average
    boolean squares =
        campaign.learning().orElseThrow().trainer().loss() == Loss.ACTION
            && campaign.temperatures().isEmpty();
    double loss = learning.lessons().isEmpty() ? Double.NaN : learning.lessons().getLast().loss();
    for (LearningHistory.Version v : learning.versions()) {
      if (v.phase() == Phase.MEASURE && v.version() > 0 && learning.learnt(v.group())) {
        double untrained =
            learning.versions().stream()
                .filter(o -> o.group().equals(v.group()))
                .filter(o -> o.phase() == Phase.LEARN && o.version() == 0)
                .mapToDouble(LearningHistory.Version::acceptance)
                .findFirst()
                .orElse(Double.NaN);
        rows.add(
            new Row(
                run,
                v.group(),
                description(model),
                kind(model),
                layers(model),
                own,
                untrained,
                new RunReport.Measured(v.acceptance(), Figures.binomial(v)),
                loss,
                squares ? 2 * loss : Double.NaN,
                v.seconds() / v.trajectories()));
      }
    }
  }

  /** Learnable numbers of a model that was chosen for its layers or its mass. */
  private static int weights(ActionSpec<?> model) {
    return switch (model) {
      case SumOfActions<?> sum -> sum.terms().stream().mapToInt(e -> weights(e.action())).sum();
      case Scaled<?> scaled -> 1 + weights(scaled.action());
      case Smeared smeared ->
          smeared.layers().stream().mapToInt(l -> l.weights().length).sum()
              + weights(smeared.action());
      case LoopAction loops -> loops.terms().size();
      default -> 0;
    };
  }

  /** The layers of a network by kind, else the kind of action. */
  private static String description(ActionSpec<?> model) {
    List<String> parts = new ArrayList<>();
    collect(model, parts);
    return parts.isEmpty()
        ? Catalogue.name(ActionSpec.class, (Record) model)
        : String.join(" + ", parts);
  }

  private static int layers(ActionSpec<?> action) {
    return switch (action) {
      case SpinNetworkSpec spins -> spins.layers();
      case Smeared smeared -> smeared.layers().size();
      case SumOfActions<?> sum ->
          sum.terms().stream().mapToInt(term -> layers(term.action())).sum();
      default -> 0;
    };
  }

  private static String kind(ActionSpec<?> action) {
    return switch (action) {
      case SpinTransformer t -> t.mixing() == SpinTransformer.Mixing.LOCAL ? "local" : "attention";
      case SpinConvolution _ -> "convolution";
      default -> "";
    };
  }

  private static void collect(ActionSpec<?> action, List<String> parts) {
    if (action instanceof SpinNetworkSpec spins) {
      parts.add(spins.layers() + " " + kind(spins));
    } else if (action instanceof SumOfActions<?> sum) {
      sum.terms().forEach(term -> collect(term.action(), parts));
    } else if (action instanceof Scaled<?> scaled) {
      parts.add("factor");
      collect(scaled.action(), parts);
    } else if (action instanceof Smeared smeared) {
      Map<String, Integer> layers = new LinkedHashMap<>();
      for (LayerSpec layer : smeared.layers()) {
        layers.merge(Catalogue.name(LayerSpec.class, (Record) layer), 1, Integer::sum);
      }
      layers.forEach((kind, count) -> parts.add(count + " " + kind));
    }
  }

  /** For a person; empty if nothing was learnt. */
  public String text() {
    if (rows.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    TextTable.table(out, table());
    Scaling scaling = Scaling.of(this);
    if (scaling.rows().size() > 1) {
      out.append('\n');
      TextTable.table(out, scaling.table());
      out.append(scaling.sentence()).append('\n');
    }
    return out.toString();
  }

  List<List<String>> table() {
    List<List<String>> table = new ArrayList<>();
    table.add(
        List.of(
            "run", "group", "model", "weights", "untrained", "acceptance", "loss", "s/trajectory"));
    for (Row row : rows) {
      table.add(
          List.of(
              row.run(),
              row.group(),
              row.model(),
              Integer.toString(row.weights()),
              Double.isFinite(row.untrained())
                  ? String.format(Locale.ROOT, "%.3f", row.untrained())
                  : "-",
              TextTable.measured(row.acceptance()),
              TextTable.significant(row.loss()),
              TextTable.significant(row.secondsPerTrajectory())));
    }
    return table;
  }

  /** The kinds of networks in their order, what is none first: each has its marker. */
  static List<String> kinds(List<Row> rows) {
    return Stream.concat(Stream.of(""), rows.stream().map(Row::kind)).distinct().toList();
  }

  /** Acceptance against the number of weights. */
  Html.Figure figure() {
    double most = rows.stream().mapToDouble(Row::weights).max().orElse(1);
    Plot plot =
        new Plot(
            "acceptance against the size of the model", "weights", "acceptance", 0, most + 1, 0, 1);
    List<String> models = rows.stream().map(Row::model).distinct().toList();
    List<String> kinds = kinds(rows);
    for (Row row : rows) {
      int colour = models.indexOf(row.model());
      int shape = kinds.indexOf(row.kind());
      plot.point(row.weights(), row.acceptance().value(), row.acceptance().error(), colour, shape);
      plot.text(row.weights(), row.acceptance().value(), row.model());
      plot.point(row.weights(), row.untrained(), Double.NaN, colour, shape);
    }
    return new Html.Figure(
        plot.svg(),
        "Acceptance in MEASURE against the number of learnt weights, with one-sigma errors and the"
            + " name of the model; below it, without a name, its acceptance before the first"
            + " lesson. Each kind of network has a marker of its own");
  }

  /** Mean squared errors against sizes, and the power law through them, for JSON. */
  public Map<String, Object> scaling() {
    return Scaling.of(this).json();
  }

  /** For JSON. */
  public List<Map<String, Object>> json() {
    return rows.stream()
        .map(row -> {
          Map<String, Object> json = new LinkedHashMap<>();
          json.put("run", row.run());
          json.put("group", row.group());
          json.put("model", row.model());
          json.put("kind", row.kind());
          json.put("weights", row.weights());
          json.put("untrained", row.untrained());
          json.put("acceptance", row.acceptance().value());
          json.put("acceptanceError", row.acceptance().error());
          json.put("loss", row.loss());
          json.put("secondsPerTrajectory", row.secondsPerTrajectory());
          return json;
        })
        .toList();
  }
}
