package org.fluxtube.actors.campaign;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.fluxtube.engine.run.Chain;
import org.fluxtube.engine.run.Configuration;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.run.SnapshotPool;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;

/**
 * The configurations of one chain as a {@link Flux}: request(n) becomes {@link ChainActor.Demand},
 * and the chain steps only when everybody who wants the next configuration has asked for it. So the
 * slowest subscriber sets the pace and nothing is buffered or dropped. The only class that knows
 * both Akka and Reactor.
 *
 * <p>Each element carries one reference, which its receiver releases. A snapshot is taken only if
 * somebody wants that trajectory; at most subscribers + 1 are alive, whatever is requested. All
 * methods but {@link #flux} are for the chain's actor alone.
 */
public final class ConfigurationStream {
  private final ActorRef<ChainActor.Command> chain;
  private final SnapshotPool pool;
  private final List<Subscribed> subscribed = new ArrayList<>();

  /** A stream for the chain of the given actor. */
  ConfigurationStream(ActorRef<ChainActor.Command> chain) {
    this.chain = chain;
    this.pool = new SnapshotPool(() -> chain.tell(new ChainActor.Released()));
  }

  /** One subscription; demand is counted in the chain's actor. */
  static final class Subscribed {
    private final String name;
    private final Interest interest;
    private final Subscriber<? super Configuration> subscriber;
    private long demand;
    private boolean ended;

    Subscribed(String name, Interest interest, Subscriber<? super Configuration> subscriber) {
      this.name = name;
      this.interest = interest;
      this.subscriber = subscriber;
    }
  }

  /**
   * The configurations that {@code interest} wants, lossless. Cold for each subscriber: it begins
   * with the next trajectory. Signals come in the chain's thread and must be handled quickly.
   *
   * @param name of the subscriber, in messages about who is slow
   */
  public Flux<Configuration> flux(String name, Interest interest) {
    return Flux.from(subscriber -> {
      Subscribed s = new Subscribed(name, interest, subscriber);
      chain.tell(new ChainActor.Subscribe(s));
      subscriber.onSubscribe(
          new Subscription() {
            @Override
            public void request(long n) {
              chain.tell(new ChainActor.Demand(s, n));
            }

            @Override
            public void cancel() {
              chain.tell(new ChainActor.Demand(s, CANCEL));
            }
          });
    });
  }

  /** Demand that stands for the end of a subscription; request(n) never carries it on. */
  static final long CANCEL = Long.MIN_VALUE;

  /** Delivers to an actor, which asks for one configuration after the other. */
  void to(String name, Interest interest, ActorRef<? super Delivery> actor) {
    AtomicReference<Subscription> subscription = new AtomicReference<>();
    Runnable more = () -> subscription.get().request(1);
    flux(name, interest)
        .subscribe(
            configuration -> actor.tell(new Delivery(configuration, more)),
            error -> {
              throw new IllegalStateException("the stream of a chain failed", error);
            },
            () -> {},
            s -> {
              subscription.set(s);
              s.request(1);
            });
  }

  void add(Subscribed s) {
    subscribed.add(s);
  }

  void demand(Subscribed s, long n) {
    if (s.ended) {
      return;
    }
    if (n == CANCEL) {
      end(s);
    } else if (n <= 0) {
      end(s);
      s.subscriber.onError(
          new IllegalArgumentException(
              "request(" + n + "): Reactive Streams rule 3.9 allows positive numbers only"));
    } else {
      s.demand = s.demand + n < 0 ? Long.MAX_VALUE : s.demand + n;
    }
  }

  private void end(Subscribed s) {
    s.ended = true;
    subscribed.remove(s);
  }

  /** Who keeps the chain from making the given trajectory, if anybody. */
  Optional<String> blocker(long trajectory, Phase phase) {
    boolean wanted = false;
    for (Subscribed s : subscribed) {
      if (s.interest.wants(trajectory, phase)) {
        wanted = true;
        if (s.demand == 0) {
          return Optional.of(s.name);
        }
      }
    }
    return wanted && pool.live() > subscribed.size()
        ? Optional.of("a subscriber that does not release its snapshots")
        : Optional.empty();
  }

  /** Gives the chain's present configuration to all who want it. */
  void emit(Chain<?> from) {
    Configuration configuration = null;
    for (Subscribed s : List.copyOf(subscribed)) {
      if (s.interest.wants(from.trajectory(), from.phase())) {
        if (configuration == null) {
          configuration = pool.take(from, teaches(from.trajectory(), from.phase()));
        }
        s.demand--;
        s.subscriber.onNext(configuration.retain());
      }
    }
    if (configuration != null) {
      configuration.release();
    }
  }

  private boolean teaches(long trajectory, Phase phase) {
    return subscribed.stream()
        .anyMatch(s -> s.interest.learns() && s.interest.wants(trajectory, phase));
  }

  /** Snapshots that somebody still holds. */
  int live() {
    return pool.live();
  }

  /** Ends all subscriptions: no more configurations will come. */
  void complete() {
    for (Subscribed s : List.copyOf(subscribed)) {
      end(s);
      s.subscriber.onComplete();
    }
  }
}
