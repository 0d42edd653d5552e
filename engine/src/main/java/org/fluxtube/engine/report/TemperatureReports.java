package org.fluxtube.engine.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Ladders;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.run.ReplicaExchange;
import org.fluxtube.engine.run.Temperatures;
import org.fluxtube.engine.stats.GammaMethod;

/** The report of a campaign at several temperatures: that of each, and what they have together. */
final class TemperatureReports {
  private final Campaign campaign;
  private final Samples samples;
  private final Phase phase;

  TemperatureReports(Campaign campaign, Samples samples, Phase phase) {
    this.campaign = campaign;
    this.samples = samples;
    this.phase = phase;
  }

  RunReport report(String backend, List<String> exactness) {
    List<Double> beta = campaign.temperatures().orElseThrow().beta();
    int n = beta.size();
    List<RunReport.AtTemperature> each = new ArrayList<>();
    List<RunReport.ChainReport> chains = new ArrayList<>();
    Map<String, RunReport.ObservableReport> observables = new LinkedHashMap<>();
    Map<String, Map<String, RunReport.ObservableReport>> groups = new LinkedHashMap<>();
    List<RunReport.Check> checks = new ArrayList<>();
    Map<String, RunReport.Limit> limits = new LinkedHashMap<>();
    List<String> remarks = new ArrayList<>();
    for (int rank = 0; rank < n; rank++) {
      List<String> own = new ArrayList<>();
      for (int i = rank; i < exactness.size(); i += n) {
        own.add(exactness.get(i));
      }
      List<Integer> numbers = chains(rank);
      RunReport one = Analysis.ofPhase(campaign.at(rank), backend, own, new Some(numbers), phase);
      each.add(new RunReport.AtTemperature(beta.get(rank), one));
      String text = Temperatures.text(beta.get(rank));
      one.chains().forEach(c -> chains.add(c.numbered(numbers.get(c.id()))));
      one.observables().forEach((name, o) -> observables.put(name + Temperatures.AT + text, o));
      groups.putAll(one.groups());
      one.checks().forEach(c -> checks.add(c.named("beta " + text + ": " + c.name())));
      one.limits().forEach(l -> limits.merge(l.name(), l, RunReport.Limit::and));
      one.remarks().forEach(remark -> remarks.add("beta = " + text + ": " + remark));
    }
    chains.sort((a, b) -> Integer.compare(a.id(), b.id()));
    return new RunReport(
        campaign.name(),
        backend,
        Analysis.weakest(exactness),
        List.copyOf(chains),
        observables,
        groups,
        Optional.empty(),
        samples.learning(),
        samples.times(phase).stream().filter(TimeReport::split).toList(),
        Proposals.of(campaign, chains, samples.details(phase)),
        List.of(),
        List.copyOf(checks),
        List.copyOf(limits.values()),
        List.copyOf(remarks),
        exchanges(),
        each.stream().flatMap(at -> at.report().paces().stream()).toList(),
        each.stream().flatMap(at -> at.report().motions().stream()).toList(),
        List.copyOf(each));
  }

  /** The pairs, in the order of their chains; an error only where there are enough of them. */
  private List<RunReport.Exchange> exchanges() {
    Ladders ladders = Ladders.of(campaign);
    List<RunReport.Exchange> all = new ArrayList<>();
    for (Samples.ChainRows rows : samples.measurements(ReplicaExchange.Swap.LABEL, phase)) {
      List<Integer> ladder = ladders.of(rows.chain());
      double[] swapped = Arrays.stream(rows.rows()).mapToDouble(row -> row[0]).toArray();
      if (swapped.length > 0) {
        double mean = Arrays.stream(swapped).average().orElseThrow();
        double error =
            swapped.length < GammaMethod.MINIMUM
                ? Double.NaN
                : GammaMethod.DEFAULT.analyse(List.of(swapped)).estimate().error();
        all.add(
            new RunReport.Exchange(
                campaign.group(rows.chain()).label(),
                campaign.group(ladder.get(ladder.indexOf(rows.chain()) + 1)).label(),
                swapped.length,
                new RunReport.Measured(mean, error)));
      }
    }
    return List.copyOf(all);
  }

  /** The chains of one temperature, in the order in which its own campaign numbers them. */
  private List<Integer> chains(int rank) {
    List<Integer> numbers = new ArrayList<>();
    for (int chain = 0; chain < campaign.chainCount(); chain++) {
      if (campaign.rank(chain) == rank) {
        numbers.add(chain);
      }
    }
    return numbers;
  }

  /** The samples of some chains, numbered from 0. */
  private final class Some implements Samples {
    private final Map<Integer, Integer> own = new TreeMap<>();

    Some(List<Integer> numbers) {
      numbers.forEach(number -> own.put(number, own.size()));
    }

    @Override
    public List<ChainHistory> history(Phase of) {
      return samples.history(of).stream()
          .filter(h -> own.containsKey(h.chain()))
          .map(h ->
              new ChainHistory(
                  own.get(h.chain()), h.finished(), h.acceptance(), h.deltaH(), h.seconds()))
          .toList();
    }

    @Override
    public List<ChainRows> measurements(String label, Phase of) {
      return samples.measurements(label, of).stream()
          .filter(rows -> own.containsKey(rows.chain()))
          .map(rows -> new ChainRows(own.get(rows.chain()), rows.rows()))
          .toList();
    }

    /** A lesson is taken for all temperatures at once: its time counts for each in equal parts. */
    @Override
    public LearningHistory learning() {
      LearningHistory whole = samples.learning();
      int ranks = campaign.ranks();
      return new LearningHistory(
          whole.lessons().stream().map(l -> l.lasting(l.seconds() / ranks)).toList(),
          whole.versions(),
          whole.waited(),
          whole.choice());
    }
  }
}
