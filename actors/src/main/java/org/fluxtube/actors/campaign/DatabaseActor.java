package org.fluxtube.actors.campaign;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.database.Row;
import org.fluxtube.engine.run.Event;

/**
 * The one writer of the campaign database. Rows are gathered and committed together; senders get
 * {@link Stored} afterwards and never have more than a window of rows on the way, so the batch is
 * bounded. A commit that fails is kept and tried again; after {@link Setup#ATTEMPTS} pauses the
 * campaign is told to give up. Cuts pass on after the commit of all rows before them.
 */
final class DatabaseActor extends AbstractBehavior<DatabaseActor.Command> {
  private static final Duration GATHER = Duration.ofMillis(100);
  private static final int LARGEST_BATCH = 4096;

  sealed interface Command permits Write, Commit, Close, Cut {}

  /**
   * A row.
   *
   * @param replyTo gets the acknowledgement, if anybody
   */
  record Write(Row row, Optional<ActorRef<? super Stored>> replyTo) implements Command {}

  /** Time to commit what was gathered. */
  record Commit() implements Command {}

  /**
   * Commits and ends.
   *
   * @param replyTo told when the database is closed
   */
  record Close(ActorRef<CampaignCommand> replyTo) implements Command {}

  private final Setup setup;
  private final CampaignDatabase database;
  private final ActorRef<ArchiveActor.Command> archive;
  private final ActorRef<CampaignCommand> campaign;
  private final TimerScheduler<Command> timers;
  private final Batch batch = new Batch();
  private int failures;
  private String lastRefusal = "";

  private DatabaseActor(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Setup setup,
      CampaignDatabase database,
      ActorRef<ArchiveActor.Command> archive,
      ActorRef<CampaignCommand> campaign) {
    super(context);
    this.timers = timers;
    this.setup = setup;
    this.database = database;
    this.archive = archive;
    this.campaign = campaign;
  }

  /** Owns the database. */
  static Behavior<Command> create(
      Setup setup,
      CampaignDatabase database,
      ActorRef<ArchiveActor.Command> archive,
      ActorRef<CampaignCommand> campaign) {
    return Behaviors.setup(context ->
        Behaviors.withTimers(
            timers -> new DatabaseActor(context, timers, setup, database, archive, campaign)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onAnyMessage(this::receive)
        .onSignal(PostStop.class, signal -> closed())
        .build();
  }

  private Behavior<Command> receive(Command command) {
    switch (command) {
      case Write(Row row, Optional<ActorRef<? super Stored>> replyTo) -> {
        batch.add(row, replyTo);
        if (batch.size() >= LARGEST_BATCH && failures == 0) {
          commit();
        } else if (!timers.isTimerActive(Commit.class)) {
          timers.startSingleTimer(Commit.class, new Commit(), GATHER);
        }
      }
      case Cut cut -> {
        batch.add(cut);
        if (failures == 0) {
          commit();
        }
      }
      case Commit() -> commit();
      case Close(ActorRef<CampaignCommand> replyTo) -> {
        if (failures == 0) {
          commit();
        }
        replyTo.tell(new CampaignCommand.DatabaseClosed(failures == 0 ? "" : lastRefusal));
        return Behaviors.stopped();
      }
    }
    return this;
  }

  private void commit() {
    timers.cancel(Commit.class);
    long begin = System.nanoTime();
    try {
      database.write(batch.rows());
    } catch (IOException e) {
      refused(e);
      return;
    }
    failures = 0;
    int rows = batch.size();
    batch.committed(archive);
    setup.listener().accept(new Event.BatchCommitted(rows, 1e-9 * (System.nanoTime() - begin)));
  }

  private void refused(IOException e) {
    lastRefusal = e.getMessage();
    setup.listener().accept(new Event.DatabaseTrouble(lastRefusal));
    if (++failures > Setup.ATTEMPTS) {
      campaign.tell(new CampaignCommand.DatabaseFailed(e.getMessage()));
      return;
    }
    campaign.tell(
        new CampaignCommand.Warn("rows are kept and written again soon: " + e.getMessage()));
    timers.startSingleTimer(
        Commit.class, new Commit(), setup.retryPause().multipliedBy(1L << (failures - 1)));
  }

  private Behavior<Command> closed() throws IOException {
    database.close();
    return this;
  }
}
