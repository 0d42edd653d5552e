package org.fluxtube.actors.campaign;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxtube.actors.database.Row;
import org.fluxtube.engine.run.Configuration;
import org.fluxtube.engine.run.Event;

/**
 * Measures the configurations of one chain on memory of its own and sends the numbers to the
 * database. Asks for the next configuration when the last one is measured and the database keeps
 * up.
 */
final class MeasurementActor extends AbstractBehavior<MeasurementActor.Command> {
  sealed interface Command permits Delivery, Stored, Cut {}

  private static final long REPORT_NANOS = 100_000_000;

  private final Measuring<?> measuring;
  private final Journal journal;
  private final ActorRef<DatabaseActor.Command> database;
  private final ActorRef<CampaignCommand> campaign;
  private final ActorRef<ChainActor.Command> chain;
  private Runnable more = () -> {};
  private int underway;
  private final LiveMeans live;
  private long reported;

  private MeasurementActor(
      ActorContext<Command> context,
      Setup setup,
      Measuring<?> measuring,
      ActorRef<DatabaseActor.Command> database,
      ActorRef<CampaignCommand> campaign,
      ActorRef<ChainActor.Command> chain,
      int number) {
    super(context);
    this.measuring = measuring;
    this.journal = new Journal(setup, database);
    this.database = database;
    this.campaign = campaign;
    this.chain = chain;
    this.live = new LiveMeans(number);
  }

  /**
   * Owns {@code measuring}.
   *
   * @param number of the chain
   */
  static Behavior<Command> create(
      Setup setup,
      Measuring<?> measuring,
      ActorRef<DatabaseActor.Command> database,
      ActorRef<CampaignCommand> campaign,
      ActorRef<ChainActor.Command> chain,
      int number) {
    return Behaviors.setup(context ->
        new MeasurementActor(context, setup, measuring, database, campaign, chain, number));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onAnyMessage(this::receive)
        .onSignal(
            PostStop.class,
            signal -> {
              measuring.close();
              return this;
            })
        .build();
  }

  private Behavior<Command> receive(Command command) {
    switch (command) {
      case Delivery(Configuration configuration, Runnable next) -> {
        measure(configuration);
        more = next;
        askForMore();
      }
      case Stored(int rows) -> {
        boolean waiting = underway >= Setup.WINDOW;
        underway -= rows;
        if (waiting) {
          askForMore();
        }
      }
      case Cut cut -> database.tell(cut);
    }
    return this;
  }

  private void askForMore() {
    if (underway < Setup.WINDOW) {
      Runnable next = more;
      more = () -> {};
      next.run();
    }
  }

  private void measure(Configuration c) {
    long begin = System.nanoTime();
    List<Measuring.Values> all;
    try {
      all = measuring.measure(c);
    } catch (RuntimeException e) {
      // deterministic: measuring again would fail again
      chain.tell(
          new ChainActor.Fail(
              "the measurement after trajectory " + c.trajectory() + " failed: " + e.getMessage(),
              true));
      return;
    } finally {
      c.release();
    }
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (Measuring.Values v : all) {
      for (int i = 0; i < v.values().length; i++) {
        numbers.put(v.names().get(i), v.values()[i]);
      }
      underway++;
      journal.write(
          new Row.Measurement(
              c.chain(), c.trajectory(), c.phase(), c.version(), v.label(), v.values()),
          getContext().getSelf());
    }
    long end = System.nanoTime();
    journal.add(
        new Event.Measured(c.chain(), c.trajectory(), c.phase(), numbers, 1e-9 * (end - begin)));
    live.add(c.trajectory(), c.phase(), all);
    if (end - reported > REPORT_NANOS) {
      reported = end;
      campaign.tell(new CampaignCommand.Observed(c.chain(), live.snapshot()));
    }
  }
}
