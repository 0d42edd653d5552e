package org.fluxtube.actors.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxtube.engine.learn.ModelChoice;
import org.fluxtube.engine.learn.ModelTrial;
import org.fluxtube.engine.report.GroupComparison;
import org.fluxtube.engine.report.LearningHistory;
import org.fluxtube.engine.report.RunReport;

/** Groups side by side, and what was learnt, as maps and lists of a JSON object. */
final class LearningJson {
  private LearningJson() {}

  /** Adds "comparison" and "learning" where there is such a thing. */
  static void add(Map<String, Object> json, RunReport report) {
    report.comparison().ifPresent(c -> json.put("comparison", comparison(c)));
    if (!report.learning().lessons().isEmpty()) {
      json.put("learning", learning(report));
    }
  }

  private static Map<String, Object> comparison(GroupComparison comparison) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("slowest", comparison.slowest());
    json.put("trainingSeconds", comparison.trainingSeconds());
    json.put("groups", comparison.rows().stream().map(LearningJson::row).toList());
    json.put("published", comparison.published().stream().map(LearningJson::published).toList());
    return json;
  }

  private static Map<String, Object> published(GroupComparison.Literature l) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("group", l.group());
    json.put("observable", l.published().observable());
    json.put("value", l.published().value());
    json.put("error", l.published().error());
    json.put("source", l.published().source());
    json.put("measured", measured(l.measured()));
    json.put("sigma", l.sigma());
    return json;
  }

  private static Map<String, Object> row(GroupComparison.Row row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("group", row.group());
    json.put("learnt", row.learnt());
    json.put("acceptance", row.acceptance());
    json.put("secondsPerTrajectory", row.secondsPerTrajectory());
    json.put("tauInt", measured(row.tauInt()));
    json.put("secondsPerIndependentSample", measured(row.seconds()));
    json.put("secondsWithTraining", measured(row.secondsWithTraining()));
    json.put("ratio", measured(row.ratio()));
    json.put("ratioWithTraining", measured(row.ratioWithTraining()));
    row.agreement()
        .ifPresent(a -> {
          Map<String, Object> joint = new LinkedHashMap<>();
          joint.put("chiSquared", a.chiSquared());
          joint.put("dof", a.dof());
          joint.put("p", a.p());
          joint.put("samplesInABin", a.samples());
          joint.put("judged", a.judged());
          joint.put("passed", a.passed());
          json.put("agreement", joint);
        });
    return json;
  }

  private static Map<String, Object> measured(RunReport.Measured x) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("value", x.value());
    json.put("error", x.error());
    return json;
  }

  private static Map<String, Object> learning(RunReport report) {
    LearningHistory learning = report.learning();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("trainingSeconds", learning.trainingSeconds());
    json.put("lessons", learning.lessons().stream().map(LearningJson::lesson).toList());
    json.put("versions", learning.versions().stream().map(LearningJson::version).toList());
    Map<String, Object> waited = new LinkedHashMap<>();
    learning.waited().forEach((chain, seconds) -> waited.put(Integer.toString(chain), seconds));
    json.put("waitedSeconds", waited);
    json.put("waitingPart", waiting(report));
    learning.choice().ifPresent(c -> json.put("choice", choice(c)));
    return json;
  }

  private static Map<String, Object> choice(ModelChoice choice) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("chosen", choice.trials().get(choice.chosen()).name());
    json.put("twiceTau", choice.twiceTau());
    json.put("observable", choice.observable());
    json.put("detail", choice.detail());
    List<Object> candidates = new ArrayList<>();
    for (ModelTrial t : choice.trials()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", t.name());
      one.put("trajectories", t.trajectories());
      one.put("acceptance", t.acceptance());
      one.put("acceptanceError", t.acceptanceError());
      one.put("seconds", t.seconds());
      one.put("secondsError", t.secondsError());
      one.put("cost", t.cost(choice.twiceTau()));
      one.put("costError", t.costError(choice.twiceTau()));
      candidates.add(one);
    }
    json.put("candidates", candidates);
    return json;
  }

  /** Of the groups that a model drove: waiting as a part of their time in LEARN. */
  private static Map<String, Object> waiting(RunReport report) {
    Map<String, Object> parts = new LinkedHashMap<>();
    report.chains().stream()
        .map(RunReport.ChainReport::group)
        .distinct()
        .filter(report.learning()::learnt)
        .forEach(group ->
            parts.put(group, report.learning().waitingPart(group, report.chainsOf(group))));
    return parts;
  }

  private static Map<String, Object> lesson(LearningHistory.Lesson l) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("lesson", l.lesson());
    json.put("trajectory", l.trajectory());
    json.put("version", l.version());
    json.put("outcome", l.outcome());
    json.put("samples", l.samples());
    json.put("steps", l.steps());
    json.put("loss", l.loss());
    json.put("heldOut", l.heldOut());
    json.put("seconds", l.seconds());
    l.flow()
        .ifPresent(f -> {
          json.put("ess", f.ess());
          json.put("forwardEss", f.forwardEss());
          json.put("flowAcceptance", f.acceptance());
          json.put("lnZ", f.logZ());
          json.put("lnZError", f.logZError());
          json.put("forwardLnZ", f.forwardLogZ());
          json.put("forwardLnZError", f.forwardLogZError());
        });
    return json;
  }

  private static Map<String, Object> version(LearningHistory.Version v) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("group", v.group());
    json.put("phase", v.phase().name());
    json.put("version", v.version());
    json.put("trajectories", v.trajectories());
    json.put("acceptance", v.acceptance());
    json.put("seconds", v.seconds());
    return json;
  }
}
