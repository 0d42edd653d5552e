package org.fluxtube.engine.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.fluxtube.engine.observable.Derived;
import org.fluxtube.engine.observable.ObservableSpec;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.stats.Comparison;
import org.fluxtube.engine.stats.Estimate;
import org.fluxtube.engine.stats.GammaAnalysis;
import org.fluxtube.engine.stats.GammaMethod;

/** From the samples of a run to its {@link RunReport}. */
public final class Analysis {
  /** <exp(-dH)> is not estimable from a larger variance: a few rare proposals carry the mean. */
  private static final double LARGEST_VARIANCE = 3;

  private final Campaign campaign;
  private final Samples samples;
  private final Phase phase;
  private final Map<String, RunReport.ObservableReport> observables = new LinkedHashMap<>();
  private final List<RunReport.Check> checks = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  private Analysis(Campaign campaign, Samples samples, Phase phase) {
    this.campaign = campaign;
    this.samples = samples;
    this.phase = phase;
  }

  /**
   * The report of the MEASURE phase.
   *
   * @param exactness what the accept step of each group proves, in the order of the groups
   */
  public static RunReport measured(
      Campaign campaign, String backend, List<String> exactness, Samples samples) {
    return new Analysis(campaign, samples, Phase.MEASURE).report(backend, exactness);
  }

  /**
   * The report of any phase. Averages of THERMALISE or LEARN are not averages of the target; the report
   * says so in its remarks and leaves the checks out.
   */
  public static RunReport ofPhase(
      Campaign campaign,
      String backend,
      List<String> exactness,
      Samples samples,
      Phase phase) {
    return new Analysis(campaign, samples, phase).report(backend, exactness);
  }

  private RunReport report(String backend, List<String> exactness) {
    if (phase != Phase.MEASURE) {
      remarks.add(
          "averages of " + phase + " are not averages of the target: no checks were made");
    }
    List<Samples.ChainHistory> history = samples.history(phase);
    List<RunReport.ChainReport> chains = new ArrayList<>();
    Map<String, List<double[]>> weights = new LinkedHashMap<>();
    for (Samples.ChainHistory chain : history) {
      chains.add(chain(chain, exactness, weights));
    }
    for (Campaign.Measurements group : campaign.measurements()) {
      for (ObservableSpec<?> spec : group.observables()) {
        observable(spec, group.every());
      }
    }
    if (phase == Phase.MEASURE) {
      closedForms();
      weights.forEach(this::creutz);
    }
    return new RunReport(
        campaign.name(),
        backend,
        weakest(exactness),
        chains,
        observables,
        checks,
        List.copyOf(remarks));
  }

  private static String weakest(List<String> exactness) {
    return exactness.stream()
        .filter(e -> e.startsWith("approximate"))
        .findFirst()
        .or(() -> exactness.stream().filter(e -> e.contains("stationary")).findFirst())
        .orElse(exactness.getFirst());
  }

  private RunReport.ChainReport chain(
      Samples.ChainHistory chain, List<String> exactness, Map<String, List<double[]>> weights) {
    Campaign.ChainGroup group = campaign.group(chain.chain());
    double[] weight = new double[chain.deltaH().length];
    boolean known = weight.length > 0;
    for (int i = 0; i < weight.length; i++) {
      known &= !Double.isNaN(chain.deltaH()[i]);
      weight[i] = Math.exp(-chain.deltaH()[i]);
    }
    RunReport.Measured mean = new RunReport.Measured(Double.NaN, Double.NaN);
    if (known && weight.length >= GammaMethod.MINIMUM) {
      Estimate estimate = GammaMethod.DEFAULT.analyse(List.of(weight)).estimate();
      mean = new RunReport.Measured(estimate.value(), estimate.error());
      weights.computeIfAbsent(group.label(), label -> new ArrayList<>()).add(weight);
    }
    return new RunReport.ChainReport(
        chain.chain(),
        group.label(),
        exactness.get(campaign.chains().indexOf(group)),
        chain.finished(),
        mean(chain.acceptance()),
        mean,
        1 / mean(chain.seconds()));
  }

  private static double mean(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += value;
    }
    return x.length == 0 ? Double.NaN : sum / x.length;
  }

  /** Creutz equality <exp(-dH)> = 1 (M. Creutz, Phys. Rev. D38 (1988) 1228). */
  private void creutz(String group, List<double[]> weights) {
    double variance = 0;
    long n = 0;
    for (double[] chain : weights) {
      double[] deltaH = new double[chain.length];
      for (int i = 0; i < chain.length; i++) {
        deltaH[i] = -Math.log(chain[i]);
      }
      double mean = mean(deltaH);
      for (double x : deltaH) {
        variance += (x - mean) * (x - mean);
        n++;
      }
    }
    String name = "<exp(-dH)> of " + group;
    variance /= Math.max(1, n - 1);
    if (!(variance < LARGEST_VARIANCE)) {
      remarks.add(
          name
              + ": not estimable, the variance of dH is "
              + String.format(java.util.Locale.ROOT, "%.3g", variance)
              + " (at most 3)");
      return;
    }
    check(name, GammaMethod.DEFAULT.analyse(weights).estimate(), 1);
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
    for (Samples.ChainRows chain : samples.measurements(spec.label(), phase)) {
      if (chain.rows().length >= GammaMethod.MINIMUM) {
        chains.add(chain.rows());
      } else {
        remarks.add(
            spec.label()
                + ": chain "
                + chain.chain()
                + " has "
                + chain.rows().length
                + " measurements, at least "
                + GammaMethod.MINIMUM
                + " are needed; left out");
      }
    }
    if (chains.isEmpty()) {
      remarks.add(spec.label() + ": no chain with enough measurements in " + phase);
      return;
    }
    List<String> components = spec.components(campaign.field(), campaign.geometry());
    for (int c = 0; c < components.size(); c++) {
      int index = c;
      String name =
          components.get(c).equals("value") ? spec.label() : spec.label() + "." + components.get(c);
      add(name, chains, means -> means[index], every);
    }
    for (Derived derived : spec.derived(campaign.field(), campaign.geometry())) {
      add(derived.name(), chains, derived.function(), every);
    }
  }

  private void add(
      String name, List<double[][]> chains, ToDoubleFunction<double[]> f, int every) {
    GammaAnalysis analysis;
    try {
      analysis = GammaMethod.DEFAULT.analyse(chains, f);
    } catch (IllegalArgumentException e) {
      remarks.add(name + ": " + e.getMessage());
      return;
    }
    Estimate e = analysis.estimate();
    estimates.put(name, e);
    observables.put(
        name,
        new RunReport.ObservableReport(
            e.value(), e.error(), e.tauInt() * every, e.tauIntError() * every, e.n(), phase.name()));
    analysis.remarks().forEach(remark -> remarks.add(name + ": " + remark));
  }

  private final Map<String, Estimate> estimates = new TreeMap<>();

  private void closedForms() {
    for (ClosedForms.Value form : ClosedForms.of(campaign)) {
      Estimate estimate = estimates.get(form.quantity());
      if (estimate != null) {
        check(form.quantity() + " = " + form.formula(), estimate, form.value());
      }
    }
  }
}
