package org.fluxtube.actors.control;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.fluxtube.observability.Exposition;

/**
 * What can be asked of a running campaign from outside. Answers are JSON texts but for the meters;
 * what is refused completes with a {@link Refusal}.
 */
public interface Control {
  /** How far the campaign is: one object. Its counters only grow, so that any one may be missed. */
  CompletionStage<String> campaign();

  /**
   * The chains, an array.
   *
   * @param chain only this one; empty for all
   */
  CompletionStage<String> chains(OptionalInt chain);

  /**
   * Histories of one observable in this process, at most {@code 128} points for each chain.
   *
   * @param observable its label, or label.component
   * @param chain only this one; empty for all
   */
  CompletionStage<String> series(String observable, OptionalInt chain);

  /** Whether the campaign answers at all, and how many chains have failed: a small object. */
  CompletionStage<String> health();

  /**
   * The meters.
   *
   * @param accept the header Accept; empty if there was none
   */
  CompletionStage<Exposition.Page> metrics(String accept);

  /**
   * Carries out a command.
   *
   * @param verb what to do
   * @param chain for which chain; empty for all
   * @param who who asks, for the record
   */
  CompletionStage<String> command(Verb verb, OptionalInt chain, String who);

  /**
   * Changes a setting where that is statistically allowed.
   *
   * @param change what
   * @param chain for which chain; empty for all
   * @param who who asks, for the record
   */
  CompletionStage<String> change(Change change, OptionalInt chain, String who);

  /** The commands. */
  enum Verb {
    /** Wait after the present trajectory. */
    PAUSE,
    /** Go on after a pause. */
    CONTINUE,
    /** Write a checkpoint and end. */
    STOP,
    /** Write a checkpoint. */
    CHECKPOINT;

    /** Name on the command line and in the path. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
