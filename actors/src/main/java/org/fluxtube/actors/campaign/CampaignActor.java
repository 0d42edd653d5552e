package org.fluxtube.actors.campaign;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.fluxtube.actors.campaign.CampaignStatus.Outcome;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.engine.run.Event;
import org.fluxtube.engine.run.Phase;

/** Makes all actors of a campaign, passes commands to the chains, and ends when all chains have. */
final class CampaignActor extends AbstractBehavior<CampaignActor.Command> {
  sealed interface Command
      permits Tell,
          AskStatus,
          ChainReport,
          Observed,
          ChainEnded,
          Warn,
          DatabaseFailed,
          CancelNow,
          DatabaseClosed {}

  /** A command for one chain or all; the answer says for how many. */
  record Tell(ChainActor.Command command, OptionalInt chain, ActorRef<Integer> replyTo)
      implements Command {}

  /** How far is it? */
  record AskStatus(ActorRef<CampaignStatus> replyTo) implements Command {}

  /** A chain says how far it is. */
  record ChainReport(ChainStatus status) implements Command {}

  /** A measurement says what its first observable's mean is. */
  record Observed(int chain, String label, double mean, long count) implements Command {}

  /** A chain has ended. */
  record ChainEnded(int chain, ChainLife.Ending how) implements Command {}

  /** Something a person should read. */
  record Warn(String message) implements Command {}

  /** Rows or configurations cannot be written any more: all chains must end. */
  record DatabaseFailed(String reason) implements Command {}

  /** A stop has waited long enough. */
  record CancelNow() implements Command {}

  /**
   * The database takes no more.
   *
   * @param refusal why the last rows are not in it; empty if they are
   */
  record DatabaseClosed(String refusal) implements Command {}

  /**
   * What the process around the actors gives and gets.
   *
   * @param database owned by the actors
   * @param warn gets what a person should read
   * @param attachments further subscribers of the chains' streams
   * @param ended completed at the end
   */
  record Surroundings(
      CampaignDatabase database,
      Consumer<String> warn,
      List<BiConsumer<Integer, ConfigurationStream>> attachments,
      CompletableFuture<CampaignStatus> ended) {}

  private final Setup setup;
  private final Surroundings around;
  private final ActorRef<DatabaseActor.Command> database;
  private final AtomicBoolean cancel = new AtomicBoolean();
  private final Map<Integer, ActorRef<ChainActor.Command>> running = new TreeMap<>();
  private final Map<Integer, ChainStatus> status = new TreeMap<>();
  private final Map<Integer, Observed> observed = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();
  private boolean stopped;

  private CampaignActor(ActorContext<Command> context, Setup setup, Surroundings around) {
    super(context);
    this.setup = setup;
    this.around = around;
    ActorRef<Command> self = context.getSelf();
    DispatcherSelector blocking = DispatcherSelector.fromConfig("fluxtube.blocking");
    ActorRef<ArchiveActor.Command> archive =
        context.spawn(ArchiveActor.create(setup, self), "archive", blocking);
    database =
        context.spawn(
            DatabaseActor.create(setup, around.database(), archive, self), "database", blocking);
    Journal journal = new Journal(setup, database);
    archive.tell(new ArchiveActor.UseJournal(journal));
    journal.add(new Event.CampaignOpened(setup.cause() + " on " + setup.backend().name()));
    ChainLinks links = new ChainLinks(self, database, archive, cancel, around.attachments());
    for (ChainPlan plan : setup.chains()) {
      status.put(
          plan.chain(),
          new ChainStatus(
              plan.chain(),
              plan.group().label(),
              "running",
              "",
              0,
              plan.phases().total(),
              Phase.THERMALISE,
              Double.NaN,
              0));
      ActorRef<ChainActor.Command> chain =
          context.spawn(
              ChainActor.create(setup, plan, links),
              "chain-" + plan.chain(),
              DispatcherSelector.fromConfig("fluxtube.compute"));
      context.watch(chain);
      running.put(plan.chain(), chain);
    }
  }

  static Behavior<Command> create(Setup setup, Surroundings around) {
    return Behaviors.setup(context -> new CampaignActor(context, setup, around));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onAnyMessage(this::receive)
        .onSignal(ChildFailed.class, this::failed)
        .onSignal(Terminated.class, signal -> this)
        .build();
  }

  private Behavior<Command> receive(Command command) {
    switch (command) {
      case Tell(ChainActor.Command what, OptionalInt chain, ActorRef<Integer> replyTo) ->
          replyTo.tell(tell(what, chain));
      case AskStatus(ActorRef<CampaignStatus> replyTo) -> replyTo.tell(status(Optional.empty()));
      case ChainReport(ChainStatus s) -> status.put(s.chain(), s);
      case Observed o -> observed.put(o.chain, o);
      case ChainEnded(int chain, ChainLife.Ending how) -> ended(chain, how);
      case Warn(String message) -> around.warn().accept(message);
      case DatabaseFailed(String reason) ->
          running.values().forEach(chain -> chain.tell(new ChainActor.Fail(reason)));
      case CancelNow() -> cancel.set(true);
      case DatabaseClosed(String refusal) -> {
        if (!refusal.isEmpty() && failures.isEmpty()) {
          failures.add(refusal);
        }
        around.ended().complete(status(Optional.of(new Outcome(List.copyOf(failures), stopped))));
        return Behaviors.stopped();
      }
    }
    return this;
  }

  private int tell(ChainActor.Command what, OptionalInt chain) {
    if (what instanceof ChainActor.Stop) {
      getContext().scheduleOnce(setup.patience(), getContext().getSelf(), new CancelNow());
    }
    int told = 0;
    for (Map.Entry<Integer, ActorRef<ChainActor.Command>> entry : running.entrySet()) {
      if (chain.isEmpty() || chain.getAsInt() == entry.getKey()) {
        entry.getValue().tell(what);
        told++;
      }
    }
    return told;
  }

  private void ended(int chain, ChainLife.Ending how) {
    if (running.remove(chain) == null) {
      return;
    }
    stopped |= how.state().equals("stopped");
    if (how.state().equals("failed")) {
      failures.add("chain " + chain + ": " + how.reason());
      around.warn().accept("chain " + chain + " failed: " + how.reason());
    }
    if (running.isEmpty()) {
      database.tell(new DatabaseActor.Close(getContext().getSelf()));
    }
  }

  /** A defect in an actor: its chain, or without a database all, cannot go on. */
  private Behavior<Command> failed(ChildFailed signal) {
    String what = signal.getRef().path().name();
    for (Integer chain : List.copyOf(running.keySet())) {
      if (what.equals("chain-" + chain)) {
        ended(chain, new ChainLife.Ending("failed", "defect: " + signal.getCause()));
      }
    }
    return this;
  }

  private CampaignStatus status(Optional<Outcome> outcome) {
    long count = observed.values().stream().mapToLong(Observed::count).sum();
    double sum = observed.values().stream().mapToDouble(o -> o.count() * o.mean()).sum();
    return new CampaignStatus(
        setup.folder().name(),
        setup.backend().name(),
        List.copyOf(status.values()),
        observed.values().stream()
            .findFirst()
            .map(o -> new CampaignStatus.Observed(o.label(), sum / count, count)),
        outcome);
  }
}
