package org.fluxtube.actors.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.fluxtube.engine.learn.ModelChoice;
import org.fluxtube.engine.learn.ModelTrial;
import org.fluxtube.engine.report.GroupComparison;
import org.fluxtube.engine.report.LearningHistory;
import org.fluxtube.engine.report.RunReport;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.run.Published;

/** Groups of chains side by side, and what was learnt, for a person. */
final class ComparisonText {
  /** Lessons that are shown; of more, the first and the last ones. */
  private static final int LESSONS = 12;

  private ComparisonText() {}

  static void add(StringBuilder out, RunReport report) {
    if (!report.learning().lessons().isEmpty()) {
      TextTable.table(out, lessons(report.learning()));
      out.append('\n');
      TextTable.table(out, versions(report.learning()));
      out.append('\n');
      report
          .learning()
          .choice()
          .ifPresent(choice -> {
            TextTable.table(out, candidates(choice));
            out.append('\n');
          });
      TextTable.table(out, waiting(report));
      out.append('\n');
    }
    if (report.comparison().isPresent()) {
      TextTable.table(out, sideBySide(report, report.comparison().get()));
      out.append('\n');
      if (!report.comparison().get().published().isEmpty()) {
        TextTable.table(out, published(report.comparison().get()));
        out.append('\n');
      }
    }
  }

  /** What others found, beside what was found here. */
  static List<List<String>> published(GroupComparison comparison) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("published", "group", "here", "published", "sigma", "source"));
    for (GroupComparison.Literature l : comparison.published()) {
      Published p = l.published();
      boolean exact = !Double.isFinite(l.measured().error());
      rows.add(
          List.of(
              p.observable(),
              l.group(),
              exact ? TextTable.fixed(l.measured().value(), 4) : TextTable.measured(l.measured()),
              p.error() > 0
                  ? TextTable.measured(p.value(), p.error())
                  : TextTable.significant(p.value()),
              Double.isFinite(l.sigma()) ? String.format(Locale.ROOT, "%+.2f", l.sigma()) : "-",
              p.source()));
    }
    return rows;
  }

  static List<List<String>> lessons(LearningHistory learning) {
    List<List<String>> rows = new ArrayList<>();
    List<LearningHistory.Lesson> all = learning.lessons();
    List<String> heading = new ArrayList<>();
    heading.addAll(
        List.of("lesson", "outcome", "version", "samples", "loss", "held out", "seconds"));
    boolean flows = all.stream().anyMatch(l -> l.flow().isPresent());
    if (flows) {
      heading.addAll(List.of("ESS", "ESS held out", "acceptance", "ln Z", "ln Z held out"));
    }
    rows.add(heading);
    for (int i = 0; i < all.size(); i++) {
      if (all.size() > LESSONS && i == LESSONS / 2) {
        int left = all.size() - LESSONS;
        List<String> gap = new ArrayList<>(Collections.nCopies(heading.size(), ""));
        gap.set(0, "... " + left + " more");
        rows.add(gap);
        i += left;
      }
      LearningHistory.Lesson l = all.get(i);
      List<String> row = new ArrayList<>();
      row.addAll(
          List.of(
              Long.toString(l.lesson()),
              l.outcome(),
              Integer.toString(l.version()),
              Long.toString(l.samples()),
              TextTable.significant(l.loss()),
              TextTable.significant(l.heldOut()),
              TextTable.significant(l.seconds())));
      l.flow()
          .ifPresent(f ->
              row.addAll(
                  List.of(
                      TextTable.fixed(f.ess(), 3),
                      TextTable.significant(f.forwardEss()),
                      TextTable.fixed(f.acceptance(), 3),
                      TextTable.measured(f.logZ(), f.logZError()),
                      Double.isNaN(f.forwardLogZ())
                          ? "-"
                          : TextTable.measured(f.forwardLogZ(), f.forwardLogZError()))));
      row.addAll(Collections.nCopies(heading.size() - row.size(), ""));
      rows.add(row);
    }
    return rows;
  }

  /** Acceptance by version of the groups that a model drove. */
  static List<List<String>> versions(LearningHistory learning) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("version", "group", "phase", "trajectories", "acceptance", "s/trajectory"));
    for (LearningHistory.Version v : learning.versions()) {
      if (learning.learnt(v.group()) && v.phase() != Phase.THERMALISE) {
        rows.add(
            List.of(
                Integer.toString(v.version()),
                v.group(),
                v.phase().name(),
                Long.toString(v.trajectories()),
                TextTable.fixed(v.acceptance(), 4),
                TextTable.significant(v.seconds() / v.trajectories())));
      }
    }
    return rows;
  }

  /** What the candidates cost in their trials, and which one was chosen. */
  static List<List<String>> candidates(ModelChoice choice) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "candidate", "trajectories", "acceptance", "s/trajectory", "s/independent sample", ""));
    for (int c = 0; c < choice.trials().size(); c++) {
      ModelTrial t = choice.trials().get(c);
      double twice = choice.twiceTau();
      rows.add(
          List.of(
              t.name(),
              Integer.toString(t.trajectories()),
              TextTable.measured(t.acceptance(), t.acceptanceError()),
              TextTable.measured(t.seconds(), t.secondsError()),
              TextTable.measured(t.cost(twice), t.costError(twice)),
              c == choice.chosen() ? "chosen" : ""));
    }
    return rows;
  }

  /** How long the chains of each group waited at the borders of epochs, summed over chains. */
  static List<List<String>> waiting(RunReport report) {
    LearningHistory learning = report.learning();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("waiting", "group", "driven by the model", "seconds", "of its time in LEARN"));
    report.chains().stream()
        .map(RunReport.ChainReport::group)
        .distinct()
        .forEach(group -> {
          List<Integer> chains = report.chainsOf(group);
          double seconds =
              chains.stream().mapToDouble(c -> learning.waited().getOrDefault(c, 0.0)).sum();
          rows.add(
              List.of(
                  "for lessons",
                  group,
                  learning.learnt(group) ? "yes" : "no",
                  TextTable.significant(seconds),
                  TextTable.fixed(learning.waitingPart(group, chains), 3)));
        });
    return rows;
  }

  static List<List<String>> sideBySide(RunReport report, GroupComparison comparison) {
    List<List<String>> rows = new ArrayList<>();
    List<GroupComparison.Row> groups = comparison.rows();
    List<String> heading = new ArrayList<>(List.of("side by side"));
    groups.forEach(g -> heading.add(g.group()));
    groups.stream()
        .skip(1)
        .forEach(g -> heading.add(g.group() + " - " + groups.getFirst().group()));
    rows.add(heading);
    for (String name : report.groups().get(groups.getFirst().group()).keySet()) {
      rows.add(observable(name, report.groups(), groups));
    }
    row(rows, groups, "joint chi^2", g -> "", ComparisonText::agreement);
    row(rows, groups, "acceptance", g -> TextTable.fixed(g.acceptance(), 4), g -> "");
    row(
        rows,
        groups,
        "s/trajectory",
        g -> TextTable.significant(g.secondsPerTrajectory()),
        g -> "");
    String slowest = comparison.slowest();
    row(rows, groups, "tau_int of " + slowest, ComparisonText::tau, g -> "");
    row(
        rows,
        groups,
        "s/independent sample",
        g -> TextTable.measured(g.seconds()),
        g -> times(g.ratio()));
    if (groups.stream().anyMatch(GroupComparison.Row::learnt)) {
      row(
          rows,
          groups,
          "  with " + TextTable.significant(comparison.trainingSeconds()) + " s of training",
          g -> TextTable.measured(g.secondsWithTraining()),
          g -> times(g.ratioWithTraining()));
    }
    return rows;
  }

  private static List<String> observable(
      String name,
      Map<String, Map<String, RunReport.ObservableReport>> byGroup,
      List<GroupComparison.Row> groups) {
    List<String> row = new ArrayList<>(List.of(name));
    List<String> differences = new ArrayList<>();
    RunReport.ObservableReport first = byGroup.get(groups.getFirst().group()).get(name);
    for (GroupComparison.Row group : groups) {
      RunReport.ObservableReport o = byGroup.get(group.group()).get(name);
      row.add(o == null ? "-" : TextTable.measured(o.value(), o.error()));
      if (row.size() > 2) {
        differences.add(o == null ? "-" : sigma(first, o));
      }
    }
    row.addAll(differences);
    return row;
  }

  private static String sigma(RunReport.ObservableReport a, RunReport.ObservableReport b) {
    double z = (b.value() - a.value()) / Math.hypot(a.error(), b.error());
    return Double.isFinite(z) && !a.frozen() && !b.frozen()
        ? String.format(Locale.ROOT, "%+.2f sigma", z)
        : "-";
  }

  /** Whether the groups agree in all observables jointly, at each temperature; or nothing. */
  static String verdict(RunReport report) {
    List<RunReport> all =
        report.temperatures().isEmpty()
            ? List.of(report)
            : report.temperatures().stream().map(RunReport.AtTemperature::report).toList();
    List<GroupComparison.Agreement> joint =
        all.stream()
            .flatMap(r -> r.comparison().stream())
            .flatMap(c -> c.rows().stream())
            .flatMap(row -> row.agreement().stream())
            .toList();
    if (joint.isEmpty()) {
      return "";
    }
    double smallest = joint.stream().mapToDouble(GroupComparison.Agreement::p).min().orElseThrow();
    long failed = joint.stream().filter(a -> !a.passed()).count();
    long few = joint.stream().filter(a -> !a.judged()).count();
    return String.format(
        Locale.ROOT,
        "Groups of chains agree jointly in %d of %d comparisons (smallest p = %.2g, wanted above"
            + " %.2g)%s%s. ",
        joint.size() - failed,
        joint.size(),
        smallest,
        GroupComparison.Agreement.SMALLEST,
        few == 0 ? "" : ", " + few + " too short to judge",
        failed == 0 ? "" : ": FAILED");
  }

  static String agreement(GroupComparison.Row group) {
    Optional<GroupComparison.Agreement> a = group.agreement();
    return a.map(x ->
            String.format(
                Locale.ROOT,
                "%.2f/%d, p = %.2g%s",
                x.chiSquared(),
                x.dof(),
                x.p(),
                x.judged() ? "" : ", too short to judge"))
        .orElse("-");
  }

  private static String tau(GroupComparison.Row group) {
    return Double.isNaN(group.tauInt().value()) ? "frozen" : TextTable.measured(group.tauInt());
  }

  private static String times(RunReport.Measured ratio) {
    return Double.isNaN(ratio.value()) ? "-" : "x " + TextTable.measured(ratio);
  }

  private static void row(
      List<List<String>> rows,
      List<GroupComparison.Row> groups,
      String name,
      Function<GroupComparison.Row, String> each,
      Function<GroupComparison.Row, String> others) {
    List<String> row = new ArrayList<>(List.of(name));
    groups.forEach(g -> row.add(each.apply(g)));
    groups.stream().skip(1).forEach(g -> row.add(others.apply(g)));
    rows.add(row);
  }
}
