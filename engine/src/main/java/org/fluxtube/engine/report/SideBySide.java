package org.fluxtube.engine.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Published;
import org.fluxtube.engine.stats.Estimate;
import org.fluxtube.engine.stats.GammaAnalysis;

/** Gathers the observables of each group and makes their {@link GroupComparison}. */
final class SideBySide {
  private static final RunReport.Measured UNKNOWN = new RunReport.Measured(Double.NaN, Double.NaN);

  private record Observable(
      Map<String, JointDifference.Measured> byGroup, Set<String> frozen, int every) {}

  private final Campaign campaign;
  private final Map<String, Observable> observables = new LinkedHashMap<>();

  SideBySide(Campaign campaign) {
    this.campaign = campaign;
  }

  /** One observable in one group. */
  void add(String name, String group, List<double[]> chains, GammaAnalysis analysis, int every) {
    Observable observable =
        observables.computeIfAbsent(
            name, n -> new Observable(new LinkedHashMap<>(), new HashSet<>(), every));
    observable.byGroup.put(group, new JointDifference.Measured(chains, analysis.estimate()));
    if (analysis.frozen()) {
      observable.frozen.add(group);
    }
  }

  /** Empty if the first group has no observable to compare. */
  Optional<GroupComparison> of(List<Samples.ChainHistory> history, LearningHistory learnt) {
    String first = campaign.chains().getFirst().label();
    Optional<String> slowest = slowest(first, true).or(() -> slowest(first, false));
    if (slowest.isEmpty()) {
      return Optional.empty();
    }
    List<GroupComparison.Row> rows = new ArrayList<>();
    for (Campaign.ChainGroup group : campaign.chains()) {
      row(group.label(), slowest.get(), history, learnt, rows).ifPresent(rows::add);
    }
    return Optional.of(
        new GroupComparison(
            slowest.get(), List.copyOf(rows), learnt.trainingSeconds(), published(rows)));
  }

  private List<GroupComparison.Literature> published(List<GroupComparison.Row> rows) {
    List<GroupComparison.Literature> all = new ArrayList<>();
    for (Campaign.ChainGroup group : campaign.chains()) {
      for (Published p : group.published()) {
        measured(p.observable(), group.label(), rows)
            .ifPresent(m -> {
              double error = Math.hypot(p.error(), m.error());
              double sigma = error > 0 ? (m.value() - p.value()) / error : Double.NaN;
              all.add(new GroupComparison.Literature(group.label(), p, m, sigma));
            });
      }
    }
    return List.copyOf(all);
  }

  private Optional<RunReport.Measured> measured(
      String name, String group, List<GroupComparison.Row> rows) {
    if (name.equals(Published.ACCEPTANCE)) {
      return rows.stream()
          .filter(row -> row.group().equals(group))
          .findFirst()
          .map(row -> new RunReport.Measured(row.acceptance(), Double.NaN));
    }
    return Optional.ofNullable(observables.get(name))
        .map(o -> o.byGroup.get(group))
        .map(m -> new RunReport.Measured(m.estimate().value(), m.estimate().error()));
  }

  /**
   * That with the longest tau_int in the first group.
   *
   * @param seen without those that were measured too seldom to see an autocorrelation, whose
   *     tau_int is half their distance whatever the chain does
   */
  private Optional<String> slowest(String first, boolean seen) {
    String name = null;
    double longest = 0;
    for (Map.Entry<String, Observable> entry : observables.entrySet()) {
      JointDifference.Measured measured = entry.getValue().byGroup.get(first);
      if (measured != null && entry.getValue().byGroup.size() > 1) {
        int every = entry.getValue().every;
        double tau = measured.estimate().tauInt() * every;
        boolean fits = !seen || every == 1 || measured.estimate().seesAutocorrelation();
        if (fits && tau > longest) {
          longest = tau;
          name = entry.getKey();
        }
      }
    }
    return Optional.ofNullable(name);
  }

  private Optional<GroupComparison.Row> row(
      String group,
      String slowest,
      List<Samples.ChainHistory> history,
      LearningHistory learnt,
      List<GroupComparison.Row> before) {
    Observable observable = observables.get(slowest);
    JointDifference.Measured measured = observable.byGroup.get(group);
    if (measured == null) {
      return Optional.empty();
    }
    double seconds = 0;
    double acceptance = 0;
    long trajectories = 0;
    for (Samples.ChainHistory chain : history) {
      if (campaign.group(chain.chain()).label().equals(group)) {
        for (int i = 0; i < chain.seconds().length; i++) {
          seconds += chain.seconds()[i];
          acceptance += chain.acceptance()[i];
          trajectories++;
        }
      }
    }
    Estimate e = measured.estimate();
    RunReport.Measured tau =
        observable.frozen.contains(group)
            ? UNKNOWN
            : new RunReport.Measured(
                e.tauInt() * observable.every, e.tauIntError() * observable.every);
    RunReport.Measured cost = scaled(tau, 2 * seconds / trajectories);
    boolean trained = learnt.learnt(group);
    RunReport.Measured whole =
        trained ? scaled(tau, 2 * (seconds + learnt.trainingSeconds()) / trajectories) : cost;
    boolean isFirst = before.isEmpty();
    RunReport.Measured reference = isFirst ? cost : before.getFirst().seconds();
    return Optional.of(
        new GroupComparison.Row(
            group,
            trained,
            acceptance / trajectories,
            seconds / trajectories,
            tau,
            cost,
            whole,
            isFirst ? UNKNOWN : ratio(reference, cost),
            isFirst ? UNKNOWN : ratio(reference, whole),
            isFirst ? Optional.empty() : agreement(group)));
  }

  private Optional<GroupComparison.Agreement> agreement(String group) {
    String first = campaign.chains().getFirst().label();
    List<JointDifference.Measured> a = new ArrayList<>();
    List<JointDifference.Measured> b = new ArrayList<>();
    for (Observable o : observables.values()) {
      // what is the same number in both, as a constant, has no error and is no evidence
      // nor is what never changed in a chain: its error is not known
      if (!o.frozen.contains(first)
          && !o.frozen.contains(group)
          && o.byGroup.containsKey(first)
          && o.byGroup.containsKey(group)
          && Math.hypot(
                  o.byGroup.get(first).estimate().error(), o.byGroup.get(group).estimate().error())
              > 0) {
        a.add(o.byGroup.get(first));
        b.add(o.byGroup.get(group));
      }
    }
    return JointDifference.of(a, b);
  }

  private static RunReport.Measured scaled(RunReport.Measured x, double factor) {
    return new RunReport.Measured(x.value() * factor, x.error() * factor);
  }

  /** Of independent numbers: relative errors in quadrature. */
  private static RunReport.Measured ratio(RunReport.Measured a, RunReport.Measured b) {
    double value = a.value() / b.value();
    return new RunReport.Measured(
        value, value * Math.hypot(a.error() / a.value(), b.error() / b.value()));
  }
}
