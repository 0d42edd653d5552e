package org.fluxtube.engine.report;

import java.util.ArrayList;
import java.util.List;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.observable.ObservableSpec;
import org.fluxtube.engine.observable.Plaquette;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.run.Start;
import org.fluxtube.engine.sampler.HmcSpec;

/** Campaigns of 8 x 8 and the analysis of samples that were made up for them. */
final class SyntheticCampaign {
  static final String EXACTNESS = "exact (detailed balance)";

  private SyntheticCampaign() {}

  static Campaign u1(int every, int... chains) {
    return campaign(
        new FieldType.Gauge(Group.U1), new WilsonPlaquette(2), every, new Plaquette(), chains);
  }

  static Campaign campaign(
      FieldType field,
      ActionSpec<?> action,
      int every,
      ObservableSpec<?> observable,
      int... chains) {
    List<Campaign.ChainGroup> groups = new ArrayList<>();
    for (int g = 0; g < chains.length; g++) {
      groups.add(
          new Campaign.ChainGroup("group" + g, chains[g], new HmcSpec(1, new Omelyan2(5 + g))));
    }
    return new Campaign(
        "synthetic",
        1,
        List.of(8, 8),
        field,
        action,
        new Start.Hot(),
        groups,
        new Phases(0, 0, 1000),
        List.of(new Campaign.Measurements(every, List.of(observable))),
        new Campaign.Checkpointing(60, 2),
        new Campaign.Archive(0, 0, "hdf5"),
        new Campaign.Http("127.0.0.1", 0),
        "reference",
        1);
  }

  static RunReport analyse(Campaign campaign, Samples samples) {
    return Analysis.measured(
        campaign,
        "reference",
        campaign.chains().stream().map(group -> EXACTNESS).toList(),
        samples);
  }

  static RunReport.Check check(RunReport report, String start) {
    return report.checks().stream().filter(c -> c.name().startsWith(start)).findFirst().get();
  }
}
