package org.fluxtube.engine.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.fluxtube.engine.observable.Derived;
import org.fluxtube.engine.observable.ObservableSpec;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.ChainCheck;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.stats.Comparison;
import org.fluxtube.engine.stats.Estimate;
import org.fluxtube.engine.stats.GammaAnalysis;
import org.fluxtube.engine.stats.GammaMethod;

/** From the samples of a run to its {@link RunReport}. */
public final class Analysis {
  private final Campaign campaign;
  private final Samples samples;

  /** Observables with more components are not compared between groups one by one. */
  public static final int MOST_COMPARED = 8;

  private final Phase phase;
  private final Map<String, Map<String, RunReport.ObservableReport>> groups = new LinkedHashMap<>();
  private final Map<String, RunReport.ObservableReport> observables = new LinkedHashMap<>();
  private final List<RunReport.Check> checks = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final Map<String, Estimate> estimates = new TreeMap<>();
  private final Map<String, List<String>> concerning = new LinkedHashMap<>();
  private final List<String> undetermined = new ArrayList<>();
  private final List<RunReport.Motion> motions = new ArrayList<>();
  private final SideBySide sideBySide;

  private Analysis(Campaign campaign, Samples samples, Phase phase) {
    this.campaign = campaign;
    this.samples = samples;
    this.phase = phase;
    this.sideBySide = new SideBySide(campaign);
  }

  /**
   * The report of the MEASURE phase; at several temperatures the reports of each.
   *
   * @param exactness what the accept step of each group proves, in the order of the groups
   */
  public static RunReport measured(
      Campaign campaign, String backend, List<String> exactness, Samples samples) {
    return ofPhase(campaign, backend, exactness, samples, Phase.MEASURE);
  }

  /**
   * The report of any phase. Averages of THERMALISE or LEARN are not averages of the target; the
   * report says so in its remarks and leaves the checks out.
   */
  public static RunReport ofPhase(
      Campaign campaign, String backend, List<String> exactness, Samples samples, Phase phase) {
    return campaign.temperatures().isPresent()
        ? new TemperatureReports(campaign, samples, phase).report(backend, exactness)
        : new Analysis(campaign, samples, phase).report(backend, exactness);
  }

  private RunReport report(String backend, List<String> exactness) {
    if (phase != Phase.MEASURE) {
      remarks.add("averages of " + phase + " are not averages of the target: no checks were made");
    }
    List<Samples.ChainHistory> history = samples.history(phase);
    List<RunReport.ChainReport> chains = new ArrayList<>();
    Map<String, List<double[]>> deltaH = new LinkedHashMap<>();
    for (Samples.ChainHistory chain : history) {
      chains.add(chain(chain, exactness, deltaH));
    }
    for (Campaign.Measurements group : campaign.measured()) {
      for (ObservableSpec<?> spec : group.observables()) {
        observable(spec, group.every());
      }
    }
    concerning.forEach((remark, names) -> remarks.add(shortened(names) + ": " + remark));
    if (!undetermined.isEmpty()) {
      remarks.add(
          "no finite value at the measured means, longer runs may have one: "
              + String.join(", ", undetermined));
    }
    if (phase == Phase.MEASURE) {
      closedForms();
      deltaH.forEach(this::creutz);
    }
    LearningHistory learnt = samples.learning();
    Optional<GroupComparison> comparison =
        phase == Phase.MEASURE ? sideBySide.of(history, learnt) : Optional.empty();
    return new RunReport(
        campaign.name(),
        backend,
        weakest(exactness),
        List.copyOf(chains),
        Collections.unmodifiableMap(observables),
        Collections.unmodifiableMap(groups),
        comparison,
        learnt,
        samples.times(phase).stream().filter(TimeReport::split).toList(),
        Proposals.of(campaign, chains, samples.details(phase)),
        FlowReport.of(campaign, samples.proposed(phase), chains, groups),
        List.copyOf(checks),
        limits(),
        List.copyOf(remarks),
        List.of(),
        Paces.of(campaign, history),
        List.copyOf(motions),
        List.of());
  }

  /** Many components of one observable as their number. */
  private static String shortened(List<String> names) {
    Map<String, List<String>> byLabel = new LinkedHashMap<>();
    for (String name : names) {
      int dot = name.lastIndexOf('.');
      String label = dot < 0 ? name : name.substring(0, dot);
      byLabel.computeIfAbsent(label, l -> new ArrayList<>()).add(name);
    }
    return byLabel.entrySet().stream()
        .map(e ->
            e.getValue().size() > MOST_COMPARED
                ? e.getKey() + " (" + e.getValue().size() + " components)"
                : String.join(", ", e.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** The worst of the production checks. */
  private List<RunReport.Limit> limits() {
    List<RunReport.Limit> limits = new ArrayList<>();
    ChainCheck.LIMITS.forEach((name, limit) -> {
      double worst = 0;
      long n = 0;
      for (Samples.ChainRows chain : samples.measurements(name, phase)) {
        for (double[] row : chain.rows()) {
          worst = row[0] <= worst ? worst : row[0]; // NaN stays
          n++;
        }
      }
      if (n > 0) {
        limits.add(new RunReport.Limit(name, worst, limit, n));
      }
    });
    return List.copyOf(limits);
  }

  static String weakest(List<String> exactness) {
    return exactness.stream()
        .filter(e -> e.startsWith("approximate"))
        .findFirst()
        .or(() -> exactness.stream().filter(e -> e.contains("stationary")).findFirst())
        .orElse(exactness.getFirst());
  }

  private RunReport.ChainReport chain(
      Samples.ChainHistory chain, List<String> exactness, Map<String, List<double[]>> deltaH) {
    Campaign.ChainGroup group = campaign.group(chain.chain());
    double[] differences = chain.deltaH();
    double acceptance = mean(chain.acceptance());
    if (acceptance == 0) {
      remarks.add(
          "chain "
              + chain.chain()
              + " accepted nothing in "
              + phase
              + ": its averages are one configuration; use more steps, or target-acceptance");
    }
    RunReport.Measured mean = new RunReport.Measured(Double.NaN, Double.NaN);
    if (differences.length >= GammaMethod.MINIMUM && known(chain)) {
      if (Arrays.stream(CreutzEquality.weights(differences)).allMatch(Double::isFinite)) {
        Estimate estimate = CreutzEquality.mean(List.of(differences));
        mean = new RunReport.Measured(estimate.value(), estimate.error());
      }
      deltaH.computeIfAbsent(group.label(), label -> new ArrayList<>()).add(differences);
    }
    return new RunReport.ChainReport(
        chain.chain(),
        group.label(),
        exactness.get(campaign.chains().indexOf(group)),
        chain.finished(),
        acceptance,
        mean,
        1 / mean(chain.seconds()));
  }

  /** Whether every trajectory has a dH; says so if only some have. */
  private boolean known(Samples.ChainHistory chain) {
    long missing = Arrays.stream(chain.deltaH()).filter(Double::isNaN).count();
    if (missing > 0 && missing < chain.deltaH().length) {
      remarks.add(
          "chain "
              + chain.chain()
              + ": "
              + missing
              + " of "
              + chain.deltaH().length
              + " trajectories have no dH; <exp(-dH)> was not averaged");
    }
    return missing == 0;
  }

  private static double mean(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += value;
    }
    return x.length == 0 ? Double.NaN : sum / x.length;
  }

  private void creutz(String group, List<double[]> deltaH) {
    String name = "<exp(-dH)> of " + group;
    Optional<String> obstacle = CreutzEquality.obstacle(deltaH);
    obstacle.ifPresent(why -> remarks.add(name + ": not estimable, " + why));
    if (obstacle.isEmpty()) {
      check(name, CreutzEquality.mean(deltaH), 1);
      return;
    }
    Estimate balance = CreutzEquality.balance(deltaH);
    if (balance.error() > 0) { // nothing but infinite dH has none
      check("<sign(dH)/(1+exp(dH))> of " + group, balance, 0);
    }
  }

  private void check(String name, Estimate estimate, double expected) {
    Comparison comparison = Comparison.of(estimate, expected);
    checks.add(
        new RunReport.Check(
            name,
            estimate.value(),
            estimate.error(),
            expected,
            comparison.sigma(),
            comparison.passed(RunReport.Check.SIGMA)));
  }

  private void observable(ObservableSpec<?> spec, int every) {
    List<double[][]> chains = new ArrayList<>();
    Map<String, List<double[][]>> byGroup = new LinkedHashMap<>();
    List<String> few = new ArrayList<>();
    for (Samples.ChainRows chain : samples.measurements(spec.label(), phase)) {
      if (chain.rows().length >= GammaMethod.MINIMUM) {
        chains.add(chain.rows());
        byGroup
            .computeIfAbsent(campaign.group(chain.chain()).label(), label -> new ArrayList<>())
            .add(chain.rows());
      } else {
        few.add("chain " + chain.chain() + " has " + chain.rows().length);
      }
    }
    if (!few.isEmpty()) {
      remarks.add(
          spec.label()
              + ": left out for too few measurements in "
              + phase
              + " (at least "
              + GammaMethod.MINIMUM
              + " are needed): "
              + String.join(", ", few));
    }
    if (chains.isEmpty()) {
      remarks.add(spec.label() + ": no chain with enough measurements in " + phase);
      return;
    }
    List<String> names = spec.names(campaign.field(), campaign.geometry());
    for (int c = 0; c < names.size(); c++) {
      int index = c;
      String name = names.get(c);
      add(name, chains, means -> means[index], every);
      ChainComparison.difference(chains, index).ifPresent(d -> remarks.add(name + ": " + d));
      if (byGroup.size() > 1 && names.size() <= MOST_COMPARED) {
        compare(name, byGroup, index, every);
      }
    }
    if (spec.separatesSectors()) {
      byGroup.forEach((label, own) -> {
        List<double[]> charge = own.stream().map(rows -> column(rows, 0)).toList();
        if (charge.stream().flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
          motions.add(Motions.of(names.getFirst(), label, charge, every));
        }
      });
    }
    if (names.size() > MOST_COMPARED && phase == Phase.MEASURE) {
      compareWidely(spec.label(), names, byGroup);
    }
    for (Derived derived : spec.derived(campaign.field(), campaign.geometry())) {
      if (exists(derived, chains)) {
        add(derived.name(), chains, derived.function(), every);
      } else {
        undetermined.add(derived.name());
      }
    }
  }

  /** Each group by itself; in MEASURE every group must agree with the first. */
  private void compare(
      String name, Map<String, List<double[][]>> byGroup, int component, int every) {
    GammaAnalysis first = null;
    String firstLabel = "";
    for (Map.Entry<String, List<double[][]>> group : byGroup.entrySet()) {
      GammaAnalysis analysis =
          GammaMethod.DEFAULT.analyse(group.getValue(), means -> means[component]);
      Estimate e = analysis.estimate();
      groups
          .computeIfAbsent(group.getKey(), label -> new LinkedHashMap<>())
          .put(name, result(analysis, every));
      sideBySide.add(
          name,
          group.getKey(),
          group.getValue().stream().map(rows -> column(rows, component)).toList(),
          analysis,
          every);
      if (first == null) {
        first = analysis;
        firstLabel = group.getKey();
      } else if (phase == Phase.MEASURE) {
        Estimate other = first.estimate();
        Comparison difference =
            new Comparison(e.value() - other.value(), Math.hypot(e.error(), other.error()), 0);
        if (difference.value() != 0 && (analysis.frozen() || first.frozen())) {
          remarks.add(
              name
                  + ": frozen in every chain of "
                  + (first.frozen() ? firstLabel : group.getKey())
                  + ", so that "
                  + group.getKey()
                  + " - "
                  + firstLabel
                  + " has no error to be judged by and is no check");
          continue;
        }
        checks.add(
            new RunReport.Check(
                name + ": " + group.getKey() + " - " + firstLabel,
                difference.value(),
                difference.error(),
                0,
                difference.sigma(),
                difference.passed(RunReport.Check.SIGMA)));
      }
    }
  }

  private void compareWidely(
      String label, List<String> names, Map<String, List<double[][]>> byGroup) {
    List<String> groupsOfChains = List.copyOf(byGroup.keySet());
    for (String other : groupsOfChains.subList(1, groupsOfChains.size())) {
      List<String> both = List.of(groupsOfChains.getFirst(), other);
      WideComparison.of(label, names, both, byGroup.get(both.get(0)), byGroup.get(other))
          .ifPresentOrElse(
              checks::add,
              () ->
                  remarks.add(
                      label + ": too short to compare " + other + " with " + both.getFirst()));
    }
  }

  private static double[] column(double[][] rows, int component) {
    return Arrays.stream(rows).mapToDouble(row -> row[component]).toArray();
  }

  private RunReport.ObservableReport result(GammaAnalysis analysis, int every) {
    Estimate e = analysis.estimate();
    return new RunReport.ObservableReport(
        e.value(),
        e.error(),
        e.tauInt() * every,
        e.tauIntError() * every,
        e.n(),
        phase.name(),
        analysis.resolved(),
        analysis.frozen());
  }

  /** Whether a derived quantity is a number at the means: a logarithm may be of a negative one. */
  private static boolean exists(Derived derived, List<double[][]> chains) {
    double[] means = new double[chains.getFirst()[0].length];
    long n = 0;
    for (double[][] chain : chains) {
      for (double[] row : chain) {
        for (int c = 0; c < means.length; c++) {
          means[c] += row[c];
        }
        n++;
      }
    }
    for (int c = 0; c < means.length; c++) {
      means[c] /= n;
    }
    return Double.isFinite(derived.function().applyAsDouble(means));
  }

  private void add(String name, List<double[][]> chains, ToDoubleFunction<double[]> f, int every) {
    GammaAnalysis analysis;
    try {
      analysis = GammaMethod.DEFAULT.analyse(chains, f);
    } catch (IllegalArgumentException e) {
      remarks.add(name + ": " + e.getMessage());
      return;
    }
    Estimate e = analysis.estimate();
    estimates.put(name, e);
    observables.put(name, result(analysis, every));
    analysis
        .remarks()
        .forEach(remark -> concerning.computeIfAbsent(remark, r -> new ArrayList<>()).add(name));
  }

  private void closedForms() {
    List<ClosedForms.Value> forms;
    try {
      forms = ClosedForms.of(campaign);
    } catch (IllegalArgumentException e) {
      remarks.add("the closed form is out of reach here: " + e.getMessage());
      return;
    }
    for (ClosedForms.Value form : forms) {
      Estimate estimate = estimates.get(form.quantity());
      if (estimate != null) {
        check(form.quantity() + " = " + form.formula(), estimate, form.value());
      }
    }
  }
}
