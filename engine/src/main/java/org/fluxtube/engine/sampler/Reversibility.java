package org.fluxtube.engine.sampler;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What molecular dynamics forward by tau and, with reversed momenta, back again leave of a state.
 * Exactly zero without rounding; an integrator that is not its own inverse under reversal leaves
 * numbers of the size of dH, and its accept step is wrong.
 *
 * @param deltaH |H'' - H| of the driving action, H before and H'' after the way there and back
 * @param deltaU largest difference of two real components of the field
 * @param forces root mean square of a component of the force at the state, by term of the driving
 *     action
 */
public record Reversibility(double deltaH, double deltaU, Map<String, Double> forces) {
  /** Copies the forces. */
  public Reversibility {
    forces = Collections.unmodifiableMap(new TreeMap<>(forces));
  }
}
