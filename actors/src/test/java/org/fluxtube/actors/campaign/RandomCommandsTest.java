package org.fluxtube.actors.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.fluxtube.engine.run.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands at random moments, to one chain or to all, change no number. */
class RandomCommandsTest {
  private static final int COMMANDS = 1000;
  private static final long MEASURE = 100_000;

  @TempDir private Path runs;

  @Test
  void aThousandRandomCommandsChangeNoRow() throws Exception {
    SplittableRandom random = new SplittableRandom(5);
    long stopped;
    try (Fixture fixture = new Fixture(runs, "disturbed", MEASURE, 60, Fixture.HMC, Fixture.HMC)) {
      RunningCampaign running = fixture.start();
      int sent = 0;
      for (; sent < COMMANDS; sent++) {
        OptionalInt chain =
            random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(2));
        int told =
            switch (random.nextInt(4)) {
              case 0 -> running.pause(chain, "test").toCompletableFuture().join();
              case 1 -> running.checkpoint(chain, "test").toCompletableFuture().join();
              default -> running.goOn(chain, "test").toCompletableFuture().join();
            };
        assertThat(told).isEqualTo(chain.isEmpty() ? 2 : 1);
        TimeUnit.MICROSECONDS.sleep(random.nextInt(5_000));
      }
      running.goOn(OptionalInt.empty(), "test").toCompletableFuture().join();
      // every command came while the chains were at work
      assertThat(fixture.status(0).ended()).isFalse();
      assertThat(fixture.status(1).ended()).isFalse();
      long at = Math.max(fixture.status(0).trajectory(), fixture.status(1).trajectory());
      await()
          .atMost(20, TimeUnit.SECONDS)
          .until(() -> fixture.status(0).trajectory() > at && fixture.status(1).trajectory() > at);
      running.stop(OptionalInt.empty(), "test").toCompletableFuture().join();
      CampaignStatus last = fixture.finish();
      assertThat(last.ended().orElseThrow().failures()).isEmpty();
      assertThat(fixture.events(Event.ChainPaused.class)).hasSizeGreaterThan(20);
      // a command finds one underway or nothing new since the last, more often on a slow disk
      assertThat(fixture.events(Event.CheckpointWritten.class)).hasSizeGreaterThan(4);
      stopped = last.chains().stream().mapToLong(ChainStatus::trajectory).max().orElseThrow();
      assertThat(stopped).isGreaterThan(100);

      try (Fixture plain = new Fixture(runs, "plain", stopped - 20, 60, Fixture.HMC, Fixture.HMC)) {
        plain.start();
        assertThat(plain.finish().ended().orElseThrow().failures()).isEmpty();
        for (int chain = 0; chain < 2; chain++) {
          int rows = Math.toIntExact(last.chains().get(chain).trajectory());
          assertThat(fixture.rows(chain)).hasSize(rows);
          assertThat(plain.rows(chain).subList(0, rows)).isEqualTo(fixture.rows(chain));
          assertThat(plain.measurements(chain).subList(0, rows - 20))
              .isEqualTo(fixture.measurements(chain));
        }
      }
    }
  }
}
