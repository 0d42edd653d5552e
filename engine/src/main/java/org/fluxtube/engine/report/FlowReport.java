package org.fluxtube.engine.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.sampler.StepInfo;
import org.fluxtube.engine.stats.LogWeights;
import org.fluxtube.engine.stats.RejectionRuns;
import org.fluxtube.engine.stats.Reweighting;

/**
 * What a group's independent proposals of one phase say: of the flow that made them, and, as
 * reweighted means, of the target. All proposals count, accepted or not.
 *
 * @param group its label
 * @param weights ln w = -S - ln q of the proposals
 * @param acceptance of the chains; that of an endless chain is {@link LogWeights#acceptance}
 * @param runs of rejections
 * @param reweighted by name of the observable's number
 */
public record FlowReport(
    String group,
    LogWeights weights,
    double acceptance,
    RejectionRuns runs,
    Map<String, Reweighted> reweighted) {
  /** The fewest proposals, weighed by the ESS, whose errors can be believed. */
  private static final double FEWEST = 100;

  /**
   * A reweighted mean beside those of the chains.
   *
   * @param mean over the proposals
   * @param chain of this group, whose configurations are some of the proposals
   * @param other of the first group that makes no such proposals; NaN where there is none
   * @param sigma (mean - other)/error, both errors in quadrature
   * @param judged whether there are enough proposals for such a judgement: ESS times their number
   *     is at least 100
   */
  public record Reweighted(
      RunReport.Measured mean,
      RunReport.Measured chain,
      RunReport.Measured other,
      double sigma,
      boolean judged) {
    /** Whether both agree, there is nothing to compare with, or it cannot be judged. */
    public boolean passed() {
      return !judged || Double.isNaN(sigma) || Math.abs(sigma) <= RunReport.Check.SIGMA;
    }
  }

  /** ln Z with its error. */
  public RunReport.Measured logZ() {
    return new RunReport.Measured(weights.logZ(), weights.logZError());
  }

  /** The groups that have such proposals. */
  static List<FlowReport> of(
      Campaign campaign,
      List<Samples.Proposed> proposed,
      List<RunReport.ChainReport> chains,
      Map<String, Map<String, RunReport.ObservableReport>> observables) {
    Map<String, List<Samples.Proposed>> byGroup = new LinkedHashMap<>();
    for (Samples.Proposed one : proposed) {
      if (one.series().getOrDefault(StepInfo.LOG_WEIGHT, new double[0]).length > 0) {
        String label = campaign.group(one.chain()).label();
        byGroup.computeIfAbsent(label, l -> new ArrayList<>()).add(one);
      }
    }
    String other =
        observables.keySet().stream().filter(l -> !byGroup.containsKey(l)).findFirst().orElse("");
    List<FlowReport> reports = new ArrayList<>();
    byGroup.forEach((group, own) -> {
      double[] logWeights = all(own, StepInfo.LOG_WEIGHT);
      double acceptance =
          chains.stream()
              .filter(chain -> chain.group().equals(group))
              .mapToDouble(RunReport.ChainReport::acceptance)
              .average()
              .orElse(Double.NaN);
      LogWeights weights = LogWeights.of(logWeights);
      boolean judged = weights.ess() * logWeights.length >= FEWEST;
      Map<String, Reweighted> reweighted = new LinkedHashMap<>();
      for (String detail : names(own)) {
        String name = detail.substring(StepInfo.PROPOSED.length());
        Reweighting.Mean mean = Reweighting.of(logWeights, all(own, detail));
        RunReport.Measured chain = measured(observables, group, name);
        RunReport.Measured beside = measured(observables, other, name);
        double sigma = (mean.value() - beside.value()) / Math.hypot(mean.error(), beside.error());
        reweighted.put(
            name,
            new Reweighted(
                new RunReport.Measured(mean.value(), mean.error()), chain, beside, sigma, judged));
      }
      List<double[]> counters =
          own.stream().map(one -> one.series().get(StepInfo.REJECTIONS)).toList();
      reports.add(
          new FlowReport(group, weights, acceptance, RejectionRuns.of(counters), reweighted));
    });
    return reports;
  }

  private static Set<String> names(List<Samples.Proposed> own) {
    Set<String> names = new TreeSet<>();
    for (Samples.Proposed one : own) {
      one.series().keySet().stream()
          .filter(name -> name.startsWith(StepInfo.PROPOSED))
          .forEach(names::add);
    }
    return names;
  }

  private static double[] all(List<Samples.Proposed> own, String name) {
    return own.stream().flatMapToDouble(one -> Arrays.stream(one.series().get(name))).toArray();
  }

  private static RunReport.Measured measured(
      Map<String, Map<String, RunReport.ObservableReport>> observables, String group, String name) {
    RunReport.ObservableReport o = observables.getOrDefault(group, Map.of()).get(name);
    return o == null
        ? new RunReport.Measured(Double.NaN, Double.NaN)
        : new RunReport.Measured(o.value(), o.error());
  }
}
