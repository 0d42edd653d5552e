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
import org.fluxtube.actors.campaign.ConfigurationStream.Subscribed;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.learn.Model;
import org.fluxtube.engine.run.ReplicaExchange;

/**
 * Runs one chain, one trajectory a message to itself, so that every command acts within one
 * trajectory. What it does with a message is in {@link ChainLife}; here is the protocol.
 */
public final class ChainActor extends AbstractBehavior<ChainActor.Command> {
  /** What a chain understands. */
  public sealed interface Command
      permits Step,
          Subscribe,
          Demand,
          Released,
          Stored,
          Pause,
          Continue,
          Stop,
          TakeCheckpoint,
          Extend,
          CheckpointReply,
          Adopt,
          Exchanged,
          Withdrawn,
          CutAt,
          Change,
          Thin,
          Conclude,
          LookAgain,
          Fail {}

  /** Make one trajectory. */
  record Step() implements Command {}

  /** A new subscriber of the stream. */
  record Subscribe(Subscribed subscribed) implements Command {}

  /** A subscriber can take n more configurations, or has cancelled. */
  record Demand(Subscribed subscribed, long n) implements Command {}

  /** A snapshot came back. */
  record Released() implements Command {}

  /** Wait after this trajectory. */
  record Pause(String who) implements Command {}

  /** Go on after a pause. */
  record Continue(String who) implements Command {}

  /** Write a checkpoint and end. */
  record Stop(String who) implements Command {}

  /** Write a checkpoint and go on. */
  record TakeCheckpoint() implements Command {}

  /** Another number of MEASURE trajectories. */
  record Extend(long measure) implements Command {}

  /**
   * A lesson is over.
   *
   * @param model what it made
   * @param cut whether the chain is to be cut where the model takes effect
   */
  record Adopt(Model model, boolean cut) implements Command {}

  /**
   * What became of the pair at a border.
   *
   * @param trajectory the border
   * @param swap empty where the chain has no partner
   * @param partners the partner's configuration
   */
  record Exchanged(long trajectory, Optional<ReplicaExchange.Swap> swap, FieldData partners)
      implements Command {}

  /** The chain's offer was taken back. */
  record Withdrawn() implements Command {}

  /** Write a checkpoint at that border, before the exchange. */
  record CutAt(long trajectory) implements Command {}

  /** What may be changed while a chain thermalises. */
  public sealed interface Setting {}

  /** The integrator's step. */
  public record StepSize(double value) implements Setting {}

  /** Trajectories of THERMALISE; 0 ends it with the next one. */
  public record Thermalise(long trajectories) implements Setting {}

  /**
   * Another setting.
   *
   * @param replyTo gets why not, or nothing if it is done
   */
  record Change(Setting setting, ActorRef<String> replyTo) implements Command {}

  /** All intervals of measurements are that many times those of the campaign file. */
  record Thin(int factor) implements Command {}

  /** Try again to end with a checkpoint. */
  record Conclude() implements Command {}

  /** A wait may have lasted long enough to be told. */
  record LookAgain() implements Command {}

  /**
   * Give up: the chain ends without a checkpoint.
   *
   * @param repeats whether going on from the checkpoint would only meet the same failure
   */
  record Fail(String reason, boolean repeats) implements Command {
    Fail(String reason) {
      this(reason, false);
    }
  }

  private final ChainLife life;
  private final Measuring<?> measuring;

  private ChainActor(ActorContext<Command> context, ChainLife life, Measuring<?> measuring) {
    super(context);
    this.life = life;
    this.measuring = measuring;
  }

  /**
   * A chain that starts at once.
   *
   * @param links to whom it speaks
   */
  static Behavior<Command> create(Setup setup, ChainPlan plan, ChainLinks links) {
    return Behaviors.setup(context -> {
      ActorRef<Command> self = context.getSelf();
      ConfigurationStream stream = new ConfigurationStream(self);
      Measuring<?> measuring =
          Measuring.open(
              setup.campaign().of(plan.chain()), plan.thinning().present(), setup.backend());
      ActorRef<MeasurementActor.Command> measurement =
          context.spawn(
              MeasurementActor.create(
                  setup, measuring, links.database(), links.campaign(), self, plan.chain()),
              "measurement",
              DispatcherSelector.sameAsParent());
      stream.to("measurement", measuring, measurement);
      stream.to(
          "archive",
          new Retention(setup.folder().configurations(), setup.campaign()),
          links.archive());
      links
          .trainer()
          .filter(trainer -> setup.feeding().contains(plan.chain()))
          .ifPresent(trainer -> stream.to("trainer", new Feeding(setup.epochs()), trainer));
      links.attachments().forEach(attachment -> attachment.accept(plan.chain(), stream));
      ChainLife life =
          new ChainLife(
              setup,
              plan,
              links,
              stream,
              measurement,
              self,
              (delay, command) -> context.scheduleOnce(delay, self, command));
      life.open();
      return new ChainActor(context, life, measuring);
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
      case Step() -> life.step();
      case Subscribe(Subscribed s) -> life.stream().add(s);
      case Demand(Subscribed s, long n) -> life.stream().demand(s, n);
      case Released() -> {
        // a reason to look again whether the chain may step
      }
      case Stored(int rows) -> life.stored(rows);
      case Pause(String who) -> life.pause(who);
      case Continue(String who) -> life.goOn(who);
      case Stop(String who) -> life.conclude(new ChainLife.Ending("stopped", "by " + who));
      case TakeCheckpoint() -> life.cutNow();
      case Extend(long measure) -> life.extend(measure);
      case Change(Setting setting, ActorRef<String> replyTo) -> replyTo.tell(life.change(setting));
      case Thin(int factor) -> measuring.thin(factor);
      case CheckpointWritten(long trajectory) -> life.written(trajectory);
      case CheckpointRefused(String reason) -> life.refused(reason);
      case Adopt adopt -> life.hear(adopt);
      case Exchanged exchanged -> life.hear(exchanged);
      case Withdrawn() -> life.withdrawn();
      case CutAt(long trajectory) -> life.cutAt(trajectory);
      case Conclude() -> life.conclude();
      case LookAgain() -> life.lookAgain();
      case Fail(String reason, boolean repeats) -> life.fail(reason, repeats);
    }
    return life.next() ? this : Behaviors.stopped();
  }
}
