package org.fluxtube.actors.campaign;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.fluxtube.engine.run.Checkpoint;

/**
 * Gathers the samples of all chains that feed, has lessons taken in a thread of their own while the
 * chains go on, and tells the chains of each new model. What it does with a message is in {@link
 * TrainerLife}; here is the protocol.
 */
final class TrainerActor extends AbstractBehavior<TrainerActor.Command> {
  sealed interface Command permits Delivery, Enrol, Learnt, TakeCut, CheckpointReply {}

  /** A chain begins, or begins again, and wants to hear of models. */
  record Enrol(int chain, ActorRef<ChainActor.Command> replyTo) implements Command {}

  /** A lesson is over; either of the two is present. */
  record Learnt(Optional<TrainerWork.Outcome> outcome, Optional<Throwable> failure)
      implements Command {}

  /** Cut trainer and chains at the next border that is possible. */
  record TakeCut() implements Command {}

  private final TrainerLife life;

  private TrainerActor(ActorContext<Command> context, TrainerLife life) {
    super(context);
    this.life = life;
  }

  /**
   * The trainer of a campaign.
   *
   * @param from the checkpoint to go on from, if there is one
   */
  static Behavior<Command> create(
      Setup setup,
      Optional<Checkpoint> from,
      ActorRef<DatabaseActor.Command> database,
      ActorRef<CampaignCommand> campaign) {
    return Behaviors.setup(context -> {
      Executor training =
          context
              .getSystem()
              .dispatchers()
              .lookup(DispatcherSelector.fromConfig("fluxtube.training"));
      TrainerLife life =
          new TrainerLife(
              setup,
              from,
              database,
              campaign,
              context.getSelf(),
              (rest, lesson) ->
                  context.pipeToSelf(
                      CompletableFuture.supplyAsync(
                          lesson,
                          CompletableFuture.delayedExecutor(
                              rest.toNanos(), TimeUnit.NANOSECONDS, training)),
                      (outcome, error) ->
                          new Learnt(Optional.ofNullable(outcome), Optional.ofNullable(error))));
      return new TrainerActor(context, life);
    });
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onAnyMessage(this::receive)
        .onSignal(
            PostStop.class,
            signal -> {
              life.close();
              return this;
            })
        .build();
  }

  private Behavior<Command> receive(Command command) {
    switch (command) {
      case Delivery delivery -> life.deliver(delivery);
      case Enrol(int chain, ActorRef<ChainActor.Command> replyTo) -> life.enrol(chain, replyTo);
      case Learnt(Optional<TrainerWork.Outcome> outcome, Optional<Throwable> failure) -> {
        outcome.ifPresent(life::learnt);
        failure.ifPresent(life::failed);
      }
      case TakeCut() -> life.cutSoon();
      case CheckpointWritten(long lesson) -> life.written();
      case CheckpointRefused(String reason) -> life.refused(reason);
    }
    return this;
  }
}
