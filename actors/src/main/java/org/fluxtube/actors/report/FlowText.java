package org.fluxtube.actors.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.flow.AffineCoupling;
import org.fluxtube.engine.flow.CombiConvolution;
import org.fluxtube.engine.flow.ConditionerSpec;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.flow.MapSpec;
import org.fluxtube.engine.flow.SplineCoupling;
import org.fluxtube.engine.report.FlowReport;
import org.fluxtube.engine.report.RunReport;
import org.fluxtube.engine.stats.RejectionRuns;

/** What independent proposals say of their flow and of the target, for a person and as JSON. */
final class FlowText {
  private FlowText() {}

  /** The maps with their layers and networks, for example 4 affine-coupling of convolution. */
  static String description(Flow<?> flow) {
    return flow.maps().stream().map(FlowText::description).collect(Collectors.joining(" + "));
  }

  private static String description(MapSpec map) {
    String name = Catalogue.name(MapSpec.class, (Record) map);
    return switch (map) {
      case AffineCoupling c -> c.layers() + " " + name + " of " + description(c.conditioner());
      case SplineCoupling c -> c.layers() + " " + name + " of " + description(c.conditioner());
      default -> name;
    };
  }

  private static String description(ConditionerSpec network) {
    String name = Catalogue.name(ConditionerSpec.class, (Record) network);
    return network instanceof CombiConvolution combi
        ? name + " " + combi.axes() + (combi.shared() ? " shared" : "")
        : name;
  }

  /** One column a group. */
  static List<List<String>> flows(RunReport report) {
    List<List<String>> rows = new ArrayList<>();
    List<FlowReport> flows = report.flows();
    rows.add(row("proposals of a flow", flows, FlowReport::group));
    rows.add(row("proposals", flows, f -> Integer.toString(f.weights().sorted().length)));
    rows.add(row("ESS", flows, f -> TextTable.fixed(f.weights().ess(), 4)));
    rows.add(row("ln Z", flows, f -> TextTable.measured(f.logZ())));
    rows.add(row("KL(q|p)", flows, f -> TextTable.significant(f.weights().reverseKl())));
    rows.add(row("acceptance", flows, f -> TextTable.fixed(f.acceptance(), 4)));
    rows.add(row("  by the weights", flows, f -> TextTable.fixed(f.weights().acceptance(), 4)));
    rows.add(
        row("tau_int by the rejections", flows, f -> TextTable.significant(f.runs().tauInt())));
    rows.add(row("longest run of rejections", flows, f -> Long.toString(f.runs().longest())));
    rows.add(row("runs of so many", flows, f -> histogram(f.runs())));
    return rows;
  }

  private interface Cell {
    String of(FlowReport flow);
  }

  private static List<String> row(String name, List<FlowReport> flows, Cell cell) {
    List<String> row = new ArrayList<>(List.of(name));
    flows.forEach(flow -> row.add(cell.of(flow)));
    return row;
  }

  private static String histogram(RejectionRuns runs) {
    return IntStream.range(0, runs.histogram().size())
        .mapToObj(k -> RejectionRuns.bin(k) + ": " + runs.histogram().get(k))
        .collect(Collectors.joining(", "));
  }

  /** Reweighted means beside those of the chains; empty where nothing is reweighted. */
  static List<List<String>> reweighted(RunReport report) {
    List<List<String>> rows = new ArrayList<>();
    for (FlowReport flow : report.flows()) {
      flow.reweighted()
          .forEach((name, r) ->
              rows.add(
                  List.of(
                      name,
                      flow.group(),
                      TextTable.measured(r.mean()),
                      known(r.chain()),
                      known(r.other()),
                      Double.isNaN(r.sigma())
                          ? "-"
                          : String.format(Locale.ROOT, "%+.2f%s", r.sigma(), verdict(r)))));
    }
    if (!rows.isEmpty()) {
      rows.addFirst(List.of("reweighted", "group", "proposals", "chain", "other chains", "sigma"));
    }
    return rows;
  }

  private static String verdict(FlowReport.Reweighted r) {
    return !r.judged() ? " (too few)" : r.passed() ? "" : " FAILED";
  }

  private static String known(RunReport.Measured m) {
    return Double.isNaN(m.value()) ? "-" : TextTable.measured(m);
  }

  static Map<String, Object> json(FlowReport flow) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("group", flow.group());
    json.put("proposals", flow.weights().sorted().length);
    json.put("ess", flow.weights().ess());
    json.put("lnZ", measured(flow.logZ()));
    json.put("reverseKl", flow.weights().reverseKl());
    json.put("acceptance", flow.acceptance());
    json.put("acceptanceByWeights", flow.weights().acceptance());
    json.put("tauInt", flow.runs().tauInt());
    json.put("longestRejections", flow.runs().longest());
    Map<String, Object> runs = new LinkedHashMap<>();
    for (int k = 0; k < flow.runs().histogram().size(); k++) {
      runs.put(RejectionRuns.bin(k), flow.runs().histogram().get(k));
    }
    json.put("rejections", runs);
    Map<String, Object> reweighted = new LinkedHashMap<>();
    flow.reweighted()
        .forEach((name, r) -> {
          Map<String, Object> one = new LinkedHashMap<>(measured(r.mean()));
          one.put("chain", measured(r.chain()));
          one.put("other", measured(r.other()));
          one.put("sigma", r.sigma());
          one.put("judged", r.judged());
          one.put("passed", r.passed());
          reweighted.put(name, one);
        });
    json.put("reweighted", reweighted);
    return json;
  }

  private static Map<String, Object> measured(RunReport.Measured m) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("value", m.value());
    json.put("error", m.error());
    return json;
  }
}
