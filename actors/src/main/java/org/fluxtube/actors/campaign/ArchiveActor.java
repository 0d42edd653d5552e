package org.fluxtube.actors.campaign;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.engine.run.Checkpoint;
import org.fluxtube.engine.run.CheckpointFile;
import org.fluxtube.engine.run.CheckpointFolder;
import org.fluxtube.engine.run.Configuration;
import org.fluxtube.engine.run.Event;

/**
 * Writes checkpoints and configuration files. A configuration that cannot be written is kept and
 * tried again, which makes its chain wait; after {@link Setup#ATTEMPTS} pauses the campaign gives
 * up.
 */
final class ArchiveActor extends AbstractBehavior<ArchiveActor.Command> {
  sealed interface Command permits Delivery, Cut, Again, UseJournal {}

  /** Tries to write a configuration again. */
  record Again(Delivery delivery, int failures) implements Command {}

  /** Where events go from now on. */
  record UseJournal(Journal journal) implements Command {}

  private final Setup setup;
  private final Retention retention;
  private final CheckpointFolder checkpoints;
  private final ActorRef<CampaignCommand> campaign;
  private final TimerScheduler<Command> timers;
  private Journal journal;

  private ArchiveActor(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Setup setup,
      ActorRef<CampaignCommand> campaign) {
    super(context);
    this.timers = timers;
    this.setup = setup;
    this.retention = new Retention(setup.folder().configurations(), setup.campaign());
    this.checkpoints = setup.checkpoints();
    try {
      retention.clean();
    } catch (IOException e) {
      campaign.tell(new CampaignCommand.Warn("configurations: " + RunFolder.why(e)));
    }
    this.campaign = campaign;
  }

  /** The archive of all chains. */
  static Behavior<Command> create(Setup setup, ActorRef<CampaignCommand> campaign) {
    return Behaviors.setup(context ->
        Behaviors.withTimers(timers -> new ArchiveActor(context, timers, setup, campaign)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::receive).build();
  }

  private Behavior<Command> receive(Command command) {
    switch (command) {
      case UseJournal(Journal used) -> journal = used;
      case Delivery delivery -> archive(delivery, 0);
      case Again(Delivery delivery, int failures) -> archive(delivery, failures);
      case Cut(Checkpoint checkpoint, ActorRef<? super CheckpointReply> replyTo) ->
          replyTo.tell(checkpoint.ofChain() ? write(checkpoint) : writeTrainer(checkpoint));
    }
    return this;
  }

  private CheckpointReply write(Checkpoint checkpoint) {
    int chain = checkpoint.chain();
    long trajectory = checkpoint.trajectory();
    long begin = System.nanoTime();
    try {
      Path file = checkpoints.write(checkpoint, setup.keepFrom(chain));
      setup.keepFrom(chain); // this file may have made a newer cut whole: what is older goes now
      double seconds = 1e-9 * (System.nanoTime() - begin);
      long bytes = Files.size(file);
      journal.add(new Event.CheckpointWritten(chain, trajectory, bytes, seconds));
      return new CheckpointWritten(trajectory);
    } catch (IOException e) {
      String why = "the checkpoint cannot be written: " + RunFolder.why(e);
      journal.add(new Event.CheckpointFailed(chain, trajectory, why));
      return new CheckpointRefused(why);
    }
  }

  private CheckpointReply writeTrainer(Checkpoint checkpoint) {
    long lesson = checkpoint.epoch();
    try {
      CheckpointFile.write(setup.epochCuts().orElseThrow().trainer(lesson), checkpoint);
      return new CheckpointWritten(lesson);
    } catch (IOException e) {
      String why = "the trainer's checkpoint cannot be written: " + RunFolder.why(e);
      journal.add(new Event.CheckpointFailed(-1, lesson, why));
      return new CheckpointRefused(why);
    }
  }

  private void archive(Delivery delivery, int failures) {
    Configuration c = delivery.configuration();
    try {
      Path file = retention.write(c);
      journal.add(
          new Event.ConfigurationArchived(
              c.chain(), c.trajectory(), file.getFileName().toString()));
      for (Path old : retention.thin(c.chain())) {
        journal.add(
            new Event.ConfigurationRemoved(
                c.chain(), c.trajectory(), old.getFileName().toString()));
      }
    } catch (IOException e) {
      String why = "a configuration cannot be written: " + RunFolder.why(e);
      if (failures >= Setup.ATTEMPTS) {
        campaign.tell(new CampaignCommand.DatabaseFailed(why));
      } else {
        campaign.tell(new CampaignCommand.Warn(why + "; trying again"));
        timers.startSingleTimer(
            new Again(delivery, failures + 1), setup.retryPause().multipliedBy(1L << failures));
      }
      return;
    }
    c.release();
    delivery.more().run();
  }
}
