package org.fluxtube.actors.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.fluxtube.actors.campaign.ChainPlan;
import org.fluxtube.actors.control.ControlServer;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.database.ChainRow;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.actors.folder.RunLock;
import org.fluxtube.config.Binder;
import org.fluxtube.config.CampaignFileException;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.engine.learn.Learning;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Ladders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fluxtube resume}: goes on with a run from its checkpoints. */
@Command(
    name = "resume",
    description = {
      "Goes on with a run from its checkpoints, to the bit as if it had never been interrupted; may"
          + " also extend it.",
      "Exit codes as of run."
    })
public final class ResumeCommand extends Subcommand {
  /** Far below the 2^14 chains that random streams tell apart. */
  private static final long MOST_CHAINS = 4096;

  @Parameters(paramLabel = "RUN", description = "Name or folder of the run.")
  private String run;

  @Option(
      names = "--trajectories",
      paramLabel = "+N",
      description = "N trajectories of MEASURE more for each chain.")
  private String trajectories;

  @Option(
      names = "--chains",
      paramLabel = "+N",
      description = "N chains more in the last group, from the start.")
  private String chains;

  @Option(
      names = "--retire-chain",
      paramLabel = "I",
      description = "Chain that runs no more; its data stay.")
  private List<Integer> retire = new ArrayList<>();

  @Option(names = "--quiet", description = "No progress, only warnings and the summary.")
  private boolean quiet;

  @Mixin private RunOptions options;

  @Override
  int execute() throws IOException, CampaignFileException {
    SessionStart.warmUp();
    RunFolder folder = RunFolder.find(options.runs(), run);
    Campaign campaign = Binder.bindResolved(folder.conf());
    Backend.Choice choice = Backend.choose(campaign.backend());
    ControlServer.requireFree(campaign.http().host(), campaign.http().port());
    SessionStart.requireRuns(campaign);
    long moreTrajectories = plus("--trajectories", trajectories);
    long moreChains = plus("--chains", chains);
    try (RunLock lock = RunLock.take(folder)) {
      CampaignDatabase database = CampaignDatabase.open(folder.database());
      List<ChainRow> rows = database.reader().chains();
      if (rows.isEmpty()) {
        SessionStart.putChains(database, campaign); // killed before they were written
        rows = database.reader().chains();
      }
      database.put(changed(campaign, rows, moreTrajectories, moreChains));
      List<ChainPlan> plans = SessionStart.plans(database, campaign);
      return new Session(campaign, folder, choice, "resume", quiet, out(), err())
          .run(database, plans);
    }
  }

  private List<ChainRow> changed(
      Campaign campaign, List<ChainRow> rows, long moreTrajectories, long moreChains) {
    for (int chain : retire) {
      if (rows.stream().noneMatch(row -> row.chain() == chain)) {
        throw new InputException(
            "--retire-chain " + chain + "; there are chains 0 to " + rows.getLast().chain());
      }
    }
    long total = rows.size() + moreChains;
    if (total > MOST_CHAINS) {
      throw new InputException(
          "--chains +"
              + moreChains
              + " gives "
              + total
              + " chains; allowed are at most "
              + MOST_CHAINS
              + ", for example --chains +1");
    }
    for (int chain : retire) {
      if (!Ladders.of(campaign).of(chain).isEmpty()) {
        throw new InputException(
            "--retire-chain "
                + chain
                + " exchanges configurations with its neighbours in temperature, which cannot go on"
                + " without it; start another campaign with other temperatures");
      }
    }
    if (moreChains > 0 && campaign.temperatures().isPresent()) {
      throw new InputException(
          "--chains +"
              + moreChains
              + ": chains of a campaign with several temperatures are numbered through them; start"
              + " another campaign with a larger count, or extend this one with --trajectories");
    }
    if (moreChains == 0 && rows.stream().allMatch(r -> r.retired() || retire.contains(r.chain()))) {
      throw new InputException(
          "all chains are retired or would be; nothing is changed, add one with --chains +1");
    }
    List<ChainRow> changed = new ArrayList<>();
    for (ChainRow row : rows) {
      changed.add(
          new ChainRow(
              row.chain(),
              row.label(),
              row.sampler(),
              row.exactness(),
              row.thermalise(),
              row.learn(),
              row.measure() + moreTrajectories,
              row.state(),
              row.reason(),
              row.retired() || retire.contains(row.chain())));
    }
    Campaign.ChainGroup added = campaign.chains().getLast();
    requireUntied(campaign, rows, added, moreChains);
    long measure = changed.stream().mapToLong(ChainRow::measure).max().orElseThrow();
    int next = rows.getLast().chain() + 1;
    return Stream.concat(
            changed.stream(),
            Stream.iterate(0, i -> i < moreChains, i -> i + 1)
                .map(i -> SessionStart.newChain(campaign, next + i, added, measure)))
        .toList();
  }

  /**
   * Lessons are made of the chains that the campaign began with: the others would wait for ever.
   */
  private void requireUntied(
      Campaign campaign, List<ChainRow> rows, Campaign.ChainGroup added, long moreChains) {
    if (campaign.learning().isEmpty()) {
      return;
    }
    Learning learning = campaign.learning().get();
    if (moreChains > 0 && (added.sampler().learned() || learning.listens(added))) {
      throw new InputException(
          "--chains +"
              + moreChains
              + " adds to the group "
              + added.label()
              + ", which takes part in the lessons; they are made of the chains that the campaign"
              + " began with. Start another campaign, or extend this one with --trajectories");
    }
    for (ChainRow row : rows) {
      boolean tied =
          learning.listens(campaign.group(row.chain()))
              || campaign.group(row.chain()).sampler().learned();
      if (tied && retire.contains(row.chain()) && !row.state().equals("finished")) {
        throw new InputException(
            "--retire-chain "
                + row.chain()
                + " takes part in the lessons of this campaign and is not finished; finish LEARN"
                + " and MEASURE with it first");
      }
    }
  }

  private static long plus(String option, String text) {
    if (text == null) {
      return 0;
    }
    if (!text.matches("\\+?[1-9][0-9]{0,11}")) {
      throw new InputException(
          option + " " + text + "; allowed are positive numbers, for example " + option + " +1000");
    }
    return Long.parseLong(text.replace("+", ""));
  }
}
