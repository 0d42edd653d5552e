package org.fluxtube.actors.campaign;

import org.fluxtube.actors.database.Thinning;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phases;

/**
 * What one chain has to do; the database's table of chains, not the campaign file, is where it
 * stands after extensions.
 *
 * @param chain number of the chain
 * @param group its group
 * @param phases its phases
 * @param thinning of its measurements
 */
public record ChainPlan(int chain, Campaign.ChainGroup group, Phases phases, Thinning thinning) {
  /** Measured as the campaign file says. */
  public ChainPlan(int chain, Campaign.ChainGroup group, Phases phases) {
    this(chain, group, phases, Thinning.NONE);
  }
}
