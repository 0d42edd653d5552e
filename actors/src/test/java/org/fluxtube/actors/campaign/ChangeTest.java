package org.fluxtube.actors.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.database.CampaignReader.EventRow;
import org.fluxtube.actors.database.ExtendedCampaign;
import org.fluxtube.actors.database.Thinning;
import org.fluxtube.actors.report.DatabaseSamples;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.sampler.SamplerSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A step size and the length of THERMALISE change while a chain thermalises, never later. */
class ChangeTest {
  private final AtomicBoolean hurry = new AtomicBoolean();
  @TempDir private Path runs;

  /** HMC that takes its time until it is let go. */
  private SamplerSpec slow(long millis) {
    return new Wrapped(
        Fixture.HMC,
        "hmc",
        trajectory -> LockSupport.parkNanos(hurry.get() ? 0 : millis * 1_000_000));
  }

  private static String change(RunningCampaign running, ChainActor.Setting setting) {
    return running.change(setting, 0, setting.toString(), "test").toCompletableFuture().join();
  }

  @Test
  void changesBeforeMeasureAndIsRefusedWithTheReasonLater() throws Exception {
    try (Fixture fixture = new Fixture(runs, "changed", 100_000, 60, slow(100))) {
      RunningCampaign running = fixture.start();
      running.pause(OptionalInt.empty(), "test").toCompletableFuture().join();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> fixture.status(0).state().equals("paused"));
      long at = fixture.status(0).trajectory();
      assertThat(fixture.status(0).phase()).isEqualTo(Phase.THERMALISE);
      assertThat(change(running, new ChainActor.StepSize(0.125))).isEmpty();
      // a change is kept in a checkpoint before the next one may come
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> change(running, new ChainActor.Thermalise(0)).isEmpty());
      hurry.set(true);
      running.goOn(OptionalInt.empty(), "test").toCompletableFuture().join();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> fixture.status(0).phase() == Phase.MEASURE);
      for (ChainActor.Setting late :
          List.of(new ChainActor.StepSize(0.1), new ChainActor.Thermalise(10_000))) {
        await()
            .atMost(Duration.ofSeconds(20))
            .untilAsserted(() ->
                assertThat(change(running, late)).contains("is frozen since THERMALISE ended"));
      }
      running.stop(OptionalInt.empty(), "test").toCompletableFuture().join();
      fixture.finish();
      List<String> rows = fixture.rows(0);
      assertThat(rows.get((int) at)).contains(" THERMALISE ");
      assertThat(rows.get((int) at)).endsWith(" " + Double.doubleToRawLongBits(0.125));
      assertThat(rows.get((int) at + 1)).contains(" MEASURE ");
      try (CampaignDatabase d = CampaignDatabase.openReadOnly(fixture.folder.database())) {
        assertThat(d.reader().chains().getFirst().thermalise()).isEqualTo(at + 1);
        assertThat(d.reader().events())
            .filteredOn(e -> e.kind().equals("Commanded"))
            .extracting(EventRow::detail)
            .anyMatch(detail -> detail.contains("StepSize") && detail.endsWith(": done"))
            .anyMatch(detail -> detail.contains("refused, the step size"));
      }
    }
  }

  /** Trajectories stay as they are; a report averages what was measured at all times. */
  @Test
  void stretchesTheIntervalOfMeasurements() throws Exception {
    try (Fixture plain = new Fixture(runs, "plain", 400, 60, Fixture.HMC);
        Fixture thinned = new Fixture(runs, "thinned", 400, 60, slow(20))) {
      plain.start();
      plain.finish();
      RunningCampaign running = thinned.start();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> thinned.status(0).phase() == Phase.MEASURE);
      assertThat(running.thin(4, "test").toCompletableFuture().join()).isEmpty();
      assertThat(running.thin(6, "test").toCompletableFuture().join())
          .contains("thin = 6 after 4", "divisors and multiples of 4");
      assertThat(running.thin(0, "test").toCompletableFuture().join()).contains("allowed are 1 to");
      hurry.set(true);
      thinned.finish();
      assertThat(thinned.rows(0)).isEqualTo(plain.rows(0));
      assertThat(thinned.measurements(0)).hasSizeLessThan(400).isSubsetOf(plain.measurements(0));
      try (CampaignDatabase d = CampaignDatabase.openReadOnly(thinned.folder.database())) {
        assertThat(Thinning.of(d.reader().meta())).isEqualTo(new Thinning(List.of(1, 4)));
        Campaign seen = ExtendedCampaign.of(thinned.campaign, d.reader());
        assertThat(seen.measurements().getFirst().every()).isEqualTo(4);
        DatabaseSamples samples =
            new DatabaseSamples(d.reader(), Map.of("magnetisation", 1), Map.of("magnetisation", 4));
        assertThat(samples.measurements("magnetisation", Phase.MEASURE).getFirst().rows())
            .as("trajectories 24, 28 ... 420")
            .hasDimensions(100, 1);
      }
    }
  }
}
