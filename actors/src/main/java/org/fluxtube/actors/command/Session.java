package org.fluxtube.actors.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxtube.actors.campaign.CampaignStatus;
import org.fluxtube.actors.campaign.ChainPlan;
import org.fluxtube.actors.campaign.RunningCampaign;
import org.fluxtube.actors.campaign.Setup;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.observability.Telemetry;
import sun.misc.Signal;

/** One process's part of a campaign: from open database to exit code. */
final class Session {
  /** Stopped before its end, can be resumed. */
  static final int STOPPED = 4;

  /** Quit by a second Ctrl-C: 128 + SIGINT. */
  private static final int QUIT = 130;

  private static final List<String> SIGNALS = List.of("INT", "TERM");
  private final Campaign campaign;
  private final RunFolder folder;
  private final Backend.Choice choice;
  private final String cause;
  private final boolean quiet;
  private final PrintWriter out;
  private final PrintWriter err;

  Session(
      Campaign campaign,
      RunFolder folder,
      Backend.Choice choice,
      String cause,
      boolean quiet,
      PrintWriter out,
      PrintWriter err) {
    this.campaign = campaign;
    this.folder = folder;
    this.choice = choice;
    this.cause = cause;
    this.quiet = quiet;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the chains to their end.
   *
   * @param database owned from now on
   * @return the exit code
   */
  int run(CampaignDatabase database, List<ChainPlan> plans) throws IOException {
    Progress progress = new Progress(err, quiet);
    progress.line(choice.why());
    database.putMeta(Map.of("session " + Instant.now(), facts()));
    Map<Integer, String> groups = new HashMap<>();
    plans.forEach(plan -> groups.put(plan.chain(), plan.group().label()));
    CampaignStatus last;
    try (Telemetry telemetry =
        new Telemetry(campaign.name(), choice.backend().name(), groups, progress::line)) {
      last = run(database, plans, telemetry, progress);
    }
    RunSummary.print(folder, last, out);
    CampaignStatus.Outcome outcome = last.ended().orElseThrow();
    if (!outcome.failures().isEmpty()) {
      return Subcommand.BROKEN;
    }
    return outcome.stopped() ? STOPPED : 0;
  }

  private CampaignStatus run(
      CampaignDatabase database, List<ChainPlan> plans, Telemetry telemetry, Progress progress) {
    RecentEvents events = new RecentEvents(telemetry);
    try (RunningCampaign running =
            RunningCampaign.start(
                new Setup(campaign, folder, choice.backend(), plans, cause, events),
                database,
                progress::line,
                List.of());
        Door door =
            Door.open(
                campaign.http(),
                folder,
                new CampaignControl(running, telemetry, events),
                progress)) {
      handleSignals(running, progress);
      CampaignStatus last = progress.follow(running);
      SIGNALS.forEach(name -> Signal.handle(new Signal(name), Session::exit));
      return last;
    }
  }

  /** What a session ran on, for who wants to repeat it. */
  private String facts() {
    String version = Session.class.getPackage().getImplementationVersion();
    return "fluxtube "
        + (version == null ? "(not from a jar)" : version)
        + " by "
        + cause
        + ", backend "
        + choice.backend().name()
        + ", Java "
        + Runtime.version()
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + " "
        + System.getProperty("os.arch")
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " processors, heap up to "
        + (Runtime.getRuntime().maxMemory() >> 20)
        + " MiB";
  }

  /** The first signal stops with checkpoints, the second quits. */
  private static void handleSignals(RunningCampaign running, Progress progress) {
    AtomicInteger seen = new AtomicInteger();
    for (String name : SIGNALS) {
      Signal.handle(
          new Signal(name),
          got -> {
            if (seen.getAndIncrement() > 0) {
              Runtime.getRuntime().halt(QUIT);
            }
            progress.line("SIG" + name + ": writing checkpoints ... (again: quit at once)");
            running.stop(OptionalInt.empty(), "SIG" + name);
          });
    }
  }

  /**
   * What the JVM does by itself. Not the handler that was there before: OpenCL's compiler exchanges
   * handlers too, and then the JVM hands out one that it refuses to take back.
   */
  private static void exit(Signal signal) {
    System.exit(128 + signal.getNumber());
  }
}
