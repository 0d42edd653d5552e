package org.fluxtube.config;

import java.util.List;
import java.util.stream.Collectors;

/** A campaign file cannot be used; holds all its problems. */
public final class CampaignFileException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  /**
   * @param problems at least one
   */
  CampaignFileException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** All problems by file and line; the message has each on its own line. */
  public List<Problem> problems() {
    return problems;
  }
}
