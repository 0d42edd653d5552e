package org.fluxtube.actors.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.fluxtube.actors.campaign.CampaignStatus;
import org.fluxtube.actors.campaign.RunningCampaign;
import org.fluxtube.actors.campaign.Setup;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.actors.folder.RunLock;
import org.fluxtube.config.Binder;
import org.fluxtube.config.Renderer;
import org.fluxtube.engine.field.ReferenceBackend;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Event;
import org.fluxtube.engine.run.Phase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * With every kind of map, loss of maps and sampler through maps: stopped between lessons, resumed,
 * stopped in MEASURE and resumed again is to the bit the campaign that was not stopped: its
 * trajectories, measurements, models, lessons and checkpoints (network, optimiser, windows).
 */
class FlowContinuationTest {
  private static final int STOPPED_AFTER = 4;
  private static final int ALL = FlowKind.THERMALISE + FlowKind.LEARN + FlowKind.MEASURE;

  @TempDir private Path runs;

  static Stream<FlowKind> quick() {
    return FlowKind.quick();
  }

  static Stream<FlowKind> others() {
    return FlowKind.others();
  }

  @ParameterizedTest
  @MethodSource("quick")
  void stoppedAndResumedEqualsUninterrupted(FlowKind kind) throws Exception {
    assertContinues(kind.campaign(""));
  }

  @Tag("physics")
  @ParameterizedTest
  @MethodSource("others")
  void stoppedAndResumedEqualsUninterruptedForAllOthers(FlowKind kind) throws Exception {
    assertContinues(kind.campaign(""));
  }

  /** The file of another lattice is read once: a run that goes on has what it has learnt. */
  @Tag("physics")
  @Test
  void aFlowOfASmallerLatticeLearnsOn() throws Exception {
    FlowKind small =
        FlowKind.others().filter(k -> k.name().equals("REINFORCE")).findAny().orElseThrow();
    run(small.campaign(""), "small", event -> false);
    Path model = runs.resolve("small/models/model-%06d.ckpt".formatted(FlowKind.LESSONS));
    assertContinues(small.on("[8, 4]").campaign("from = \"" + model + "\", transfer = volume"));
  }

  private void assertContinues(String text) throws Exception {
    assertThat(run(text, "whole", event -> false)).as("stopped").isFalse();
    assertThat(
            run(
                text,
                "stopped",
                event -> event instanceof Event.LessonLearnt l && l.lesson() == STOPPED_AFTER))
        .as("stopped in LEARN")
        .isTrue();
    assertThat(Rows.of(stopped()).learnt().size())
        .isBetween(2 * STOPPED_AFTER, 2 * FlowKind.LESSONS - 2);
    assertThat(
            run(
                text,
                "stopped",
                event ->
                    event instanceof Event.TrajectoryFinished t
                        && t.chain() == 1
                        && t.result().phase() == Phase.MEASURE))
        .as("stopped in MEASURE")
        .isTrue();
    assertThat(Rows.of(stopped()).trajectories().size()).isBetween(ALL + 1, 2 * ALL - 1);
    assertThat(run(text, "stopped", event -> false)).as("stopped").isFalse();

    Rows expected = Rows.of(runs.resolve("whole"));
    assertThat(expected.trajectories()).hasSize(2 * ALL);
    assertThat(expected.learnt()).hasSize(2 * FlowKind.LESSONS);
    assertThat(Rows.of(stopped())).isEqualTo(expected);
    assertThat(starts(FlowKind.THERMALISE, FlowKind.THERMALISE + FlowKind.LEARN))
        .as("went on within LEARN")
        .isNotEmpty();
    assertThat(starts(FlowKind.THERMALISE + FlowKind.LEARN, ALL))
        .as("went on within MEASURE")
        .isNotEmpty();
  }

  private Path stopped() {
    return runs.resolve("stopped");
  }

  /** Starts of the driven chain after a trajectory later than the first and before the second. */
  private List<String> starts(int after, int before) throws Exception {
    return Rows.select(
        stopped(),
        "SELECT trajectory FROM events WHERE kind = 'ChainStarted' AND chain = 1 AND trajectory > "
            + after
            + " AND trajectory < "
            + before);
  }

  /** Runs or resumes, stops all chains at the first such event; whether it ended before its end. */
  private boolean run(String text, String name, Predicate<Event> stop) throws Exception {
    Campaign campaign = Binder.bindText(name, "name = " + name + "\n" + text);
    boolean known = Files.isDirectory(runs.resolve(name));
    RunFolder folder =
        known
            ? RunFolder.find(runs, name)
            : RunFolder.create(runs, name, Renderer.render(campaign));
    CompletableFuture<RunningCampaign> running = new CompletableFuture<>();
    AtomicBoolean told = new AtomicBoolean();
    try (RunLock lock = RunLock.take(folder)) {
      CampaignDatabase database = CampaignDatabase.open(folder.database());
      if (!known) {
        SessionStart.putChains(database, campaign);
      }
      Setup setup =
          new Setup(
              campaign,
              folder,
              new ReferenceBackend(),
              SessionStart.plans(database, campaign),
              "test",
              event -> {
                if (stop.test(event) && !told.getAndSet(true)) {
                  var unused = running.thenCompose(r -> r.stop(OptionalInt.empty(), "test"));
                }
              });
      running.complete(RunningCampaign.start(setup, database, warning -> {}, List.of()));
      try (RunningCampaign now = running.join()) {
        CampaignStatus last = now.ended().get(180, TimeUnit.SECONDS);
        CampaignStatus.Outcome outcome = last.ended().orElseThrow();
        assertThat(outcome.failures()).isEmpty();
        return outcome.stopped();
      }
    }
  }
}
