package org.fluxtube.engine.learn;

import java.util.List;
import java.util.Locale;

/**
 * One of several models, chosen by what their trials have cost.
 *
 * @param trials the simplest candidate first
 * @param chosen which one, from 0
 * @param twiceTau 2 tau_1, see {@link ModelTrial}
 * @param observable whose it is; empty where nothing was measured and 1 was taken
 */
public record ModelChoice(List<ModelTrial> trials, int chosen, double twiceTau, String observable) {
  /** Copies the list and checks which one. */
  public ModelChoice {
    trials = List.copyOf(trials);
    if (chosen < 0 || chosen >= trials.size()) {
      throw new IllegalArgumentException("candidate " + chosen + " of " + trials.size());
    }
  }

  /** The choice that these trials suggest; see {@link ModelTrial#choose}. */
  public static ModelChoice of(List<ModelTrial> trials, double twiceTau, String observable) {
    return new ModelChoice(trials, ModelTrial.choose(trials, twiceTau), twiceTau, observable);
  }

  /** One sentence for a person. */
  public String detail() {
    ModelTrial best = trials.get(chosen);
    return String.format(
        Locale.ROOT,
        "%s chosen of %d candidates: %.3g +- %.2g s per independent sample, acceptance %.3f, in"
            + " a trial of %d trajectories; 2 tau_int = %.3g at full acceptance%s",
        best.name(),
        trials.size(),
        best.cost(twiceTau),
        best.costError(twiceTau),
        best.acceptance(),
        best.trajectories(),
        twiceTau,
        observable.isEmpty() ? ", as nothing was measured" : " (" + observable + ")");
  }
}
