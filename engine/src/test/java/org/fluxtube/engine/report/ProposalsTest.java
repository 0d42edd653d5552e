package org.fluxtube.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.run.Start;
import org.fluxtube.engine.sampler.HmcSpec;
import org.fluxtube.engine.sampler.Metropolis;
import org.fluxtube.engine.sampler.Order;
import org.fluxtube.engine.sampler.Sequence;
import org.fluxtube.engine.sampler.StepInfo;
import org.junit.jupiter.api.Test;

/** The rows under "proposals of". */
class ProposalsTest {
  /** One row for each place of a sequence; none for what is not known, nor for plain samplers. */
  @Test
  void theMembersOfASequenceHaveTheirOwnRows() {
    HmcSpec hmc = new HmcSpec(1, new Omelyan2(5), 0, Optional.empty());
    Sequence mixture = new Sequence(List.of(new Metropolis(0.5, 1, 0, Order.PALINDROMIC), hmc));
    Campaign campaign =
        new Campaign(
            "synthetic",
            1,
            List.of(4),
            new FieldType.Scalar(1),
            new Phi4(1, 1),
            new Start.Hot(),
            List.of(
                new Campaign.ChainGroup("plain", 1, hmc),
                new Campaign.ChainGroup("mixture", 1, mixture)),
            new Phases(0, 0, 10),
            List.of(),
            new Campaign.Checkpointing(60, 2),
            new Campaign.Archive(0, 0, "hdf5"),
            new Campaign.Http("127.0.0.1", 0),
            "reference",
            1);
    Map<String, Double> details =
        Map.of(StepInfo.memberAcceptance(0), 0.25, StepInfo.memberAcceptance(1), 0.75);
    List<RunReport.Proposal> rows =
        Proposals.of(campaign, List.of(), Map.of("plain", details, "mixture", details));
    assertThat(rows)
        .extracting(RunReport.Proposal::group)
        .containsExactly("mixture, 1. metropolis", "mixture, 2. hmc");
    assertThat(rows).extracting(RunReport.Proposal::acceptance).containsExactly(0.25, 0.75);
    assertThat(Proposals.of(campaign, List.of(), Map.of())).isEmpty();
  }
}
