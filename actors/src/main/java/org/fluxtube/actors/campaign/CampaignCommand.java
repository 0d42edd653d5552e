package org.fluxtube.actors.campaign;

import akka.actor.typed.ActorRef;
import java.util.List;
import java.util.OptionalInt;
import org.fluxtube.engine.run.Event;

/** What a {@link CampaignActor} understands. */
sealed interface CampaignCommand {

  /**
   * A command for one chain or all; the answer says for how many.
   *
   * @param what its name, for the record
   * @param who who asks
   */
  record Tell(
      ChainActor.Command command,
      OptionalInt chain,
      String what,
      String who,
      ActorRef<Integer> replyTo)
      implements CampaignCommand {}

  /**
   * Changes a setting of one chain.
   *
   * @param replyTo gets why not, or nothing if it is done
   */
  record Change(ChainActor.Setting setting, int chain, ActorRef<String> replyTo)
      implements CampaignCommand {}

  /**
   * Other intervals of all measurements.
   *
   * @param factor times those of the campaign file
   * @param replyTo gets why not, or nothing if it is done
   */
  record Thin(int factor, String who, ActorRef<String> replyTo) implements CampaignCommand {}

  /** Something for the record. */
  record Note(Event event, String who) implements CampaignCommand {}

  /** How far is it? */
  record AskStatus(ActorRef<CampaignStatus> replyTo) implements CampaignCommand {}

  /** A chain says how far it is. */
  record ChainReport(ChainStatus status) implements CampaignCommand {}

  /** A measurement says what the means of a chain are. */
  record Observed(int chain, List<LiveMean> means) implements CampaignCommand {}

  /** A chain has ended. */
  record ChainEnded(int chain, ChainLife.Ending how) implements CampaignCommand {}

  /** Something a person should read. */
  record Warn(String message) implements CampaignCommand {}

  /** Rows or configurations cannot be written any more: all chains must end. */
  record DatabaseFailed(String reason) implements CampaignCommand {}

  /** The trainer says how far it is. */
  record TrainerReport(LearningStatus status) implements CampaignCommand {}

  /** Lessons cannot be taken any more: the chains that are tied to them must end. */
  record LearningFailed(String reason) implements CampaignCommand {}

  /** A stop has waited long enough for a chain's present trajectory, or for all. */
  record CancelNow(OptionalInt chain) implements CampaignCommand {}

  /**
   * The database takes no more.
   *
   * @param refusal why the last rows are not in it; empty if they are
   */
  record DatabaseClosed(String refusal) implements CampaignCommand {}
}
