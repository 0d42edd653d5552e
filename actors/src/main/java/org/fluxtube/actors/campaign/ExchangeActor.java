package org.fluxtube.actors.campaign;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.run.Ladders;
import org.fluxtube.engine.run.ReplicaExchange;
import org.fluxtube.engine.run.ReplicaExchange.Swap;

/**
 * Where chains of neighbouring temperatures meet: at each border a chain offers its configuration
 * and waits; when its partner's is there too, {@link ReplicaExchange} decides, and both hear of it.
 * A paused chain pauses its partners that way. Ladders are cut at one border, which no chain has
 * come to yet.
 */
final class ExchangeActor extends AbstractBehavior<ExchangeActor.Command> {
  sealed interface Command permits Enrol, Offer, Withdraw, CutSoon {}

  /** A chain begins and can be told of cuts. */
  record Enrol(int chain, ActorRef<ChainActor.Command> chainActor) implements Command {}

  /** A chain has come to a border. */
  record Offer(int chain, long trajectory, FieldData field) implements Command {}

  /** A chain wants to end; answered if its offer still lies here, else the decision is underway. */
  record Withdraw(int chain) implements Command {}

  /** Cut the ladder of a chain as soon as possible. */
  record CutSoon(int chain) implements Command {}

  private final Ladders ladders;
  private final FieldOps ops;
  private final ReplicaExchange<?> exchange;
  private final Map<Integer, ActorRef<ChainActor.Command>> chains = new TreeMap<>();
  private final Map<Integer, Offer> offers = new HashMap<>();
  private final Map<Integer, Long> farthest = new HashMap<>();

  private ExchangeActor(ActorContext<Command> context, Setup setup) {
    super(context);
    this.ladders = setup.ladders();
    this.ops = setup.backend().open(setup.campaign().geometry());
    this.exchange = ReplicaExchange.open(setup.campaign(), ops);
  }

  /** For all ladders of a campaign. */
  static Behavior<Command> create(Setup setup) {
    return Behaviors.setup(context -> new ExchangeActor(context, setup));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onAnyMessage(this::receive)
        .onSignal(
            PostStop.class,
            signal -> {
              exchange.close();
              ops.close();
              return this;
            })
        .build();
  }

  private Behavior<Command> receive(Command command) {
    switch (command) {
      case Enrol(int chain, ActorRef<ChainActor.Command> chainActor) ->
          chains.put(chain, chainActor);
      case Offer offer -> meet(offer);
      case Withdraw(int chain) -> {
        if (offers.remove(chain) != null) {
          chains.get(chain).tell(new ChainActor.Withdrawn());
        }
      }
      case CutSoon(int chain) -> cut(ladders.of(chain));
    }
    return this;
  }

  private void meet(Offer offer) {
    farthest.merge(offer.chain(), offer.trajectory(), Math::max);
    OptionalInt partner = ladders.partner(offer.chain(), offer.trajectory());
    if (partner.isEmpty()) {
      tell(offer, Optional.empty(), offer.field());
      return;
    }
    Offer other = offers.get(partner.getAsInt());
    if (other == null || other.trajectory() != offer.trajectory()) {
      offers.put(offer.chain(), offer);
      return;
    }
    offers.remove(other.chain());
    Offer lower = offer.chain() < other.chain() ? offer : other;
    Offer upper = lower == offer ? other : offer;
    try {
      Swap swap =
          exchange.decide(
              lower.chain(), lower.field(), upper.chain(), upper.field(), offer.trajectory());
      tell(lower, Optional.of(swap), upper.field());
      tell(upper, Optional.of(swap), lower.field());
    } catch (RuntimeException e) {
      List.of(lower, upper)
          .forEach(o -> chains.get(o.chain()).tell(new ChainActor.Fail(e.getMessage())));
    }
  }

  private void tell(Offer offer, Optional<Swap> swap, FieldData partners) {
    chains.get(offer.chain()).tell(new ChainActor.Exchanged(offer.trajectory(), swap, partners));
  }

  /** At the first border to which no chain of the ladder has come. */
  private void cut(List<Integer> ladder) {
    long last = ladder.stream().mapToLong(c -> farthest.getOrDefault(c, 0L)).max().orElse(0);
    for (int chain : ladder) {
      if (chains.containsKey(chain)) {
        chains.get(chain).tell(new ChainActor.CutAt(last + ladders.every()));
      }
    }
  }
}
