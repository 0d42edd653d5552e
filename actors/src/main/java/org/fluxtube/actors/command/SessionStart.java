package org.fluxtube.actors.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fluxtube.actors.campaign.ChainPlan;
import org.fluxtube.actors.campaign.RunningCampaign;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.database.ChainRow;
import org.fluxtube.actors.database.Thinning;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.flow.LearnedLeapfrog;
import org.fluxtube.engine.learn.ForceMatching;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.CheckpointTheory;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.sampler.FieldTransformationHmc;

/** What `run` and `resume` share before the chains start: the table of chains is the plan. */
final class SessionStart {
  private SessionStart() {}

  /** Loads what takes long in the background while the campaign file is read. */
  static void warmUp() {
    for (Runnable part : List.<Runnable>of(CampaignDatabase::warmUp, RunningCampaign::warmUp)) {
      Thread.ofPlatform()
          .daemon()
          .name("warm-up")
          .uncaughtExceptionHandler((thread, e) -> {
            // what cannot be loaded here is reported where it is needed
          })
          .start(part);
    }
  }

  /** What keeps a right campaign from running on this machine; may load libtorch. */
  static Optional<String> missing(Campaign campaign) {
    // the text of a record names its parts, wherever a map stands among them
    String text = campaign.toString();
    for (Flow<?> flow : withoutLibtorch(campaign)) {
      text = text.replace(flow.toString(), "");
    }
    boolean map =
        Stream.of(Flow.class, LearnedLeapfrog.class)
            .map(kind -> kind.getSimpleName() + "[")
            .anyMatch(text::contains);
    return map ? Flow.unavailable() : Optional.empty();
  }

  /** Flows on plain arrays, where nothing but their forces is needed. */
  private static List<Flow<?>> withoutLibtorch(Campaign campaign) {
    List<Flow<?>> flows = new ArrayList<>();
    campaign
        .learning()
        .filter(l -> l.trainer() instanceof ForceMatching)
        .filter(l -> l.model() instanceof Flow<?> flow && flow.plain())
        .ifPresent(l -> flows.add((Flow<?>) l.model()));
    for (Campaign.ChainGroup group : campaign.chains()) {
      if (group.sampler() instanceof FieldTransformationHmc hmc
          && hmc.flow().orElse(null) instanceof Flow<?> flow
          && flow.plain()) {
        flows.add(flow);
      }
    }
    return flows;
  }

  /**
   * Refuses a campaign that would fail later, when its first chain or lesson needs it.
   *
   * @throws InputException if something is missing, saying what to do
   */
  static void requireRuns(Campaign campaign) {
    missing(campaign)
        .ifPresent(why -> {
          throw new InputException(campaign.name() + ": " + why);
        });
  }

  /** Writes the chains of a new campaign. */
  static void putChains(CampaignDatabase database, Campaign campaign) throws IOException {
    List<ChainRow> rows = new ArrayList<>();
    for (int chain = 0; chain < campaign.chainCount(); chain++) {
      rows.add(newChain(campaign, chain, campaign.group(chain), campaign.trajectories().measure()));
    }
    database.put(rows);
    database.putMeta(
        Map.of(
            "campaign", campaign.name(),
            "created", java.time.Instant.now().toString(),
            "theory", CheckpointTheory.of(campaign, 0, campaign.group(0)).parts().toString()));
  }

  static ChainRow newChain(Campaign campaign, int chain, Campaign.ChainGroup group, long measure) {
    Phases phases = campaign.trajectories();
    return new ChainRow(
        chain,
        group.label(),
        group.sampler().toString(),
        "",
        phases.thermalise(),
        phases.learn(),
        measure,
        "new",
        "",
        false);
  }

  /** The chains that are to run: all but the retired ones. */
  static List<ChainPlan> plans(CampaignDatabase database, Campaign campaign) throws IOException {
    List<ChainPlan> plans = new ArrayList<>();
    Thinning thinning = Thinning.of(database.reader().meta());
    for (ChainRow row : database.reader().chains()) {
      if (!row.retired()) {
        plans.add(
            new ChainPlan(
                row.chain(),
                group(campaign, row.label()),
                new Phases(row.thermalise(), row.learn(), row.measure()),
                thinning));
      }
    }
    return plans;
  }

  static Campaign.ChainGroup group(Campaign campaign, String label) {
    return campaign.groups().stream()
        .filter(group -> group.label().equals(label))
        .findFirst()
        .orElseThrow(() ->
            new InputException(
                "there is no group of chains \""
                    + label
                    + "\"; the campaign has "
                    + campaign.groups().stream().map(Campaign.ChainGroup::label).toList()));
  }
}
