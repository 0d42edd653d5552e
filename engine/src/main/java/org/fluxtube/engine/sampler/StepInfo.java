package org.fluxtube.engine.sampler;

import java.util.Map;
import java.util.TreeMap;

/**
 * What happened in one trajectory.
 *
 * @param proposals accept decisions taken: 1 for HMC, sites x hits for local updates
 * @param accepted how many of them were accepted
 * @param deltaH H' - H of the proposal; NaN where the kernel has no such number
 * @param acceptance mean of min(1, exp(-dH)); for local updates the accepted fraction
 * @param details other numbers by name, for example {@code clusterSize}
 */
public record StepInfo(
    long proposals, long accepted, double deltaH, double acceptance, Map<String, Double> details) {
  /** Copies the details. */
  public StepInfo {
    details = java.util.Collections.unmodifiableMap(new TreeMap<>(details));
  }
}
