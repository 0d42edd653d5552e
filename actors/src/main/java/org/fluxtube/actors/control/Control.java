package org.fluxtube.actors.control;

import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.fluxtube.observability.Exposition;

/**
 * What can be asked of a running campaign from outside. Answers are JSON objects but for the
 * meters.
 */
public interface Control {
  /** How far the campaign is. */
  CompletionStage<String> status();

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
   */
  CompletionStage<String> command(Verb verb, OptionalInt chain);

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
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
