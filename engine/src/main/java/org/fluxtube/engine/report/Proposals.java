package org.fluxtube.engine.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.sampler.SingleSpin;
import org.fluxtube.engine.sampler.Slmc;
import org.fluxtube.engine.sampler.StepInfo;

/** Gathers the {@link RunReport.Proposal}s of the groups that have any. */
final class Proposals {
  private Proposals() {}

  static List<RunReport.Proposal> of(
      Campaign campaign,
      List<RunReport.ChainReport> chains,
      Map<String, Map<String, Double>> details) {
    List<RunReport.Proposal> all = new ArrayList<>();
    for (Campaign.ChainGroup group : campaign.groups()) {
      Map<String, Double> own = details.getOrDefault(group.label(), Map.of());
      Double residual = own.get(StepInfo.RESIDUAL_CORRELATION);
      if (residual != null) {
        double acceptance =
            chains.stream()
                .filter(chain -> chain.group().equals(group.label()))
                .mapToDouble(RunReport.ChainReport::acceptance)
                .average()
                .orElse(Double.NaN);
        all.add(
            new RunReport.Proposal(
                group.label(),
                updates(group),
                own.getOrDefault(StepInfo.PROPOSAL_ACCEPTANCE, Double.NaN),
                residual,
                acceptance));
      }
    }
    return List.copyOf(all);
  }

  private static long updates(Campaign.ChainGroup group) {
    return group.sampler() instanceof Slmc slmc && slmc.proposal() instanceof SingleSpin single
        ? (long) slmc.steps() * single.updates()
        : 0;
  }
}
