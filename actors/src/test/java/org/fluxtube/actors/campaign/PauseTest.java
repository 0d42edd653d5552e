package org.fluxtube.actors.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.run.Event;
import org.fluxtube.engine.sampler.HmcSpec;
import org.fluxtube.engine.sampler.SamplerSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pause, continue and stop act within one trajectory; pauses change no number and cost no time. */
class PauseTest {
  @TempDir private Path runs;

  @Test
  void pausesWithinOneTrajectoryAndChangesNoNumber() throws Exception {
    AtomicLong begun = new AtomicLong();
    SamplerSpec counted =
        new Wrapped(
            Fixture.HMC,
            "hmc",
            trajectory -> {
              begun.set(trajectory);
              LockSupport.parkNanos(1_000_000);
            });
    try (Fixture fixture = new Fixture(runs, "paused", 1500, 60, counted);
        Fixture plain = new Fixture(runs, "plain", 1500, 60, Fixture.HMC)) {
      RunningCampaign running = fixture.start();
      for (long target : new long[] {5, 50, 200}) {
        await()
            .atMost(20, TimeUnit.SECONDS)
            .pollInterval(Duration.ofMillis(2))
            .until(() -> begun.get() >= target);
        long before = begun.get();
        assertThat(running.pause(OptionalInt.empty(), "test").toCompletableFuture().join())
            .isEqualTo(1);
        await().until(() -> fixture.status(0).state().equals("paused"));
        long at = begun.get();
        // the pause and its answer travel while trajectories of 1 ms go on; it is at once otherwise
        Thread.sleep(100);
        assertThat(begun.get()).isEqualTo(at);
        assertThat(fixture.status(0).trajectory()).isEqualTo(at).isGreaterThanOrEqualTo(before);
        running.goOn(OptionalInt.of(0), "test").toCompletableFuture().join();
        await().until(() -> begun.get() > at);
      }
      assertThat(fixture.finish().ended().orElseThrow().failures()).isEmpty();
      assertThat(fixture.events(Event.ChainPaused.class)).hasSize(3);
      assertThat(fixture.events(Event.ChainContinued.class)).hasSize(3);
      plain.start();
      plain.finish();
      assertThat(fixture.rows(0)).hasSize(1520).isEqualTo(plain.rows(0));
    }
  }

  /** A trajectory that has begun when the pause is told is the last one. */
  @Test
  void nothingBeginsAfterThePauseWasReceived() throws Exception {
    AtomicLong begun = new AtomicLong();
    CountDownLatch told = new CountDownLatch(1);
    SamplerSpec slow =
        new Wrapped(
            Fixture.HMC,
            "hmc",
            trajectory -> {
              begun.set(trajectory);
              if (trajectory == 2) {
                hold(told);
              }
            });
    try (Fixture fixture = new Fixture(runs, "slow", 50, 60, slow)) {
      RunningCampaign running = fixture.start();
      await().atMost(20, TimeUnit.SECONDS).until(() -> begun.get() == 2);
      running.pause(OptionalInt.empty(), "test").toCompletableFuture().join();
      told.countDown();
      await().atMost(20, TimeUnit.SECONDS).until(() -> fixture.status(0).trajectory() == 2);
      Thread.sleep(300);
      assertThat(begun.get()).isEqualTo(2);
      assertThat(fixture.status(0).trajectory()).isEqualTo(2);
      // stopping a paused chain writes its checkpoint and ends
      running.stop(OptionalInt.empty(), "test").toCompletableFuture().join();
      CampaignStatus.Outcome outcome = fixture.finish().ended().orElseThrow();
      assertThat(outcome.stopped()).isTrue();
      assertThat(fixture.folder.checkpoints().resolve("chain-0000-000000000002.ckpt")).exists();
    }
  }

  @Test
  void pausedChainsUseNoComputeTime() throws Exception {
    try (Fixture fixture = new Fixture(runs, "idle", 100_000_000, 60, Fixture.HMC, Fixture.HMC)) {
      RunningCampaign running = fixture.start();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> fixture.status(0).trajectory() > 10 && fixture.status(1).trajectory() > 10);
      long busy = computeNanos();
      await().until(() -> computeNanos() - busy > 20_000_000);
      running.pause(OptionalInt.empty(), "test").toCompletableFuture().join();
      await().until(() -> fixture.status(1).state().equals("paused"));
      await().until(() -> fixture.status(0).state().equals("paused"));
      Thread.sleep(300);
      long idle = computeNanos();
      Thread.sleep(1000);
      assertThat(computeNanos() - idle).isLessThan(10_000_000); // 1 % of a core, both chains
      running.stop(OptionalInt.empty(), "test").toCompletableFuture().join();
      fixture.finish();
    }
  }

  /** A stop does not wait for an endless trajectory: it is cancelled and leaves no trace. */
  @Test
  void stopCancelsALongTrajectory() throws Exception {
    SamplerSpec endless = new HmcSpec(1, new Omelyan2(100_000), 0, Optional.empty());
    try (Fixture fixture = new Fixture(List.of(128, 128), runs, "endless", 50, 60, endless)) {
      RunningCampaign running = fixture.start();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> !fixture.events(Event.ChainStarted.class).isEmpty());
      Thread.sleep(200);
      running.stop(OptionalInt.empty(), "test").toCompletableFuture().join();
      long begin = System.nanoTime();
      fixture.finish();
      assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(20));
      assertThat(fixture.events(Event.ChainFailed.class)).isEmpty();
      assertThat(fixture.rows(0)).isEmpty();
    }
  }

  private static long computeNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long sum = 0;
    for (var info : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (info != null && info.getThreadName().contains("fluxtube.compute")) {
        sum += Math.max(0, threads.getThreadCpuTime(info.getThreadId()));
      }
    }
    return sum;
  }

  private static void hold(CountDownLatch latch) {
    try {
      latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
