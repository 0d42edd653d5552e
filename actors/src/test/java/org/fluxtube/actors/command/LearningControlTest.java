package org.fluxtube.actors.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands from another terminal while a campaign learns, and lessons that go wrong. */
class LearningControlTest {
  private static final String ADAM = "type = adam, rate = 0.02";

  @TempDir private static Path shared;
  private static Rows undisturbed;

  @TempDir private Path folder;

  /** The campaign that nobody disturbs, run once for all tests. */
  private static synchronized Rows undisturbed() throws Exception {
    if (undisturbed == null) {
      assertThat(Cli.run(arguments(shared, "whole", ADAM, 400, 2010)).code()).isZero();
      undisturbed = Rows.of(shared.resolve("runs/whole"));
    }
    return undisturbed;
  }

  private Path runs() {
    return folder.resolve("runs");
  }

  private List<String> arguments(String run, String trainer, int steps, long learn)
      throws IOException {
    return arguments(folder, run, trainer, steps, learn);
  }

  private static List<String> arguments(
      Path folder, String run, String trainer, int steps, long learn) throws IOException {
    Path file = folder.resolve(run + ".conf");
    Files.writeString(file, LearningContinuationTest.campaign(trainer, steps));
    return List.of(
        "run",
        file.toString(),
        "--name",
        run,
        "--runs",
        folder.resolve("runs").toString(),
        "--quiet",
        "--set",
        "trajectories.learn=" + learn);
  }

  private Cli.Result command(String... arguments) {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--runs";
    all[arguments.length + 1] = runs().toString();
    return Cli.run(all);
  }

  @Test
  void aPauseInLearnHoldsTheEpochAndChangesNoNumber() throws Exception {
    Path log = folder.resolve("log");
    Process process = Cli.start(log, arguments("paused", ADAM, 400, 2010));
    await("SELECT 1 FROM lessons WHERE lesson = 20", log);
    Cli.Result pause = command("pause", "paused", "--chain", "1", "--wait", "100");
    assertThat(pause.code()).as(pause.out() + pause.err() + Files.readString(log)).isZero();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    String status = "";
    while (!status.contains("which needs trajectory") && System.nanoTime() < deadline) {
      Thread.sleep(20);
      status = command("status", "paused").out();
    }
    // the others wait, and are told for whom
    assertThat(status)
        .contains("waiting (for lesson")
        .contains("chain 1 (paused")
        .contains("predicted acceptance");
    long version = Rows.select(runs().resolve("paused"), "SELECT * FROM lessons").size();
    Thread.sleep(300);
    assertThat(Rows.select(runs().resolve("paused"), "SELECT * FROM lessons").size())
        .isEqualTo((int) version);

    assertThat(command("continue", "paused").code()).isZero();
    assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    Rows expected = undisturbed();
    Rows got = Rows.of(runs().resolve("paused"));
    assertThat(got.trajectories()).isEqualTo(expected.trajectories());
    assertThat(got.measurements()).isEqualTo(expected.measurements());
    assertThat(got.checkpoints()).isEqualTo(expected.checkpoints());
    // the waiting of the others is metered: at least as long as was slept
    assertThat(
            Rows.select(
                runs().resolve("paused"), "SELECT 1 FROM waits WHERE chain = 2 AND seconds > 0.3"))
        .isNotEmpty();
  }

  /** Stopped in LEARN and resumed: the campaign that was not stopped. */
  @Test
  void stoppedInLearnAndResumedEqualsUninterrupted() throws Exception {
    Path log = folder.resolve("log");
    Process process = Cli.start(log, arguments("paused", ADAM, 400, 2010));
    await("SELECT 1 FROM lessons WHERE lesson = 30", log);
    Cli.Result checkpoint = command("checkpoint", "paused");
    assertThat(checkpoint.code()).as(checkpoint.err()).isZero();
    Cli.Result stop = command("stop", "paused");
    assertThat(stop.code()).as(stop.out() + stop.err()).isZero();
    assertThat(process.waitFor()).as(Files.readString(log)).isEqualTo(Session.STOPPED);
    Cli.Result resumed = command("resume", "paused", "--quiet");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(Rows.of(runs().resolve("paused"))).isEqualTo(undisturbed());
    assertThat(command("check", runs().resolve("paused").toString()).code()).isNotEqualTo(1);
  }

  /**
   * A chain that only feeds runs to its end while the others are held, waits for nobody, and goes
   * on from there after a kill, its samples in the trainer's file; or from where the trainer had
   * come before, where it was killed too early for that.
   */
  @Test
  void aChainThatOnlyFeedsRunsAheadAndIsCutByItself() throws Exception {
    Path log = folder.resolve("log");
    Process process = Cli.start(log, arguments("paused", ADAM, 400, 2010));
    hold(20, log);
    kill(process, log);

    process = Cli.start(log, List.of("resume", "paused", "--runs", runs().toString(), "--quiet"));
    long held = hold(60, log);
    assertThat(command("status", "paused").out()).contains("finished");
    assertThat(command("continue", "paused").code()).isZero();
    LearningContinuationTest.awaitCut(runs().resolve("paused"), 2010, held + 1, process, log);
    kill(process, log);

    Cli.Result resumed = command("resume", "paused", "--quiet");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(Rows.of(runs().resolve("paused"))).isEqualTo(undisturbed());
    List<String> starts =
        Rows.select(
            runs().resolve("paused"),
            "SELECT trajectory FROM events WHERE kind = 'ChainStarted' AND chain = 0 ORDER BY id");
    assertThat(starts).hasSize(3);
    assertThat(starts.get(2)).as("all of it was kept").isEqualTo("2070 ");
    assertThat(Rows.select(runs().resolve("paused"), "SELECT 1 FROM waits WHERE chain = 0"))
        .isEmpty();
  }

  /**
   * Pauses a chain that the model drives and awaits the end of the other; lessons that are over.
   */
  private long hold(int lesson, Path log) throws Exception {
    await("SELECT 1 FROM lessons WHERE lesson = " + lesson, log);
    Cli.Result pause = command("pause", "paused", "--chain", "1", "--wait", "100");
    assertThat(pause.code()).as(pause.out() + pause.err() + Files.readString(log)).isZero();
    await("SELECT 1 FROM chains WHERE chain = 0 AND state = 'finished'", log);
    return Rows.select(runs().resolve("paused"), "SELECT 1 FROM lessons").size();
  }

  private static void kill(Process process, Path log) throws Exception {
    process.destroyForcibly();
    assertThat(process.waitFor()).as(Files.readString(log)).isEqualTo(137);
  }

  /** Without memory for its samples it waits as the others do; no number changes. */
  @Test
  void memoryForSamplesBoundsHowFarAChainIsAhead() throws Exception {
    List<String> bounded = new ArrayList<>(arguments("bounded", ADAM, 9, 60));
    bounded.addAll(List.of("--set", "learning.ahead=0"));
    assertThat(Cli.run(arguments("free", ADAM, 9, 60)).code()).isZero();
    assertThat(Cli.run(bounded).code()).isZero();
    assertThat(Rows.of(runs().resolve("bounded"))).isEqualTo(Rows.of(runs().resolve("free")));
    Cli.Result wrong =
        command(
            "run",
            folder.resolve("free.conf").toString(),
            "--name",
            "wrong",
            "--set",
            "learning.ahead=-1");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("ahead = -1 MiB").contains("ahead = 256");
  }

  /** A rate that diverges: rolled back, said, and the campaign goes on with finite numbers. */
  @Test
  void aDivergingRateIsRolledBackAndTheCampaignGoesOn() throws Exception {
    Cli.Result run = Cli.run(arguments("wild", "type = sgd, rate = 1e12", 20, 60));
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(run.err()).contains("rolled back");
    Path wild = runs().resolve("wild");
    assertThat(Rows.select(wild, "SELECT 1 FROM lessons WHERE outcome = 'rolled back'"))
        .isNotEmpty();
    assertThat(Rows.select(wild, "SELECT 1 FROM events WHERE kind = 'ModelRolledBack'"))
        .isNotEmpty();
    assertThat(Rows.select(wild, "SELECT 1 FROM models")).hasSize(9);
    assertThat(Rows.select(wild, "SELECT 1 FROM trajectories WHERE delta_h IS NULL")).isEmpty();
    assertThat(Rows.select(wild, "SELECT 1 FROM trajectories WHERE phase = 'MEASURE'"))
        .hasSize(3 * 40);
    assertThat(run.out()).contains("rolled back").contains("side by side");
  }

  private void await(String sql, Path log) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
    while (System.nanoTime() < deadline) {
      if (Files.isRegularFile(runs().resolve("paused/campaign.db"))) {
        try {
          if (!Rows.select(runs().resolve("paused"), sql).isEmpty()) {
            return;
          }
        } catch (java.sql.SQLException e) {
          // its tables are being made
        }
      }
      Thread.sleep(5);
    }
    throw new AssertionError(sql + ": " + Files.readString(log));
  }
}
