package org.fluxtube.engine.learn;

import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.catalogue.Param;

/**
 * Draws of a flow are judged by (1-a) S_0 + a S while it learns, a = min(1, t/steps) in step t of
 * all lessons: with S_0 of other couplings a schedule of beta, lambda or the mass.
 *
 * @param from S_0
 * @param steps after which S alone counts
 */
public record Annealing(
    @Param("the action that learning begins with, of the same kind of field") ActionSpec<?> from,
    @Param("optimiser steps, of all lessons together, from there to the target") int steps) {
  /** Checks the numbers. */
  public Annealing {
    if (steps < 1) {
      throw new IllegalArgumentException(
          "anneal with steps = " + steps + "; allowed are numbers from 1, for example steps = 500");
    }
    if (from.stochastic()) {
      throw new IllegalArgumentException(
          "anneal from " + from + ", which has pseudo-fermions; needed is S of a configuration");
    }
  }

  /** a after so many steps. */
  double part(long step) {
    return Math.min(1, step / (double) steps);
  }
}
