package org.fluxtube.engine.md;

import java.util.List;
import org.fluxtube.engine.catalogue.Spec;

/** The parameters of a molecular-dynamics integrator: coefficients, never loops of its own. */
public interface IntegratorSpec extends Spec {
  /** The elements of one step; each list is its own mirror image, so the step is reversible. */
  List<Element> elements();

  /** Steps in one trajectory, or in one drift of the level above. */
  int steps();

  /** The same integrator with another number of steps of its outermost level. */
  IntegratorSpec withSteps(int steps);

  /** The order of the energy violation in the step size: 2 or 4. */
  int order();

  /**
   * Names of the terms of the action that this level kicks with; empty means the whole action, and
   * then there is no other level.
   */
  default List<String> terms() {
    return List.of();
  }

  /** The level that runs inside each drift of this one, or null. */
  default IntegratorSpec inner() {
    return null;
  }

  /** Checks {@code steps >= 1}. */
  static void requireSteps(int steps) {
    if (steps < 1 || steps > 100_000) {
      throw new IllegalArgumentException(
          "steps = " + steps + "; allowed are 1 to 100000, for example steps = 10");
    }
  }
}
