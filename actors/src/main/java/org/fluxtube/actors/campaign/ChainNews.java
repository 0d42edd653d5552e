package org.fluxtube.actors.campaign;

import akka.actor.typed.ActorRef;
import java.time.Duration;
import org.fluxtube.actors.campaign.ChainLife.Ending;
import org.fluxtube.actors.database.Row;
import org.fluxtube.engine.run.ChainCheck;
import org.fluxtube.engine.run.Event;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.run.ReplicaExchange.Swap;
import org.fluxtube.engine.run.Trajectory;

/** What a chain tells of itself: events and rows to the journal, its status to the campaign. */
final class ChainNews {
  /** The least time between two reports of what a chain is doing. */
  static final Duration REPORTS = Duration.ofMillis(50);

  private final int chain;
  private final Journal journal;
  private final ActorRef<CampaignCommand> campaign;
  private Phase phase;
  private long reported;

  ChainNews(int chain, Journal journal, ActorRef<CampaignCommand> campaign) {
    this.chain = chain;
    this.journal = journal;
    this.campaign = campaign;
  }

  Journal journal() {
    return journal;
  }

  void warn(String what) {
    campaign.tell(new CampaignCommand.Warn(what));
  }

  void damaged(String damage) {
    journal.add(new Event.CheckpointDamaged(chain, 0, damage));
    warn(damage);
  }

  void opened(ChainWork work) {
    long at = work.chain().trajectory();
    String from = at == 0 ? "from its start" : "from its checkpoint";
    journal.add(new Event.ChainStarted(chain, at, from));
    String exactness = work.chain().sampler().exactness().toString();
    journal.write(new Row.ChainState(chain, "running", "", exactness));
  }

  /**
   * A trajectory is done.
   *
   * @param owner hears when it is stored
   */
  void finished(Trajectory t, ActorRef<? super Stored> owner) {
    if (t.phase() != phase) {
      phase = t.phase();
      journal.add(new Event.PhaseEntered(chain, t.trajectory() - 1, phase));
    }
    journal.write(new Row.Sample(t), owner);
    journal.add(new Event.TrajectoryFinished(t));
  }

  /** The pair belongs to the trajectory that begins with it. */
  void exchanged(Swap swap, Phase of) {
    journal.write(new Row.Measurement(chain, swap.trajectory(), of, 0, Swap.LABEL, swap.numbers()));
  }

  void checked(Event.ChainChecked event, int version) {
    journal.add(event);
    for (ChainCheck c : event.found()) {
      journal.write(
          new Row.Measurement(
              event.chain(),
              event.trajectory(),
              event.phase(),
              version,
              c.name(),
              new double[] {c.value()}));
      if (!c.passed()) {
        journal.add(new Event.CheckViolated(event.chain(), event.trajectory(), c.complaint()));
        warn(where(event) + c.complaint());
      }
    }
  }

  void fell(Event.AcceptanceFell event) {
    journal.add(event);
    warn(where(event) + event.detail());
  }

  private static String where(Event event) {
    return "chain " + event.chain() + ", trajectory " + event.trajectory() + ": ";
  }

  void restarts(long at, String reason) {
    journal.add(new Event.ChainRestarted(chain, at, reason));
    warn("chain " + chain + " starts again: " + reason);
  }

  void ended(long at, Ending how) {
    journal.add(
        switch (how.state()) {
          case "failed" -> new Event.ChainFailed(chain, at, how.reason());
          case "finished" -> new Event.ChainFinished(chain, at);
          default -> new Event.ChainStopped(chain, at, how.reason());
        });
    journal.write(new Row.ChainState(chain, how.state(), how.reason(), ""));
  }

  void report(ChainStatus status) {
    reported = System.nanoTime();
    campaign.tell(new CampaignCommand.ChainReport(status));
  }

  /** Whether the last report is so old that another is worth a message. */
  boolean reportDue() {
    return System.nanoTime() - reported >= REPORTS.toNanos();
  }
}
