package org.fluxtube.actors.campaign;

import akka.actor.ActorInitializationException;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fluxtube.actors.campaign.CampaignStatus.Outcome;
import org.fluxtube.actors.database.Row;
import org.fluxtube.actors.database.Thinning;
import org.fluxtube.engine.run.Event;

/** Makes all actors of a campaign, passes commands to the chains, and ends when all chains have. */
final class CampaignActor extends AbstractBehavior<CampaignCommand> {
  private final Setup setup;
  private final Surroundings around;
  private final ActorRef<DatabaseActor.Command> database;
  private final Map<Integer, AtomicBoolean> cancel = new TreeMap<>();
  private final Map<Integer, ActorRef<ChainActor.Command>> running = new TreeMap<>();
  private final Optional<ActorRef<ExchangeActor.Command>> exchange;
  private final Board board;
  private final Journal journal;
  private final List<String> failures = new ArrayList<>();
  private final List<Integer> hopeless = new ArrayList<>();
  private final Set<Integer> tied = new TreeSet<>();
  private Thinning thinning;
  private boolean stopped;

  private CampaignActor(ActorContext<CampaignCommand> context, Setup setup, Surroundings around) {
    super(context);
    this.setup = setup;
    this.around = around;
    this.board = new Board(setup);
    this.thinning = setup.chains().getFirst().thinning();
    ActorRef<CampaignCommand> self = context.getSelf();
    DispatcherSelector blocking = DispatcherSelector.fromConfig("fluxtube.blocking");
    ActorRef<ArchiveActor.Command> archive =
        context.spawn(ArchiveActor.create(setup, self), "archive", blocking);
    database =
        context.spawn(
            DatabaseActor.create(setup, around.database(), archive, self), "database", blocking);
    journal = new Journal(setup, database);
    archive.tell(new ArchiveActor.UseJournal(journal));
    journal.add(new Event.CampaignOpened(setup.cause() + " on " + setup.backend().name()));
    Optional<ActorRef<TrainerActor.Command>> trainer =
        setup
            .epochCuts()
            .map(cuts -> {
              tied.addAll(cuts.chains());
              return context.spawn(
                  TrainerActor.create(setup, around.trainer(), database, self), "trainer");
            });
    trainer.ifPresent(context::watch);
    exchange =
        setup.ladders().ladders().isEmpty()
            ? Optional.empty()
            : Optional.of(
                context.spawn(
                    ExchangeActor.create(setup),
                    "exchange",
                    DispatcherSelector.fromConfig("fluxtube.compute")));
    exchange.ifPresent(context::watch);
    context.watch(database);
    context.watch(archive);
    for (ChainPlan plan : setup.chains()) {
      AtomicBoolean flag = new AtomicBoolean();
      cancel.put(plan.chain(), flag);
      ChainLinks links =
          new ChainLinks(self, database, archive, trainer, exchange, flag, around.attachments());
      ActorRef<ChainActor.Command> chain =
          context.spawn(
              ChainActor.create(setup, plan, links),
              "chain-" + plan.chain(),
              DispatcherSelector.fromConfig("fluxtube.compute"));
      context.watch(chain);
      running.put(plan.chain(), chain);
    }
  }

  static Behavior<CampaignCommand> create(Setup setup, Surroundings around) {
    return Behaviors.setup(context -> new CampaignActor(context, setup, around));
  }

  @Override
  public Receive<CampaignCommand> createReceive() {
    return newReceiveBuilder()
        .onAnyMessage(this::receive)
        .onSignal(ChildFailed.class, this::failed)
        .onSignal(Terminated.class, signal -> this)
        .build();
  }

  private Behavior<CampaignCommand> receive(CampaignCommand command) {
    switch (command) {
      case CampaignCommand.Tell(
              ChainActor.Command order,
              OptionalInt chain,
              String what,
              String who,
              ActorRef<Integer> replyTo) -> {
        int told = tell(order, chain);
        journal.add(Event.Commanded.of(what, chain, told), who);
        replyTo.tell(told);
      }
      case CampaignCommand.Change(
              ChainActor.Setting setting,
              int chain,
              ActorRef<String> replyTo) -> {
        ActorRef<ChainActor.Command> to = running.get(chain);
        if (to == null) {
          replyTo.tell("chain " + chain + " runs no more");
        } else {
          to.tell(new ChainActor.Change(setting, replyTo));
        }
      }
      case CampaignCommand.Thin(int factor, String who, ActorRef<String> replyTo) ->
          replyTo.tell(thin(factor, who));
      case CampaignCommand.Note(Event event, String who) -> journal.add(event, who);
      case CampaignCommand.AskStatus(ActorRef<CampaignStatus> replyTo) ->
          replyTo.tell(board.status(Optional.empty()));
      case CampaignCommand.ChainReport(ChainStatus s) -> board.put(s);
      case CampaignCommand.Observed o -> board.put(o);
      case CampaignCommand.TrainerReport(LearningStatus s) -> board.put(s);
      case CampaignCommand.LearningFailed(String reason) -> learningFailed(reason);
      case CampaignCommand.ChainEnded(int chain, ChainLife.Ending how) -> ended(chain, how);
      case CampaignCommand.Warn(String message) -> around.warn().accept(message);
      case CampaignCommand.DatabaseFailed(String reason) ->
          running.values().forEach(chain -> chain.tell(new ChainActor.Fail(reason)));
      case CampaignCommand.CancelNow(OptionalInt chain) ->
          cancel.forEach(
              (id, flag) -> flag.set(flag.get() || chain.isEmpty() || chain.getAsInt() == id));
      case CampaignCommand.DatabaseClosed(String refusal) -> {
        if (!refusal.isEmpty() && failures.isEmpty()) {
          failures.add(refusal);
        }
        around
            .ended()
            .complete(
                board.status(
                    Optional.of(
                        new Outcome(List.copyOf(failures), stopped, List.copyOf(hopeless)))));
        return Behaviors.stopped();
      }
    }
    return this;
  }

  private int tell(ChainActor.Command what, OptionalInt chain) {
    if (what instanceof ChainActor.Stop) {
      getContext()
          .scheduleOnce(
              setup.patience(), getContext().getSelf(), new CampaignCommand.CancelNow(chain));
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

  private String thin(int factor, String who) {
    String refusal = thinning.refusal(factor).orElse("");
    if (refusal.isEmpty()) {
      thinning = thinning.then(factor);
      journal.write(new Row.Thinned(thinning));
      running.values().forEach(chain -> chain.tell(new ChainActor.Thin(factor)));
    }
    String outcome = refusal.isEmpty() ? "done" : "refused, " + refusal;
    String what = "measure at every " + factor + ". of its times: ";
    journal.add(new Event.Commanded(-1, what + outcome), who);
    return refusal;
  }

  private void ended(int chain, ChainLife.Ending how) {
    if (running.remove(chain) == null) {
      return;
    }
    stopped |= how.state().equals("stopped");
    if (how.state().equals("failed")) {
      failures.add("chain " + chain + ": " + how.reason());
      around.warn().accept("chain " + chain + " failed: " + how.reason());
      if (how.repeats()) {
        hopeless.add(chain);
      }
    }
    if (tied.contains(chain) && board.needed(chain) && !how.state().equals("finished")) {
      String why = "lessons cannot go on without chain " + chain + ", which " + how.state();
      tellTied(new ChainActor.Stop(why));
    }
    if (!how.state().equals("finished")) {
      String why = "chain " + chain + ", with which it exchanges, " + how.state();
      setup.ladders().of(chain).stream()
          .filter(running::containsKey)
          .forEach(other -> running.get(other).tell(new ChainActor.Stop(why)));
    }
    if (running.isEmpty()) {
      database.tell(new DatabaseActor.Close(getContext().getSelf()));
    }
  }

  private void tellTied(ChainActor.Command what) {
    tied.stream()
        .filter(running::containsKey)
        .filter(board::needed)
        .forEach(chain -> running.get(chain).tell(what));
  }

  private void learningFailed(String reason) {
    around.warn().accept("learning failed: " + reason);
    tellTied(new ChainActor.Fail(reason));
  }

  /**
   * What a user should read: the message where a state did not allow what was asked, as device
   * memory that is too small, and the exception where it is a defect.
   */
  private static String why(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof ActorInitializationException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof IllegalStateException && cause.getMessage() != null
        ? cause.getMessage()
        : "defect: " + cause;
  }

  /** An actor ended by itself: its chain, or without database or archive all, cannot go on. */
  private Behavior<CampaignCommand> failed(ChildFailed signal) {
    String what = signal.getRef().path().name();
    String why = why(signal.getCause());
    if (what.equals("trainer")) {
      learningFailed(why);
    }
    for (Integer chain : List.copyOf(running.keySet())) {
      if (what.equals("chain-" + chain)) {
        ended(chain, new ChainLife.Ending("failed", why));
      } else if (what.equals("archive") || what.equals("exchange")) {
        running.get(chain).tell(new ChainActor.Fail(why));
      }
    }
    return what.equals("database") ? receive(new CampaignCommand.DatabaseClosed(why)) : this;
  }
}
