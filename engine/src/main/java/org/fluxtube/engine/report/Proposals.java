package org.fluxtube.engine.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.sampler.SamplerSpec;
import org.fluxtube.engine.sampler.Sequence;
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
      if (group.sampler() instanceof Sequence sequence) {
        all.addAll(members(group.label(), sequence, own));
      }
    }
    return List.copyOf(all);
  }

  /**
   * A row for each member of a sequence: the acceptance of the whole is of all of them together.
   */
  private static List<RunReport.Proposal> members(
      String group, Sequence sequence, Map<String, Double> details) {
    List<RunReport.Proposal> rows = new ArrayList<>();
    for (int i = 0; i < sequence.samplers().size(); i++) {
      Double acceptance = details.get(StepInfo.memberAcceptance(i));
      if (acceptance != null) {
        String name = Catalogue.name(SamplerSpec.class, (Record) sequence.samplers().get(i));
        rows.add(
            new RunReport.Proposal(
                group + ", " + (i + 1) + ". " + name, 0, Double.NaN, Double.NaN, acceptance));
      }
    }
    return rows;
  }

  private static long updates(Campaign.ChainGroup group) {
    return group.sampler() instanceof Slmc slmc && slmc.proposal() instanceof SingleSpin single
        ? (long) slmc.steps() * single.updates()
        : 0;
  }
}
