package org.fluxtube.actors.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxtube.engine.report.RunReport;

/** A report as the maps and lists of one JSON object. */
public final class ReportJson {
  private ReportJson() {}

  /** The object; numbers that are not finite become null when it is written. */
  public static Map<String, Object> of(RunReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("campaign", report.campaign());
    json.put("backend", report.backend());
    json.put("exactness", report.exactness());
    json.put("chains", report.chains().stream().map(ReportJson::chain).toList());
    Map<String, Object> observables = new LinkedHashMap<>();
    report.observables().forEach((name, o) -> observables.put(name, observable(o)));
    json.put("observables", observables);
    if (!report.groups().isEmpty()) {
      Map<String, Object> groups = new LinkedHashMap<>();
      report
          .groups()
          .forEach((label, results) -> {
            Map<String, Object> group = new LinkedHashMap<>();
            results.forEach((name, o) -> group.put(name, observable(o)));
            groups.put(label, group);
          });
      json.put("groups", groups);
    }
    if (!report.temperatures().isEmpty()) {
      json.put("temperatures", TemperatureText.json(report));
      json.put("exchanges", report.exchanges().stream().map(ReportJson::exchange).toList());
    }
    if (!report.motions().isEmpty()) {
      json.put("motions", report.motions().stream().map(ReportJson::motion).toList());
    }
    LearningJson.add(json, report);
    if (!report.times().isEmpty()) {
      json.put("times", TimeText.json(report.times()));
    }
    if (!report.proposals().isEmpty()) {
      json.put("proposals", report.proposals().stream().map(ReportJson::proposal).toList());
    }
    if (!report.flows().isEmpty()) {
      json.put("flows", report.flows().stream().map(FlowText::json).toList());
    }
    List<Object> checks = new ArrayList<>();
    report.checks().forEach(check -> checks.add(check(check)));
    json.put("checks", checks);
    json.put("limits", report.limits().stream().map(ReportJson::limit).toList());
    json.put("remarks", report.remarks());
    return json;
  }

  private static Map<String, Object> proposal(RunReport.Proposal p) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("group", p.group());
    json.put("updates", p.updates());
    json.put("moved", p.moved());
    json.put("residualCorrelation", p.residual());
    json.put("acceptance", p.acceptance());
    return json;
  }

  private static Map<String, Object> motion(RunReport.Motion motion) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("observable", motion.observable());
    json.put("group", motion.group());
    json.put("plateau", motion.plateau().value());
    json.put("plateauError", motion.plateau().error());
    json.put("squaredChanges", motion.steps().stream().map(ReportJson::step).toList());
    return json;
  }

  private static Map<String, Object> step(RunReport.Step step) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("lag", step.lag());
    json.put("value", step.change().value());
    json.put("error", step.change().error());
    json.put("n", step.n());
    return json;
  }

  private static Map<String, Object> exchange(RunReport.Exchange e) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("lower", e.lower());
    json.put("upper", e.upper());
    json.put("tries", e.tries());
    json.put("acceptance", e.acceptance().value());
    json.put("acceptanceError", e.acceptance().error());
    return json;
  }

  private static Map<String, Object> chain(RunReport.ChainReport chain) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", chain.id());
    json.put("group", chain.group());
    json.put("exactness", chain.exactness());
    json.put("trajectories", chain.trajectories());
    json.put("acceptance", chain.acceptance());
    Map<String, Object> weight = new LinkedHashMap<>();
    weight.put("value", chain.expMinusDH().value());
    weight.put("error", chain.expMinusDH().error());
    json.put("expMinusDH", weight);
    json.put("trajectoriesPerSecond", chain.trajectoriesPerSecond());
    return json;
  }

  private static Map<String, Object> observable(RunReport.ObservableReport o) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("value", o.value());
    json.put("error", o.error());
    json.put("tauInt", o.tauInt());
    json.put("tauIntError", o.tauIntError());
    json.put("n", o.n());
    json.put("phase", o.phase());
    json.put("tauIntResolved", o.resolved());
    json.put("frozen", o.frozen());
    return json;
  }

  private static Map<String, Object> limit(RunReport.Limit limit) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", limit.name());
    json.put("worst", limit.worst());
    json.put("limit", limit.limit());
    json.put("n", limit.n());
    json.put("passed", limit.passed());
    return json;
  }

  static Map<String, Object> check(RunReport.Check check) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", check.name());
    json.put("value", check.value());
    json.put("error", check.error());
    json.put("expected", check.expected());
    json.put("sigma", check.sigma());
    json.put("passed", check.passed());
    return json;
  }
}
