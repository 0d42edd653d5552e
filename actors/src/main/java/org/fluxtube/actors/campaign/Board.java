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
  private Optional<LearningStatus> learning = Optional.empty();

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
              0,
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

  void put(LearningStatus status) {
    learning = Optional.of(status);
  }

  /** Whether lessons still need a chain, or it needs them. */
  boolean needed(int chain) {
    return setup
        .epochCuts()
        .filter(cuts -> cuts.chains().contains(chain))
        .map(cuts -> cuts.untied(chain))
        .filter(last -> chains.get(chain).trajectory() < last)
        .isPresent();
  }

  /** The chains with what those that wait for a lesson wait for: chains that are not there yet. */
  private List<ChainStatus> explained() {
    if (learning.isEmpty()) {
      return List.copyOf(chains.values());
    }
    long border = learning.get().border();
    List<String> late =
        setup.feeding().stream()
            .map(chains::get)
            .filter(c -> c.trajectory() < border && !c.state().equals("waiting"))
            .map(c -> "chain " + c.chain() + " (" + c.state() + ", " + c.trajectory() + ")")
            .toList();
    String why =
        learning.get().running() > 0
            ? ", which is being taken"
            : late.isEmpty()
                ? ""
                : ", which needs trajectory " + border + " of " + String.join(", ", late);
    return chains.values().stream()
        .map(c ->
            c.detail().startsWith("for " + Waiting.LESSON) ? c.withDetail(c.detail() + why) : c)
        .toList();
  }

  CampaignStatus status(Optional<CampaignStatus.Outcome> outcome) {
    return new CampaignStatus(
        setup.folder().name(),
        setup.backend().name(),
        explained(),
        observed.values().stream().flatMap(o -> o.means().stream()).toList(),
        learning,
        outcome);
  }
}
