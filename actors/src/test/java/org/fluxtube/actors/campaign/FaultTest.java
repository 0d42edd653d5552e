package org.fluxtube.actors.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.ReferenceBackend;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.run.Event;
import org.fluxtube.engine.sampler.SamplerException;
import org.fluxtube.engine.sampler.SamplerSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults of the environment restart a chain, k times; its own faults end it alone, with the reason.
 */
class FaultTest {
  @TempDir private Path runs;

  @Test
  void samplerExceptionEndsItsChainAndNoOther() throws Exception {
    SamplerSpec diverging =
        new Wrapped(
            Fixture.HMC,
            "diverging",
            trajectory -> {
              if (trajectory == 30) {
                throw new SamplerException("trajectory 30: H is not a number");
              }
            });
    try (Fixture fixture = new Fixture(runs, "diverging", 100, 60, Fixture.HMC, diverging)) {
      fixture.start();
      CampaignStatus last = fixture.finish();
      assertThat(last.ended().orElseThrow().failures())
          .containsExactly("chain 1: trajectory 30: H is not a number");
      assertThat(last.chains().get(0).state()).isEqualTo("finished");
      assertThat(last.chains().get(1).state()).isEqualTo("failed");
      assertThat(fixture.rows(0)).hasSize(120);
      assertThat(fixture.rows(1)).hasSize(29);
      assertThat(fixture.events(Event.ChainFailed.class)).hasSize(1);
      assertThat(fixture.events(Event.ChainRestarted.class)).isEmpty();
    }
  }

  @Test
  void faultsOfTheEnvironmentRestartFromTheCheckpointAndChangeNoNumber() throws Exception {
    AtomicInteger faults = new AtomicInteger();
    SamplerSpec flaky =
        new Wrapped(
            Fixture.HMC,
            "flaky",
            trajectory -> {
              if (trajectory == 70 && faults.getAndIncrement() < 2) {
                throw new UncheckedIOException(new IOException("device lost"));
              }
            });
    try (Fixture fixture = new Fixture(runs, "flaky", 100, 1e-9, flaky);
        Fixture plain = new Fixture(runs, "plain", 100, 60, Fixture.HMC)) {
      fixture.start();
      assertThat(fixture.finish().ended().orElseThrow().failures()).isEmpty();
      assertThat(faults).hasValue(3); // two faults and the trajectory itself
      assertThat(fixture.events(Event.ChainRestarted.class)).hasSize(2);
      plain.start();
      plain.finish();
      assertThat(fixture.rows(0)).hasSize(120).isEqualTo(plain.rows(0));
    }
  }

  @Test
  void givesUpAfterThreeRestarts() throws Exception {
    AtomicInteger faults = new AtomicInteger();
    SamplerSpec broken =
        new Wrapped(
            Fixture.HMC,
            "broken",
            trajectory -> {
              if (trajectory == 10) {
                faults.incrementAndGet();
                throw new UncheckedIOException(new IOException("device lost"));
              }
            });
    try (Fixture fixture = new Fixture(runs, "broken", 100, 60, broken)) {
      fixture.start();
      assertThat(fixture.finish().ended().orElseThrow().failures())
          .singleElement()
          .asString()
          .contains("device lost", "3 restarts did not help");
      assertThat(faults).hasValue(1 + Setup.ATTEMPTS);
    }
  }

  /** What a device that is too small says reaches the user as it is, without an actor's words. */
  @Test
  void messageOfABackendThatCannotOpenIsTheReason() throws Exception {
    String message = "device has 1.0 MiB of memory; take a smaller lattice";
    Backend small =
        new Backend() {
          private final Backend real = new ReferenceBackend();

          @Override
          public String name() {
            return real.name();
          }

          @Override
          public int rank() {
            return real.rank();
          }

          @Override
          public Optional<String> unavailable() {
            return Optional.empty();
          }

          @Override
          public FieldOps open(Lattice lattice, int threads) {
            throw new IllegalStateException(message);
          }
        };
    try (Fixture fixture = new Fixture(runs, "small", 100, 60, Fixture.HMC)) {
      fixture.start(small, List.of());
      assertThat(fixture.finish().ended().orElseThrow().failures())
          .containsExactly("chain 0: " + message);
    }
  }

  /** SQLITE_FULL from a real limit: the rows before stay, the chain ends with the reason. */
  @Test
  void fullDatabaseEndsTheCampaignAndKeepsWhatItHas() throws Exception {
    try (Fixture fixture = new Fixture(runs, "full", 1_000_000, 0.02, Fixture.HMC)) {
      fixture.database().limitPages(60);
      fixture.start();
      assertThat(fixture.finish().ended().orElseThrow().failures())
          .singleElement()
          .asString()
          .contains("disk is full", "campaign.db", "resume");
      assertThat(fixture.events(Event.DatabaseTrouble.class)).hasSize(1 + Setup.ATTEMPTS);
      assertThat(fixture.rows(0)).isNotEmpty();
      // back-pressure: the chain did not run away from its database
      assertThat(fixture.events(Event.TrajectoryFinished.class).size() - fixture.rows(0).size())
          .isLessThanOrEqualTo(Setup.WINDOW);
      try (CampaignDatabase d = CampaignDatabase.openReadOnly(fixture.folder.database())) {
        assertThat(d.reader().integrity()).isEmpty();
      }
    }
  }

  /** The disk is freed in time: the rows that waited are written, nothing is missing. */
  @Test
  void freedDiskLosesNothing() throws Exception {
    try (Fixture fixture = new Fixture(runs, "freed", 2000, 60, Fixture.HMC);
        Fixture plain = new Fixture(runs, "plain", 2000, 60, Fixture.HMC)) {
      fixture.database().limitPages(40);
      fixture.start();
      org.awaitility.Awaitility.await()
          .atMost(java.time.Duration.ofSeconds(20))
          .pollInterval(java.time.Duration.ofMillis(2))
          .until(() -> !fixture.events(Event.DatabaseTrouble.class).isEmpty());
      fixture.database().limitPages(100_000);
      assertThat(fixture.finish().ended().orElseThrow().failures()).isEmpty();
      plain.start();
      plain.finish();
      assertThat(fixture.rows(0)).hasSize(2020).isEqualTo(plain.rows(0));
    }
  }

  /** The folder of checkpoints is gone (a file in its place): three attempts, then the reason. */
  @Test
  void unwritableCheckpointsEndTheChain() throws Exception {
    try (Fixture fixture = new Fixture(runs, "unwritable", 1_000_000, 0.02, Fixture.HMC)) {
      fixture.start();
      org.awaitility.Awaitility.await()
          .atMost(java.time.Duration.ofSeconds(20))
          .until(() -> !fixture.events(Event.CheckpointWritten.class).isEmpty());
      Path moved = fixture.folder.path().resolve("moved");
      Files.move(fixture.folder.checkpoints(), moved);
      Files.writeString(fixture.folder.checkpoints(), "in the way");
      assertThat(fixture.finish().ended().orElseThrow().failures())
          .singleElement()
          .asString()
          .contains("checkpoint cannot be written", "3 attempts");
      try (var files = Files.list(moved)) {
        assertThat(files.filter(f -> f.toString().endsWith(".ckpt"))).isNotEmpty();
      }
    }
  }
}
