package org.fluxtube.actors.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.fluxtube.engine.sampler.SamplerSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stopping one chain leaves the others alone, also when its patience has run out. */
class StopOneTest {
  @TempDir private Path runs;

  @Test
  void otherChainsGoOn() throws Exception {
    AtomicLong begun = new AtomicLong();
    SamplerSpec watched = new Wrapped(Fixture.HMC, "hmc", begun::set);
    try (Fixture fixture = new Fixture(runs, "one", 100_000_000, 60, Fixture.HMC, watched)) {
      RunningCampaign running = fixture.start();
      await().atMost(Duration.ofSeconds(20)).until(() -> begun.get() > 10);
      assertThat(running.stop(OptionalInt.of(0), "test").toCompletableFuture().join()).isOne();
      await().until(() -> fixture.status(0).state().equals("stopped"));
      Thread.sleep(500); // the fixture's patience is 0.2 s
      long then = begun.get();
      await().until(() -> begun.get() > then + 10);
      running.stop(OptionalInt.empty(), "test").toCompletableFuture().join();
      assertThat(fixture.finish().ended().orElseThrow().failures()).isEmpty();
    }
  }
}
