package org.fluxtube.actors.campaign;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fluxtube.engine.run.Phase;

/** What the chains and measurements have last said of themselves. */
final class Board {
  private final Setup setup;
  private final Map<Integer, ChainStatus> chains = new TreeMap<>();
  private final Map<Integer, CampaignCommand.Observed> observed = new TreeMap<>();

  Board(Setup setup) {
    this.setup = setup;
    for (ChainPlan plan : setup.chains()) {
      put(
          new ChainStatus(
              plan.chain(),
              plan.group().label(),
              "running",
              "",
              0,
              plan.phases().total(),
              Phase.THERMALISE,
              Double.NaN,
              0,
              0));
    }
  }

  void put(ChainStatus status) {
    chains.put(status.chain(), status);
  }

  void put(CampaignCommand.Observed mean) {
    observed.put(mean.chain(), mean);
  }

  CampaignStatus status(Optional<CampaignStatus.Outcome> outcome) {
    return new CampaignStatus(
        setup.folder().name(),
        setup.backend().name(),
        List.copyOf(chains.values()),
        observed.values().stream().flatMap(o -> o.means().stream()).toList(),
        outcome);
  }
}
