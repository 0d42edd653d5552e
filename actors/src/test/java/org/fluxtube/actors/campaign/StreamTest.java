package org.fluxtube.actors.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxtube.engine.field.ReferenceBackend;
import org.fluxtube.engine.run.Configuration;
import org.fluxtube.engine.run.Event;
import org.fluxtube.engine.run.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/**
 * Demand is the throttle: the slowest subscriber sets the pace, nothing is lost, little is alive.
 */
class StreamTest {
  @TempDir private Path runs;

  /** A subscriber that a test drives by hand. */
  private static final class Hand extends BaseSubscriber<Configuration> {
    private final LinkedBlockingQueue<Configuration> got = new LinkedBlockingQueue<>();
    private final AtomicInteger completed = new AtomicInteger();
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final long first;

    Hand(long first) {
      this.first = first;
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
      if (first > 0) {
        request(first);
      }
    }

    @Override
    protected void hookOnNext(Configuration configuration) {
      got.add(configuration);
    }

    @Override
    protected void hookOnComplete() {
      completed.incrementAndGet();
    }

    @Override
    protected void hookOnError(Throwable error) {
      errors.add(error);
    }
  }

  @Test
  void chainMakesExactlyWhatTheSlowestHasAskedFor() throws Exception {
    Hand slow = new Hand(0);
    List<ConfigurationStream> streams = new CopyOnWriteArrayList<>();
    try (Fixture fixture = new Fixture(runs, "slow", 60, 60, Fixture.HMC)) {
      fixture.start(
          new ReferenceBackend(),
          List.of((chain, stream) -> {
            streams.add(stream);
            stream.flux("slow", Interest.ALL).subscribe(slow);
          }));
      Thread.sleep(300);
      assertThat(fixture.rows(0)).isEmpty();
      for (int n = 1; n <= 80; n++) {
        slow.request(1);
        Configuration c = slow.got.poll(10, TimeUnit.SECONDS);
        assertThat(c.trajectory()).isEqualTo(n);
        if (n == 40) {
          // asked for nothing more: the chain stands still
          await().atMost(Duration.ofSeconds(20)).until(() -> fixture.rows(0).size() == 40);
          Thread.sleep(300);
          assertThat(slow.got).isEmpty();
          assertThat(fixture.rows(0)).hasSize(40);
        }
        c.release();
      }
      assertThat(fixture.finish().ended().orElseThrow().failures()).isEmpty();
      assertThat(slow.completed).hasValue(1);
      assertThat(slow.errors).isEmpty();
      assertThat(streams.getFirst().live()).isZero();
      assertThat(
              fixture.events(Event.SubscriberLag.class).stream()
                  .map(Event.SubscriberLag::subscriber))
          .contains("slow");
    }
  }

  /** Even a subscriber that asks for everything and releases nothing cannot pile snapshots up. */
  @Test
  void liveSnapshotsAreBoundedWhateverIsRequested() throws Exception {
    Hand greedy = new Hand(Long.MAX_VALUE);
    List<ConfigurationStream> streams = new CopyOnWriteArrayList<>();
    AtomicInteger most = new AtomicInteger();
    try (Fixture fixture = new Fixture(runs, "greedy", 480, 60, Fixture.HMC)) {
      fixture.start(
          new ReferenceBackend(),
          List.of((chain, stream) -> {
            streams.add(stream);
            stream.flux("greedy", Interest.ALL).subscribe(greedy);
          }));
      // measurement, archive and greedy: three subscribers
      await().atMost(Duration.ofSeconds(20)).until(() -> greedy.got.size() >= 4);
      await().atMost(Duration.ofSeconds(20)).until(() -> fixture.rows(0).size() >= 4);
      assertThat(streams.getFirst().live()).isLessThanOrEqualTo(3 + 2);
      int stalled = fixture.rows(0).size();
      Thread.sleep(300);
      assertThat(fixture.rows(0)).hasSizeBetween(4, 5).hasSizeGreaterThanOrEqualTo(stalled);
      for (int n = 1; n <= 500; n++) {
        Configuration c = greedy.got.poll(10, TimeUnit.SECONDS);
        most.accumulateAndGet(streams.getFirst().live(), Math::max);
        c.release();
      }
      fixture.finish();
      assertThat(most.get()).isBetween(1, 5);
      assertThat(streams.getFirst().live()).isZero();
    }
  }

  @Test
  void allSubscribersSeeTheSameSnapshotAndOnlyWhatTheyWant() throws Exception {
    Hand all = new Hand(Long.MAX_VALUE);
    Hand few = new Hand(Long.MAX_VALUE);
    Interest tenth = (trajectory, phase) -> phase == Phase.MEASURE && trajectory % 10 == 0;
    List<Long> seen = new ArrayList<>();
    try (Fixture fixture = new Fixture(runs, "two", 80, 60, Fixture.HMC)) {
      fixture.start(
          new ReferenceBackend(),
          List.of((chain, stream) -> {
            stream.flux("all", Interest.ALL).subscribe(all);
            stream.flux("few", tenth).subscribe(few);
          }));
      for (int n = 1; n <= 100; n++) {
        Configuration c = all.got.poll(10, TimeUnit.SECONDS);
        if (tenth.wants(n, c.phase())) {
          Configuration same = few.got.poll(10, TimeUnit.SECONDS);
          assertThat(same).isSameAs(c);
          seen.add(same.trajectory());
          same.release();
        }
        c.release();
      }
      fixture.finish();
      assertThat(seen).containsExactly(30L, 40L, 50L, 60L, 70L, 80L, 90L, 100L);
    }
  }

  /** A cancelled subscriber no longer throttles; a wrong request ends in its onError alone. */
  @Test
  void cancelledAndWrongSubscribersLeaveTheChainAlone() throws Exception {
    Hand leaving = new Hand(1);
    List<Throwable> errors = new CopyOnWriteArrayList<>();
    try (Fixture fixture = new Fixture(runs, "cancel", 50, 60, Fixture.HMC)) {
      fixture.start(
          new ReferenceBackend(),
          List.of((chain, stream) -> {
            stream.flux("leaving", Interest.ALL).subscribe(leaving);
            stream
                .flux("wrong", Interest.ALL)
                .subscribe(
                    new org.reactivestreams.Subscriber<>() {
                      @Override
                      public void onSubscribe(Subscription s) {
                        s.request(-1);
                      }

                      @Override
                      public void onNext(Configuration c) {
                        c.release();
                      }

                      @Override
                      public void onError(Throwable e) {
                        errors.add(e);
                      }

                      @Override
                      public void onComplete() {}
                    });
          }));
      Configuration first = leaving.got.poll(10, TimeUnit.SECONDS);
      leaving.cancel();
      first.release();
      assertThat(fixture.finish().ended().orElseThrow().failures()).isEmpty();
      assertThat(fixture.rows(0)).hasSize(70);
      assertThat(errors).singleElement().isInstanceOf(IllegalArgumentException.class);
      assertThat(errors.getFirst()).hasMessageContaining("3.9");
    }
  }
}
