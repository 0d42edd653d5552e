package org.fluxtube.actors.campaign;

import akka.actor.typed.ActorRef;
import java.util.Optional;
import java.util.OptionalInt;
import org.fluxtube.engine.run.Ladders;
import org.fluxtube.engine.run.ReplicaExchange.Swap;

/**
 * What ties a chain to its neighbours in temperature: at a border it offers its configuration,
 * once, and goes on when it has heard what became of the pair. It takes the other configuration
 * with its next trajectory and not before, so that a chain that is saved at a border has not
 * exchanged there.
 */
final class ExchangeGate {
  private final int chain;
  private final Ladders ladders;
  private final ActorRef<ExchangeActor.Command> exchange;
  private long offered = -1;
  private Optional<ChainActor.Exchanged> heard = Optional.empty();
  private boolean withdrawing;
  private boolean spoilt;
  private long cutAt = -1;

  private ExchangeGate(int chain, Ladders ladders, ActorRef<ExchangeActor.Command> exchange) {
    this.chain = chain;
    this.ladders = ladders;
    this.exchange = exchange;
  }

  /** The gate of a chain; empty if it exchanges with nobody. */
  static Optional<ExchangeGate> of(Setup setup, ChainPlan plan, ChainLinks links) {
    return links
        .exchange()
        .filter(e -> !setup.ladders().of(plan.chain()).isEmpty())
        .map(e -> new ExchangeGate(plan.chain(), setup.ladders(), e));
  }

  void enrol(ActorRef<ChainActor.Command> self) {
    exchange.tell(new ExchangeActor.Enrol(chain, self));
  }

  /** For whom the chain must wait before its next trajectory; empty if for nobody. */
  String blocker(ChainWork work) {
    long at = work.chain().trajectory();
    if (!ladders.border(at) || heard.isPresent()) {
      return "";
    }
    if (offered != at) {
      offered = at;
      exchange.tell(new ExchangeActor.Offer(chain, at, work.chain().snapshot()));
    }
    OptionalInt partner = ladders.partner(chain, at);
    return "exchange" + (partner.isPresent() ? " with chain " + partner.getAsInt() : "");
  }

  void hear(ChainActor.Exchanged exchanged) {
    heard = Optional.of(exchanged);
    withdrawing = false;
  }

  void withdrawn() {
    offered = -1;
    withdrawing = false;
  }

  /**
   * Takes over the partner's configuration where both have agreed; the chain makes its next
   * trajectory at once.
   *
   * @return the swap that the chain has to write down, as the lower of the two does
   */
  Optional<Swap> settle(ChainWork work) {
    Optional<Swap> swap = heard.flatMap(ChainActor.Exchanged::swap);
    if (swap.isPresent() && swap.get().accepted()) {
      work.chain().take(heard.orElseThrow().partners());
    }
    return swap.filter(s -> s.lower() == chain);
  }

  /** The next trajectory is made. */
  void passed() {
    heard = Optional.empty();
  }

  /** Whether the partner may have gone on already, so that this chain has to follow. */
  boolean owes() {
    return heard.flatMap(ChainActor.Exchanged::swap).isPresent() && !spoilt;
  }

  /** Whether an offer lies with the exchange: it must be taken back before the chain ends. */
  boolean open(long at) {
    if (offered == at && heard.isEmpty() && !withdrawing) {
      withdrawing = true;
      exchange.tell(new ExchangeActor.Withdraw(chain));
    }
    return withdrawing;
  }

  /** The trajectory that was owed was cancelled: what the chain is now belongs to no line. */
  void spoil() {
    spoilt = heard.flatMap(ChainActor.Exchanged::swap).isPresent();
  }

  /** Whether the chain can be saved as it is. */
  boolean whole() {
    return !spoilt;
  }

  void cutSoon() {
    exchange.tell(new ExchangeActor.CutSoon(chain));
  }

  void cutAt(long trajectory) {
    cutAt = trajectory;
  }

  boolean cutsAt(long trajectory) {
    return cutAt == trajectory;
  }
}
